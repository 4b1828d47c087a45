/**
 * DPM-Solver++(2M): exact for an x̂₀ that is linear in λ = −ln σ, extrapolated from the last two levels (Lu et al. 2022).
 * Order 2, one evaluation a step; the first step, and the last if it ends without noise, are DDIM's.
 */
import { sigmaOf } from "./noise-schedule.js";
import type { Sampler } from "./sampler.js";

/** Deterministic: it needs no path. */
export const dpmSolver: Sampler = {
  name: "dpm-solver",
  evaluations: 1,
  begin: ({ levels }) => {
    let last = new Float64Array(0);
    return (x, denoised, index) => {
      const [from, to] = [levels[index]!, levels[index + 1]!];
      let extrapolation = 0;
      if (index > 0 && to.noise > 0) {
        const before = Math.log(sigmaOf(levels[index - 1]!) / sigmaOf(from));
        // ln(σ/σ′)/(2·ln(σ_before/σ)): to the middle of the step in ln σ
        extrapolation = Math.log(sigmaOf(from) / sigmaOf(to)) / (2 * before);
      } else if (index === 0) {
        last = new Float64Array(x.length);
      }
      const kept = to.noise / from.noise;
      const pull = to.signal - kept * from.signal;
      for (let i = 0; i < x.length; i++) {
        x[i] = kept * x[i]! + pull * (denoised[i]! + extrapolation * (denoised[i]! - last[i]!));
      }
      last.set(denoised);
    };
  },
};
