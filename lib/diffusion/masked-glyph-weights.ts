// biome-ignore-all format: generated
import type { EncodedLayer } from "./weights.js";

export const maskedGlyphWeights: readonly EncodedLayer[] = [];
