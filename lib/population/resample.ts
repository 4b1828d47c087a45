/** A bootstrap of one's own users. */
import { whole } from "../input/checks.js";
import { stream } from "../numerics/stream.js";
import type { User } from "../scenario/types.js";
import { MOST_GENERATED } from "./generate.js";

/**
 * Users drawn from these with replacement, each with the same chance. An id says which draw it is: `A.3` is A, drawn third.
 * More draws leave the first ones as they were.
 * @param users At least one.
 * @param count Draws, ≥ 1.
 * @param seed A whole number in 0 … 2³² − 1.
 * @throws InputError for a count or a seed out of range.
 */
export function resample(users: readonly User[], count: number, seed: number): User[] {
  whole("count", count, 1, MOST_GENERATED);
  whole("seed", seed, 0, 2 ** 32 - 1);
  return Array.from({ length: count }, (_, draw) => {
    const user = users[Math.floor(stream(seed, draw)() * users.length)]!;
    return { ...user, id: `${user.id}.${draw + 1}` };
  });
}
