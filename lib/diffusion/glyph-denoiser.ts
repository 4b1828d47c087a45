import type { Denoiser } from "./denoiser.js";
import { glyphWeights } from "./glyph-weights.js";
import { networkDenoiser } from "./network.js";
import { decodeLayer } from "./weights.js";

/** The network that has learned the glyphs of `drawGlyphs` from examples (data/README.md, models). */
export function glyphDenoiser(): Denoiser {
  return networkDenoiser(glyphWeights.map(decodeLayer));
}
