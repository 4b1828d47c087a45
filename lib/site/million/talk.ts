/** What the page and the crowd's worker say to each other. */
import type { AtPrice } from "../../parallel/held-chunks.js";
import type { Certificate } from "../../parallel/hold-parallel.js";

/** Whose phones they are; told once, first. */
export interface Crowd {
  readonly users: number;
  readonly seed: number;
  readonly threads: number;
}

/** What the page asks; without a price that of the optimum. */
export interface Question {
  readonly id: number;
  /** [steps] */
  readonly capacity: number;
  readonly price?: number | undefined;
}

export type News =
  /** How far the preparation is. */
  | { readonly kind: "progress"; readonly done: number }
  /** What some more phones add to the picture. */
  | { readonly kind: "census"; readonly cells: Uint32Array; readonly demand: Float64Array; readonly done: number }
  | Reply
  | { readonly kind: "failed"; readonly message: string };

export interface Reply {
  readonly kind: "answer";
  readonly id: number;
  readonly capacity: number;
  readonly certificate: Certificate;
  /** What the price by hand says; null where there is none. */
  readonly at: AtPrice | null;
  /** Leaving price and device cost of those whom the proof compared, by turns; of a few hundred at the most. */
  readonly core: Float64Array;
}
