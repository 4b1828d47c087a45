import type { EncodedLayer } from "../diffusion/weights.js";
import type { TrainingOptions } from "./glyph-training.js";

/** What data/models/glyph-denoiser.json holds. */
export interface TrainedGlyphDenoiser {
  readonly training: TrainingOptions;
  readonly layers: readonly EncodedLayer[];
}

/** Source text of lib/diffusion/glyph-weights.ts. */
export function glyphWeightsModule({ layers }: TrainedGlyphDenoiser): string {
  return `// GENERATED: the layers of data/models/glyph-denoiser.json. To train anew: npm run train --workspace lib
// biome-ignore-all format: generated
import type { EncodedLayer } from "./weights.js";

/** Weights of the denoiser of glyphs (data/README.md). */
export const glyphWeights: readonly EncodedLayer[] = ${JSON.stringify(layers, null, 2)};
`;
}
