/** Random numbers of one user: a stream for each (seed, index), so that adding a user changes no other. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** Uniform numbers in [0, 1): the stream of this seed and index, both integers in 0 … 2³² − 1. */
export function stream(seed: number, index: number): () => number {
  const generator = generatorOf(seed, index);
  return () => uniformFloat64(generator);
}

/** So many numbers of that stream, its first, put into `numbers`: faster than one by one. */
export function startOfStream(seed: number, index: number, count: number, numbers: Float64Array): void {
  const generator = generatorOf(seed, index);
  for (let i = 0; i < count; i++) numbers[i] = uniformFloat64(generator);
}

function generatorOf(seed: number, index: number): RandomGenerator {
  const word = (n: number): number => mix(mix(seed + n * 0x9e3779b9) + index);
  return xoroshiro128plusFromState([word(0), word(1), word(2), word(3)]);
}

/** Every bit of the result depends on every bit of x: MurmurHash3's finalizer (A. Appleby). */
function mix(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
