/** Numerics that know nothing of the field: capacities' dual, sequences, sensitivity, mixes, intervals, fronts, random streams. */

export { binomialAtMost, proportionInterval } from "./binomial.js";
export {
  type CapacityDual,
  type CapacityDualOptions,
  type CapacityMix,
  type CapacityProblem,
  maximiseCapacityDual,
  type NearbyDual,
  type Responses,
} from "./capacity-dual.js";
export { type CheapestChoice, type CheapestMix, type Choice, cheapestMix } from "./cheapest-mix.js";
export { hypervolume } from "./hypervolume.js";
export type { Interval } from "./interval.js";
export { knee } from "./knee.js";
export { meanInterval } from "./mean-interval.js";
export { medianInterval } from "./median-interval.js";
export { paretoFront } from "./pareto.js";
export { type InputIndices, type SobolIndex, type SobolOptions, sobolIndices } from "./sobol-indices.js";
export { sobolSequence } from "./sobol-sequence.js";
export { stream } from "./stream.js";
