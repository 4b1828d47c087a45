/** DDIM: the denoised mean with the predicted noise of the next level (Song, Meng and Ermon 2021, η = 0). Order 1. */
import type { Sampler } from "./sampler.js";

/** Deterministic: it needs no path. */
export const ddim: Sampler = {
  name: "ddim",
  evaluations: 1,
  begin: ({ levels }) => {
    return (x, denoised, index) => {
      const [from, to] = [levels[index]!, levels[index + 1]!];
      // x′ = √ᾱ′·x̂₀ + √(1 − ᾱ′)·ε̂, ε̂ = (x − √ᾱ·x̂₀)/√(1 − ᾱ)
      const kept = to.noise / from.noise;
      const pull = to.signal - kept * from.signal;
      for (let i = 0; i < x.length; i++) x[i] = kept * x[i]! + pull * denoised[i]!;
    };
  },
};
