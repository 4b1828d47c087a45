/** First iterates a⁽⁰⁾ of the paper's algorithm (MODEL.md §9). */
import { stream } from "../../numerics/stream.js";

export const STARTS = ["half", "local", "edge", "random"] as const;
/** a⁽⁰⁾: ½, 0, 1, or uniform for each user. */
export type Start = (typeof STARTS)[number];

/**
 * @param seed Used by `random` alone: each a⁽⁰⁾ is uniform in [0, 1).
 * @param first Index of the first of these users among all.
 */
export function startingPoint(start: Start, count: number, seed: number, first = 0): Float64Array {
  const a = new Float64Array(count);
  if (start === "half") return a.fill(0.5);
  if (start === "edge") return a.fill(1);
  if (start === "random") {
    for (let n = 0; n < count; n++) a[n] = stream(seed, first + n)();
  }
  return a;
}
