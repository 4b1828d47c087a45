/** A random sample of mutants that is the same for the same seed, and that keeps what it can where sources change. */
import { createHash } from "node:crypto";
import type { Mutant } from "./mutant.js";

/**
 * Indices of `count` of them, or all if they are fewer: those whose hash is lowest. A mutant that is written more than once in
 * a file is told apart by which of them it is.
 */
export function sampleOf(mutants: readonly Mutant[], count: number, seed: number): number[] {
  const met = new Map<string, number>();
  const hashes = mutants.map(({ file, code, instead }) => {
    const key = JSON.stringify([seed, file, code, instead]);
    const nth = met.get(key) ?? 0;
    met.set(key, nth + 1);
    return createHash("sha256").update(`${key} ${nth}`).digest("hex");
  });
  return [...hashes.keys()].sort((a, b) => (hashes[a]! < hashes[b]! ? -1 : 1)).slice(0, count);
}
