/** What a solution says of itself, gone through by several threads: they list the choices, which is nearly all of the work (MODEL.md §7, §9). */
import type { Plan } from "../model/objective.js";
import { asColumns, type ScenarioColumns } from "../scenario/columns.js";
import { kindsOf } from "../scenario/groups.js";
import type { Scenario } from "../scenario/types.js";
import type { ListedKinds, Listing } from "../verify/lagrangian.js";
import { type Claims, isPrice, type Verification, verify, verifyListed } from "../verify/verify.js";
import { memoryOf, pickUsers } from "./chunk-users.js";
import { joinColumns } from "./join.js";
import type { SolverThread } from "./thread.js";

/** Users that a thread lists at once: some 20 µs each. */
const SIZE = 2 ** 12;

/**
 * The verification of `verify` by several threads, the same bytes for any number of them.
 * @param scenario A checked scenario, or its columns.
 * @param threads As of `solveParallel`.
 * @throws InputError as `verify`; Error where a thread ends.
 */
export async function verifyParallel(
  scenario: Scenario | ScenarioColumns,
  plan: Plan,
  claims: Claims,
  threads: readonly SolverThread[],
): Promise<Verification> {
  return verifyInChunks(scenario, plan, claims, threads, SIZE);
}

/** The same in chunks of any size. */
export async function verifyInChunks(
  scenario: Scenario | ScenarioColumns,
  plan: Plan,
  claims: Claims,
  threads: readonly SolverThread[],
  size: number,
): Promise<Verification> {
  const columns = asColumns(scenario);
  const { price, dualBound } = claims;
  const asks = price !== undefined && dualBound !== undefined && isPrice(columns, price) && threads.length > 0;
  if (!asks) return verify(columns, plan, claims);
  const listing = await listed(columns, price, threads, size);
  return verifyListed(columns, plan, claims, () => listing);
}

async function listed(
  { users, ...settings }: ScenarioColumns,
  price: number,
  threads: readonly SolverThread[],
  size: number,
): Promise<Listing> {
  const kinds = kindsOf(users);
  const first = Int32Array.from(kinds.first);
  const parts = new Array<ListedKinds>(Math.ceil(first.length / size));
  let next = 0;
  const work = async (thread: SolverThread): Promise<void> => {
    while (next < parts.length) {
      const chunk = next++;
      const own = pickUsers([[users, first.subarray(chunk * size, (chunk + 1) * size)]]);
      parts[chunk] = (await thread.ask({ kind: "list", settings, users: own, price }, memoryOf(own))) as ListedKinds;
    }
  };
  // the next chunk is there when one is done
  await Promise.all(threads.flatMap((thread) => [work(thread), work(thread)]));
  const joined = (name: keyof ListedKinds): Float64Array => joinColumns(parts.map((part) => part[name]));
  const listed = {
    least: joined("least"),
    margin: joined("margin"),
    lowest: joined("lowest"),
    highest: joined("highest"),
    use: joined("use"),
    nearest: joined("nearest"),
  };
  return { kinds, listed };
}
