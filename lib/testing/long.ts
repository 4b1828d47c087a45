/** The long suite, `npm run test:full`, does in full what takes long; `npm test` does it in part, or leaves it out. The tag tells such tests. */

const FULL = process.env["EDGESTEPS_FULL"] !== undefined;

/** Options of a test that does more in the long suite. */
export const MORE_IN_FULL = { tags: ["long"] };

/** Options of a test that runs in the long suite alone. */
export const ONLY_IN_FULL = { tags: ["long"], skip: !FULL };

/** The first in `npm test`, the second in the long suite. */
export function shortOrFull<T>(short: T, full: T): T {
  return FULL ? full : short;
}

/** So many of the first in `npm test`, all in the long suite. */
export function someOrAll<T>(some: number, all: readonly T[]): readonly T[] {
  return all.slice(0, FULL ? all.length : some);
}
