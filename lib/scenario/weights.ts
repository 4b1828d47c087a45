import type { Weights } from "./types.js";

/** The five weights of the objective (MODEL.md §1): c₁, c₂, c₃, w₁, w₂. */
export const WEIGHTS: readonly {
  readonly name: keyof Weights;
  readonly unit: string;
  readonly description: string;
}[] = [
  { name: "time", unit: "1/s", description: "c₁, cost of a second." },
  { name: "error", unit: "1", description: "c₂, cost of a unit of error." },
  { name: "energy", unit: "1/J", description: "c₃, cost of a joule." },
  { name: "localUtility", unit: "1/step", description: "w₁, worth of a step on the device." },
  { name: "edgeUtility", unit: "1/step", description: "w₂, worth of a step at the edge." },
];
