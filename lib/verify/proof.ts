/**
 * The proof that a plan is optimal (MODEL.md §7), gone through with a plain table. A plan better than one at a distance e from the
 * dual has Σ r(chosen) + λ·(unused capacity) < e, so that only choices with r < e matter. Users outside the core have none but their
 * best; for those inside the table holds, for each use of the capacity, the least Σ r.
 *
 * How many copies of alike users are enough: let a best plan differ from the base (everyone at its best, ties filled up) in as few
 * users as can be, by shifts of so many edge steps, none larger than maxSteps. No part of them sums to 0, or the base would do as well
 * there. A downward shift could be undone unless the capacity forbids it, so with one the sum lies above slack − maxSteps. In an order
 * that keeps the running sum within maxSteps of 0 while both signs are left, all sums are different whole numbers from −maxSteps to
 * slack + maxSteps: there are no more than slack + 2·maxSteps + 1 shifts. Under workCapacity shifts are no whole numbers, and all
 * copies count.
 */
import { nameShown } from "../input/errors.js";
import { capacityOf, isWork } from "../scenario/capacity.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { rowsOf } from "../scenario/one-model.js";
import type { CoreUser } from "../solver/certificate/exact.js";
import { bestOf, type Choices, lister } from "./choices.js";
import type { Listed } from "./lagrangian.js";
import { ListTable } from "./list-table.js";

/** A larger table is not worked out. */
const MOST_ENTRIES = 1e7;

/** A choice that matters: what it uses of the edge and what it costs more than the user's best. */
interface Alternative {
  readonly use: number;
  readonly r: number;
}

/** Alike users at one of their best choices. */
interface Block {
  readonly kind: number;
  readonly use: number;
  readonly copies: number;
}

/**
 * What is wrong with the proof; null where nothing is.
 * @param sums What listing every choice at `price` tells, with the plan's distance e.
 * @param core Who is said to be in the core.
 */
export function flawOf(
  scenario: ScenarioColumns,
  price: number,
  { kinds, listed, distance, margin }: Listed,
  core: readonly CoreUser[],
): string | null {
  // what is better by no more than rounding is no better
  const e = distance - margin;
  const { users, edge } = scenario;
  if (e <= 0) return null; // the dual itself proves it
  const list = lister(scenario, price);
  const work = isWork(edge);
  /** The most that a task uses. */
  const largest = edge.maxSteps * (work ? rowsOf(users).users.workload.reduce((most, ω) => Math.max(most, ω), 0) : 1);
  // unlimited is as much as all users can use
  const limit = capacityOf(edge);
  const capacity = limit < Infinity ? limit : largest * (users.count + Number(work));

  const inCore = new Map<number, number>();
  for (const { user, copies } of core) {
    const kind = kinds.kind[user];
    if (kind === undefined) return `core: there is no user with index ${user}`;
    if (user !== kinds.first[kind]) return `core: user ${nameShown(users.id(user))} is not the first of those alike`;
    if (inCore.has(kind)) return `core: user ${nameShown(users.id(user))} is named twice`;
    if (copies > kinds.copies[kind]!)
      return `core: more copies of user ${nameShown(users.id(user))} than there are users alike`;
    inCore.set(kind, copies);
  }

  // the base: everyone at its best, in the end the ties filled up in index order, of a kind with one other choice
  const blocks: Block[] = [];
  let slack = capacity;
  const ties: { readonly kind: number; readonly use: number; readonly more: number }[] = [];
  const alternatives = new Map<number, readonly Alternative[]>();
  for (let kind = 0; kind < kinds.first.length; kind++) {
    const own = listed.use[kind]!;
    slack -= kinds.copies[kind]! * own;
    if (listed.nearest[kind]! >= e) continue;
    const choices = list(kinds.first[kind]!);
    const best = bestOf(choices);
    const near = below(choices, best, own, e);
    if (!inCore.has(kind)) {
      const { r } = near.reduce((a, b) => (b.r < a.r ? b : a));
      return `core: user ${nameShown(users.id(kinds.first[kind]!))} outside has an alternative ${r} dearer, below the excess ${distance}`;
    }
    alternatives.set(kind, [{ use: own, r: 0 }, ...near]);
    const tied = near.find(({ use, r }) => r <= 2 * choices.margin[best]! && use > own);
    if (tied) ties.push({ kind, use: own, more: tied.use - own });
    else blocks.push({ kind, use: own, copies: kinds.copies[kind]! });
  }
  // with less than nothing left the count of copies below does not hold
  if (slack < 0) return `price: ${price} is too low for a proof, the best choices use ${-slack} more than there is`;
  for (const { kind, use, more } of ties) {
    const all = kinds.copies[kind]!;
    const raised = Math.min(all, Math.floor(slack / more));
    slack -= raised * more;
    blocks.push({ kind, use: use + more, copies: raised }, { kind, use, copies: all - raised });
  }
  // of work all of them
  const enough = work ? Infinity : slack + 2 * largest + 1;

  const needed = new Map<number, number>();
  for (const { kind, copies } of blocks) needed.set(kind, (needed.get(kind) ?? 0) + Math.min(copies, enough));
  for (const [kind, copies] of needed) {
    const own = inCore.get(kind)!;
    if (own >= copies) continue;
    return `core: ${own} copies of user ${nameShown(users.id(kinds.first[kind]!))}, where ${copies} could matter`;
  }

  const tooLarge = `core: not verified, the table has more than ${MOST_ENTRIES} entries`;
  const better = (found: number): string =>
    `core: it holds a better plan than the one that is called optimal, by ${distance - found}`;
  if (work) {
    const table = new ListTable(price, e, Math.min(largest, capacity));
    for (const { kind, use, copies } of blocks) {
      const choices = alternatives.get(kind)!.map((choice) => ({ shift: choice.use - use, r: choice.r }));
      table.enter(choices, copies, MOST_ENTRIES);
      if (table.entries > MOST_ENTRIES) return tooLarge;
    }
    const found = table.best(slack);
    return found < e ? better(found) : null;
  }

  // next(δ) = min over choices of states(δ − shift) + r, δ the use above the base
  let states = new Map<number, number>([[0, 0]]);
  let entries = 0;
  for (const { kind, use, copies } of blocks) {
    const choices = alternatives.get(kind)!;
    for (let copy = 0; copy < Math.min(copies, enough); copy++) {
      const next = new Map<number, number>();
      for (const [shift, sum] of states) {
        for (const choice of choices) {
          const r = sum + choice.r;
          const at = shift + choice.use - use;
          if (r < e && r < (next.get(at) ?? Infinity)) next.set(at, r);
        }
      }
      states = undominated(next, price);
      entries += next.size;
      if (entries > MOST_ENTRIES) return tooLarge;
    }
  }
  for (const [shift, sum] of states) {
    // Σ r + λ·(unused capacity)
    const found = sum + price * (slack - shift);
    if (shift <= slack && found < e) return better(found);
  }
  return null;
}

/** The choices of another use than the base's with r < e. */
function below({ count, use, value }: Choices, best: number, own: number, e: number): Alternative[] {
  const cheapest = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    // r = value − least; of the choices on the device the cheapest
    const r = Math.max(0, value[i]! - value[best]!);
    if (use[i] === own || r >= e) continue;
    cheapest.set(use[i]!, Math.min(r, cheapest.get(use[i]!) ?? Infinity));
  }
  return [...cheapest].map(([at, r]) => ({ use: at, r }));
}

/** States that no state with less use is as good as, whatever follows: r − λδ falls. */
function undominated(states: ReadonlyMap<number, number>, price: number): Map<number, number> {
  const kept = new Map<number, number>();
  let least = Infinity;
  for (const [shift, r] of [...states].sort(([a], [b]) => a - b)) {
    if (r - price * shift >= least) continue;
    least = r - price * shift;
    kept.set(shift, r);
  }
  return kept;
}
