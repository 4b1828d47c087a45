/** The models whose reverse runs the studies watch: two whose score is exact, one that has learned (MODEL.md §11). */
import { stream } from "../numerics/stream.js";
import type { Denoiser } from "./denoiser.js";
import { type GaussianMixture, mixtureDenoiser, sampleMixture } from "./gaussian-mixture.js";
import { glyphDenoiser } from "./glyph-denoiser.js";
import { drawGlyphs } from "./glyphs.js";
import { ringMixture, spectralMixture } from "./targets.js";

/** A denoiser, and the data that it models. */
export interface DiffusionModel {
  readonly denoiser: Denoiser;
  /** `count` samples of the data that it models; shape count × dimension. */
  readonly draw: (count: number, random: () => number) => Float64Array;
}

/** `ring`, 2 dimensions; `mixture`, 64; `glyphs`, the learned one, 144. */
export type DiffusionModelName = "ring" | "mixture" | "glyphs";

/** The model of that name; its data are drawn by `draw`. */
export function diffusionModel(name: DiffusionModelName): DiffusionModel {
  if (name === "glyphs") return { denoiser: glyphDenoiser(), draw: drawGlyphs };
  return ofMixture(name === "ring" ? ringMixture() : spectralMixture(64, stream(1, 64)));
}

function ofMixture(mixture: GaussianMixture): DiffusionModel {
  return {
    denoiser: mixtureDenoiser(mixture),
    draw: (count, random) => sampleMixture(mixture, count, random),
  };
}
