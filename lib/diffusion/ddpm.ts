/**
 * DDPM, ancestral sampling: the next level given x and x₀ = x̂₀ (Ho, Jain and Abbeel 2020, posterior variance).
 * With u = x·√ᾱ/(1 − ᾱ) and the signal-to-noise ratio v as time this is du = x̂₀ dv + dW by Euler's rule: the noise that
 * a step adds is the increment of one Brownian path, which a coarser run sums up.
 */

import { snrOf } from "./noise-schedule.js";
import type { Sampler } from "./sampler.js";

/** It needs the run's `path`. */
export const ddpm: Sampler = {
  name: "ddpm",
  evaluations: 1,
  begin: ({ levels, path }) => {
    return (x, denoised, index) => {
      const [from, to] = [levels[index]!, levels[index + 1]!];
      if (to.noise === 0) {
        x.set(denoised);
        return;
      }
      const increment = path![index]!;
      const [v, next] = [snrOf(from), snrOf(to)];
      // u = x·√ᾱ/(1 − ᾱ), u′ = u + (v′ − v)·x̂₀ + ΔW
      const [inward, outward] = [from.signal / from.noise ** 2, to.noise ** 2 / to.signal];
      for (let i = 0; i < x.length; i++) {
        x[i] = outward * (inward * x[i]! + (next - v) * denoised[i]! + increment[i]!);
      }
    };
  },
};
