/** Which users of a chunk are in the sample that the price search asks first, in the sample of that one, and so on. */
import { sampleAt, sampleSize } from "../solver/price/search.js";

/** How many users each level has: all candidates, their sample, that one's sample. */
export function levelSizes(candidates: number): number[] {
  const sizes = [candidates];
  for (let size = sampleSize(candidates); size > 0; size = sampleSize(size)) sizes.push(size);
  return sizes;
}

/**
 * A chunk's users of each level, by index in the chunk.
 * @param users The candidates of the chunk.
 * @param first How many candidates the chunks before it have.
 * @param sizes Of all levels.
 */
export function levelsOf(users: Int32Array, first: number, sizes: readonly number[]): Int32Array[] {
  const levels = [users];
  for (const size of sizes.slice(1)) {
    const before = levels.at(-1)!;
    const end = first + before.length;
    let i = firstAt(first, size);
    const next = i;
    const own: number[] = [];
    for (; i < size && sampleAt(i) < end; i++) own.push(before[sampleAt(i) - first]!);
    levels.push(Int32Array.from(own));
    first = next;
  }
  return levels;
}

/** The first of the sample that is not before `place`: places in it rise. */
function firstAt(place: number, size: number): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sampleAt(middle) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
