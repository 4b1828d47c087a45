/** Whom a price search asks: all users who may be at the edge, or first a sample of them. */
import type { Problem } from "../../model/problem.js";

/** From this many users on, one in `RATIO` of them is searched first. */
const MANY = 512;
const RATIO = 16;

/** Users whose edge is open and whose local value does not keep them away from it (−Infinity), by index. */
export function edgeCandidates({ count, edge }: Problem, localValue: Float64Array): Int32Array {
  const users = new Int32Array(count);
  let found = 0;
  for (let n = 0; n < count; n++) if (edge.open[n] === 1 && localValue[n] !== -Infinity) users[found++] = n;
  return users.subarray(0, found);
}

/** One user in every `RATIO`, picked evenly but not regularly; null where there are too few for a sample to pay. */
export function sampleOf(users: Int32Array): Int32Array | null {
  if (users.length <= MANY) return null;
  const size = Math.floor(users.length / RATIO);
  return Int32Array.from({ length: size }, (_, i) => users[i * RATIO + ((Math.imul(i, 40503) >>> 7) % RATIO)]!);
}
