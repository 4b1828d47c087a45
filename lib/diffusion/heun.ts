/** Heun's rule on the probability-flow ODE dy/dσ = (y − x̂₀)/σ, y = x/√ᾱ (Karras et al. 2022). Order 2, two evaluations a step. */
import { sigmaOf } from "./noise-schedule.js";
import type { Sampler } from "./sampler.js";

/** Deterministic: it needs no path. */
export const heun: Sampler = {
  name: "heun",
  evaluations: 2,
  begin: ({ denoiser, levels }) => {
    let predicted = new Float64Array(0);
    let again = predicted;
    return (x, denoised, index) => {
      const [from, to] = [levels[index]!, levels[index + 1]!];
      if (to.noise === 0) {
        x.set(denoised); // dy/dσ is 0/0 there: Euler's rule
        return;
      }
      if (predicted.length !== x.length) {
        predicted = new Float64Array(x.length);
        again = new Float64Array(x.length);
      }
      const [sigma, next] = [sigmaOf(from), sigmaOf(to)];
      for (let i = 0; i < x.length; i++) {
        const y = x[i]! / from.signal;
        // y + (σ′ − σ)·(y − x̂₀)/σ
        predicted[i] = to.signal * (y + ((next - sigma) * (y - denoised[i]!)) / sigma);
      }
      denoiser.denoise(predicted, to, again);
      for (let i = 0; i < x.length; i++) {
        const y = x[i]! / from.signal;
        // y + (σ′ − σ)·(slope at σ + slope at σ′)/2
        const slopes = (y - denoised[i]!) / sigma + (predicted[i]! / to.signal - again[i]!) / next;
        x[i] = to.signal * (y + ((next - sigma) * slopes) / 2);
      }
    };
  },
};
