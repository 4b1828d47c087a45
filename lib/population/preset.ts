/**
 * Presets: a scenario's workload ω, speed f and switched capacitance κ (MODEL.md §1) as they follow from published measurements.
 *
 * - ω = published work of one denoising step [FLOP/step], 1 MAC = 2 FLOP, both passes of classifier-free guidance counted.
 * - f = ω / (seconds a step at full speed), so that a step at full speed takes the measured seconds.
 * - κ = P / f³, because computing at speed v draws κv³ watts; a step at full speed then takes P·seconds joules.
 *
 * Latencies depend on ω and f through ω/f alone, energies on ω and κ through κω³ alone: an error in ω cancels wherever f and κ were made with that ω.
 */

export const SERVICES = ["text-to-image-512", "text-to-image-1024", "image-to-image", "text-to-video"] as const;
/** A service of {@link SERVICES}. */
export type ServiceName = (typeof SERVICES)[number];

/** The servers that the presets have. */
export const GPUS = ["h100", "b200"] as const;
/** A server of {@link GPUS}. */
export type GpuName = (typeof GPUS)[number];

/** Power of a phone at full speed. No phone's power was measured under diffusion, so this is assumed. */
export interface DevicePower {
  /** [W]. */
  readonly typical: number;
  /** [W]. */
  readonly low: number;
  /** [W]. */
  readonly high: number;
  readonly assumed: true;
  readonly source: string;
}

/** A phone or tablet that runs a service. */
export interface DevicePreset {
  /** Name as published. */
  readonly device: string;
  /** At full speed [s/step]. */
  readonly secondsPerStep: number;
  /** f [FLOP/s]. */
  readonly speed: number;
  /** κ at the typical power [W/(FLOP/s)³]. */
  readonly switchedCapacitance: number;
  /** True if the seconds were measured with another model or resolution than the service's; the service says which. */
  readonly assumed: boolean;
  readonly source: string;
}

/** A server's GPU, one request at a time (batch size 1). One speed and one κ serve every service. */
export interface GpuPreset {
  readonly gpu: string;
  /** f_e [FLOP/s]. */
  readonly speed: number;
  /** κ_e [W/(FLOP/s)³]. */
  readonly switchedCapacitance: number;
  /** Measured mean power [W]. */
  readonly power: number;
  /** The model whose work, time and power give f_e and κ_e. */
  readonly model: string;
  readonly sources: readonly string[];
}

/** What was measured of a service on a GPU at batch size 1, and how far the GPU's one speed and κ are from it. */
export interface EdgeMeasurement {
  readonly model: string;
  /** Measured [s/step]. */
  readonly secondsPerStep: number;
  /** (ω/f_e) / measured − 1. */
  readonly secondsDeviation: number;
  /** Measured [J/step]; absent where only the power rating is known. */
  readonly joulesPerStep?: number;
  /** (κ_e f_e³ ω/f_e) / measured − 1. */
  readonly joulesDeviation?: number;
  readonly source: string;
}

/** How the error of a service falls with its steps, as published of a model of its kind. */
export interface QualityCurve {
  /** The model with its sampler, and on what it was measured. */
  readonly model: string;
  readonly metric: string;
  /** From 1, rising [steps]. */
  readonly steps: readonly number[];
  /** Over that after one step: from 1, falling, convex [1]. */
  readonly error: readonly number[];
  readonly source: string;
  /** The source's key in data/sources.bib. */
  readonly key: string;
}

/** A service: its work, and the devices that run it. */
export interface ServicePreset {
  /** The model whose work ω is. */
  readonly model: string;
  /** ω [FLOP/step]. */
  readonly workload: number;
  readonly workloadAssumed: boolean;
  readonly workloadSource: string;
  /** Who can run it on the device; empty closes the device. */
  readonly devices: readonly DevicePreset[];
  /** Only where it was measured. */
  readonly edge: Readonly<Partial<Record<GpuName, EdgeMeasurement>>>;
  readonly quality: QualityCurve;
  /** What is not in the measurements, a sentence each. */
  readonly assumptions: readonly string[];
}

/** ω, f and κ of all services, devices and servers, with their sources. */
export interface Presets {
  readonly devicePower: DevicePower;
  readonly gpus: Readonly<Record<GpuName, GpuPreset>>;
  readonly services: Readonly<Record<ServiceName, ServicePreset>>;
}
