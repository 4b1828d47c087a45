import type { EncodedLayer } from "./weights.js";

export const glyphWeights: readonly EncodedLayer[] = [];
