/** Numerics that know nothing of the field: sequences, sensitivity, fronts, random streams. */

export { hypervolume } from "./hypervolume.js";
export { knee } from "./knee.js";
export { paretoFront } from "./pareto.js";
export { type InputIndices, type SobolIndex, type SobolOptions, sobolIndices } from "./sobol-indices.js";
export { sobolSequence } from "./sobol-sequence.js";
export { stream } from "./stream.js";
