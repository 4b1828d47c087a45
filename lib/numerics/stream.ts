/** Random numbers of one user: a stream for each (seed, index), so that adding a user changes no other. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** Uniform numbers in [0, 1): the stream of this seed and index, both integers in 0 … 2³² − 1. */
export function stream(seed: number, index: number): () => number {
  const generator = generatorOf(streamsOf(seed), index);
  return () => uniformFloat64(generator);
}

/** What all streams of a seed have in common. */
export interface Streams {
  readonly seed: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** The streams of a seed, an integer in 0 … 2³² − 1. */
export function streamsOf(seed: number): Streams {
  const word = (n: number): number => mix(seed + n * 0x9e3779b9);
  return { seed, a: word(0), b: word(1), c: word(2), d: word(3) };
}

/** So many numbers of the stream of this index, its first, put into `numbers`: faster than one by one. */
export function startOfStream(streams: Streams, index: number, count: number, numbers: Float64Array): void {
  const generator = generatorOf(streams, index);
  for (let i = 0; i < count; i++) numbers[i] = uniformFloat64(generator);
}

function generatorOf({ a, b, c, d }: Streams, index: number): RandomGenerator {
  return xoroshiro128plusFromState([mix(a + index), mix(b + index), mix(c + index), mix(d + index)]);
}

/** Every bit of the result depends on every bit of x: MurmurHash3's finalizer (A. Appleby). */
function mix(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
