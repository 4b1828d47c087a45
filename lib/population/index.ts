/** Users drawn from published measurements of devices, servers and services. See MODEL.md §1 and data/README.md. */

export { readUsersCsv, writeUsersCsv } from "../scenario/users-csv.js";
export { campus30 } from "./campus.js";
export type { Demand, Range } from "./demand.js";
export { drawUser, type Population, type Service as PopulationService, type Shared } from "./draw.js";
export { fiveUsers } from "./five-users.js";
export { defaultWeights, generate, generateColumns } from "./generate.js";
export { type Estimate, fitMeasurements, type Measured, type Measurement } from "./measurements.js";
export { readMeasurementsCsv } from "./measurements-csv.js";
export { ERROR_CHOICES, type ErrorChoice, type GenerateOptions, type Shares } from "./options.js";
export { population } from "./population.js";
export {
  type DevicePower,
  type DevicePreset,
  type EdgeMeasurement,
  GPUS,
  type GpuName,
  type GpuPreset,
  type Presets,
  type QualityCurve,
  SERVICES,
  type ServiceName,
  type ServicePreset,
} from "./preset.js";
export { presets } from "./presets.js";
export { resample } from "./resample.js";
