/** How much of the data and how much noise is left along the forward process (MODEL.md §11). */

import { power } from "../numerics/power.js";

/** x = signal·x₀ + noise·ε with ε ~ N(0, I): signal = √ᾱ, noise = √(1 − ᾱ). Their squares add up to 1. */
export interface NoiseLevel {
  readonly signal: number;
  readonly noise: number;
}

/** How the noise rises with time (MODEL.md §11). */
export type ScheduleName = "cosine" | "linear" | "geometric";

/** The noisiest σ = noise/signal of the cosine and geometric schedules, and the geometric one's lowest before 0. */
const SIGMA_MAX = 80;
const SIGMA_MIN = 0.002;

/** The level at time t, 0 (clean) to 1 (noisiest). */
const LEVELS: Readonly<Record<ScheduleName, (t: number) => NoiseLevel>> = {
  // The angle atan σ grows evenly (Nichol and Dhariwal 2021, without their offset at t = 0 and ended at σ = 80).
  cosine: (t) => {
    const angle = t * Math.atan(SIGMA_MAX);
    return { signal: Math.cos(angle), noise: Math.sin(angle) };
  },
  // β grows evenly from 0.1 to 20 (Ho, Jain and Abbeel 2020 for S = 1000, in the continuous form of Song et al. 2021).
  linear: (t) => {
    const logAlphaBar = -(0.1 * t + (19.9 / 2) * t * t);
    return { signal: Math.exp(logAlphaBar / 2), noise: Math.sqrt(-Math.expm1(logAlphaBar)) };
  },
  // ln σ grows evenly (Song and Ermon 2019, scaled to keep the variance); clean at t = 0.
  geometric: (t) => {
    const sigma = t === 0 ? 0 : SIGMA_MIN * power(SIGMA_MAX / SIGMA_MIN, t);
    return { signal: 1 / Math.hypot(1, sigma), noise: sigma / Math.hypot(1, sigma) };
  },
};

/** The S + 1 levels that a reverse run of S = `steps` steps goes through: noisiest first, clean last. */
export function noiseLevels(schedule: ScheduleName, steps: number): NoiseLevel[] {
  return Array.from({ length: steps + 1 }, (_, i) => LEVELS[schedule](1 - i / steps));
}

/** σ = noise/signal. */
export function sigmaOf({ signal, noise }: NoiseLevel): number {
  return noise / signal;
}

/** The signal-to-noise ratio 1/σ²; Infinity where there is no noise. */
export function snrOf({ signal, noise }: NoiseLevel): number {
  return (signal / noise) ** 2;
}
