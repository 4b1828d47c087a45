/** Samples in the plane on their way from noise to the target, in both senses of fewer steps (MODEL.md §11). */
import { ddim } from "../../diffusion/ddim.js";
import { diffusionModel } from "../../diffusion/diffusion-model.js";
import { gaussianNoise } from "../../diffusion/gaussian-noise.js";
import { noiseLevels, type ScheduleName } from "../../diffusion/noise-schedule.js";
import { sample } from "../../diffusion/sampler.js";
import { stream } from "../../numerics/stream.js";
import type { Table } from "../../report/table.js";

export interface ReverseDiffusionOptions {
  readonly schedule: ScheduleName;
  readonly samples: number;
  /** S, the steps of a full run. */
  readonly steps: number;
  /** Steps after which the full run is looked at, below S. */
  readonly stops: readonly number[];
  /** To what the steps are re-spaced. */
  readonly spacings: readonly number[];
}

/** One row for each sample of the ring after some steps of DDIM: early, at a stop of the full run, or coarse, at the end of a shorter one. */
export function reverseDiffusion(options: ReverseDiffusionOptions, seed: number): Table {
  const { schedule, samples, steps, stops, spacings } = options;
  const { denoiser } = diffusionModel("ring");
  const start = gaussianNoise(samples * denoiser.dimension, stream(seed, 0));
  const seen: { sense: string; steps: number; points: Float64Array }[] = [];
  sample(ddim, { denoiser, levels: noiseLevels(schedule, steps) }, start, (done, x) => {
    if (stops.includes(done)) seen.push({ sense: "early", steps: done, points: x.slice() });
  });
  for (const few of spacings) {
    const points = sample(ddim, { denoiser, levels: noiseLevels(schedule, few) }, start);
    seen.push({ sense: "coarse", steps: few, points });
  }
  return {
    name: "reverse-diffusion",
    columns: [
      { name: "sense", unit: "", description: "early (s of S steps done) or coarse (S steps re-spaced to s)." },
      { name: "steps", unit: "step", description: "s." },
      { name: "x", unit: "1", description: "First coordinate." },
      { name: "y", unit: "1", description: "Second coordinate." },
    ],
    rows: seen.flatMap(({ points, ...which }) =>
      Array.from({ length: samples }, (_, n) => ({ ...which, x: points[2 * n]!, y: points[2 * n + 1]! })),
    ),
  };
}
