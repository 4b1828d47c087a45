/** Reverse diffusion itself: targets, denoisers, samplers, and the error of stopping early. */

export { averageRelativeError } from "./average-error.js";
export { brownianPath, coarserPath } from "./brownian-path.js";
export { ddim } from "./ddim.js";
export { ddpm } from "./ddpm.js";
export { type Denoiser, predictedNoise, score } from "./denoiser.js";
export { type DiffusionModel, type DiffusionModelName, diffusionModel } from "./diffusion-model.js";
export { dpmSolver } from "./dpm-solver.js";
export { type GaussianMixture, mixtureDenoiser, sampleMixture } from "./gaussian-mixture.js";
export { gaussianNoise } from "./gaussian-noise.js";
export { drawGlyphs, GLYPH_SIDE } from "./glyphs.js";
export { heun } from "./heun.js";
export {
  drawMaskedChance,
  inkOrPaper,
  type MaskedChance,
  maskedGlyphLayers,
  sampleMasked,
} from "./masked-glyphs.js";
export type { Layer } from "./network.js";
export { type NoiseLevel, noiseLevels, type ScheduleName, sigmaOf, snrOf } from "./noise-schedule.js";
export { type ReverseRun, type Sampler, type Step, sample, type Visit } from "./sampler.js";
export { slicedWasserstein } from "./sliced-wasserstein.js";
export { ringMixture, spectralMixture } from "./targets.js";
