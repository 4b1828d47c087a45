import type { EncodedLayer } from "../diffusion/weights.js";
import type { TrainingOptions } from "./training.js";

/** What a file of data/models holds. */
export interface TrainedNetwork {
  readonly training: TrainingOptions;
  readonly layers: readonly EncodedLayer[];
}

/** A network that is trained here: its file in data/models and its module in lib/diffusion. */
export interface WeightsModule {
  /** Without ending. */
  readonly file: string;
  readonly exported: string;
  /** What the weights are of. */
  readonly of: string;
}

export const GLYPH_WEIGHTS: WeightsModule = {
  file: "glyph-denoiser",
  exported: "glyphWeights",
  of: "the denoiser of glyphs",
};

export const MASKED_GLYPH_WEIGHTS: WeightsModule = {
  file: "masked-glyphs",
  exported: "maskedGlyphWeights",
  of: "the masked model of glyphs",
};

/** Source text of the module. */
export function weightsModule({ file, exported, of }: WeightsModule, { layers }: TrainedNetwork): string {
  return `// GENERATED: the layers of data/models/${file}.json. To train anew: npm run train --workspace lib
// biome-ignore-all format: generated
import type { EncodedLayer } from "./weights.js";

/** Weights of ${of} (data/README.md). */
export const ${exported}: readonly EncodedLayer[] = ${JSON.stringify(layers, null, 2)};
`;
}
