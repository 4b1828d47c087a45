/**
 * The proven optimum by an expanding core (MODEL.md §7; Pisinger, EJOR 83 (1995) 394–410). At the price λ* each choice
 * of a user has a reduced cost r ≥ 0, and a plan is worse than the bound by just
 *     excess = Σ r(chosen) + λ*·(unused capacity).
 * Starting from the Lagrangian's own plan, users enter the core in the order of their cheapest alternative; dynamic
 * programming over the deviation of used capacity finds the best plan of the core. It is optimal once no user outside
 * the core has an alternative below the excess.
 *
 * The brackets of the price search tell who may: a user who demands the same at both ends of (low, high) has no
 * alternative below min(λ* − low, high − λ*) for each unit of the capacity that its use changes by.
 */

import { type Evaluation, evaluate, type Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { largestStep, leastStep, sharesWork, stepsOf } from "../../model/use.js";
import { column, indicesUpTo } from "../../scenario/columns.js";
import { kindsOf } from "../../scenario/groups.js";
import { timed } from "../allocation.js";
import { type BasePlan, type Block, basePlan } from "./base-plan.js";
import type { Bound } from "./bound.js";
import { type ExpandingCore, stepCore } from "./core.js";
import { listCore } from "./list-core.js";
import { type Alternative, alternatives, cheapestAlternative } from "./reduced-cost.js";

/** The best plan met, and whether it is proven optimal. */
export interface ExactSolution {
  readonly plan: Plan;
  readonly evaluation: Evaluation;
  /** Whether the plan is proven optimal; false only past a limit, or where rounding leaves it open. */
  readonly proven: boolean;
  /** The limit that ended the search; null where none did. */
  readonly endedBy: keyof ExactLimits | null;
  /** Objective − Lagrangian bound, as a sum of small non-negative terms. */
  readonly excess: number;
  /** Who entered the core. */
  readonly core: readonly CoreUser[];
}

/** Alike users in the core, told once. */
export interface CoreUser {
  /** Index of the first of them. */
  readonly user: number;
  /** How many of them entered. */
  readonly copies: number;
}

/** A plan whose objective is further above the bound than its reduced costs say, by this part of all costs, is not proven. */
const DISAGREEMENT = 1e-11;
/** So many users are sorted before the first enters lists of real uses. */
const MANY = 1000;
/** Reduced costs below this part of the largest cost count as rounding. */
const ROUNDING = 1e-13;

/** What the search may take. */
export interface ExactLimits {
  /** Most states kept in all stages together; one takes two bytes. Default 5e7. */
  readonly stateLimit?: number;
  /** Most seconds of the stages; default none. */
  readonly timeLimit?: number;
}

/** The optimum and its proof, or past a limit the best plan met. @param bound The problem's Lagrangian bound. */
export function solveExact(
  problem: Problem,
  bound: Bound,
  { stateLimit = 5e7, timeLimit = Infinity }: ExactLimits = {},
): ExactSolution {
  const { base, best, proven, endedBy } = expandedCore(bound, { stateLimit, timeLimit }, everyoneOf(bound));
  const plan = planOf(problem, usesOf(problem, bound, base, best));
  const evaluation = evaluate(problem.scenario, plan);
  const judged = judge(bound, problem.capacity, evaluation, best);
  return {
    plan,
    evaluation,
    proven: proven && judged.agrees,
    endedBy,
    excess: judged.excess,
    core: coreOf(problem, best),
  };
}

/** What the search asks of all users, of whom its basis may leave out those who choose the same whatever it finds. */
export interface Everyone {
  readonly count: number;
  readonly capacity: number;
  /** What a step of any of them uses at the least and at the most. */
  readonly leastStep: number;
  readonly largestStep: number;
  /** What the rounding of costs is relative to. */
  readonly largestCost: number;
  /** Told the limit once the search asks beyond all brackets; then only reduced costs up to it matter. */
  readonly ask?: (limit: number) => void;
}

/** Of a basis that has them all. */
function everyoneOf({ basis: { problem }, lowerBound, price }: Bound): Everyone {
  const { count, capacity, edge, localWholeCost } = problem;
  return {
    count,
    capacity,
    leastStep: leastStep(edge),
    largestStep: largestStep(edge),
    largestCost: Math.max(meanCost(count, capacity, lowerBound, price), largestFinite(localWholeCost)),
  };
}

/** The core as far as it has to expand, or a limit lets it. */
export interface ExpandedCore {
  readonly base: BasePlan;
  readonly best: ExpandingCore;
  /** But for what rounding may say against it. */
  readonly proven: boolean;
  readonly endedBy: keyof ExactLimits | null;
}

/** Expands the core from the Lagrangian's own plan. */
export function expandedCore(
  bound: Bound,
  { stateLimit, timeLimit }: Required<ExactLimits>,
  everyone: Everyone,
): ExpandedCore {
  const until = performance.now() + 1000 * timeLimit;
  const { price } = bound;
  const { problem: basis, found } = bound.basis;
  const base = basePlan(bound);
  const work = sharesWork(basis.edge);
  /** The most that a task uses. */
  const largest = basis.scenario.edge.maxSteps * everyone.largestStep;
  const expanding = (farthest = Infinity): ExpandingCore =>
    work
      ? listCore(price, base.slack, Math.min(largest, everyone.capacity), stateLimit, until, farthest)
      : stepCore(price, base.slack, stateLimit, until, farthest);
  const core = expanding();
  const rounding = ROUNDING * everyone.largestCost;
  // More copies than this never leave their base together: some of them would cancel out. Of work that is not known.
  const mostCopies = work ? Infinity : base.slack + 2 * largest + 1;
  const enter = (
    into: ExpandingCore,
    block: Block,
    least: number,
    choicesOf: (into: ExpandingCore) => readonly Alternative[],
  ): void => {
    const copies = Math.min(block.copies, mostCopies);
    for (let copy = 0; copy < copies && into.excess > 0 && into.endedBy === null; copy++) {
      if (!into.enter(block, choicesOf(into), least)) break;
    }
  };

  /** Choices that cost the same alone, near the base: few states, which may fill the capacity where all choices have too many. */
  const ties = (): ExpandingCore => {
    const few = expanding(2 * largest);
    for (let n = 0; n < basis.count && few.excess > 0 && few.endedBy === null; n++) {
      for (const block of base.blocksOf(n)) {
        const tied = alternatives(basis, price, block, rounding);
        if (tied.length > 0) enter(few, block, 0, () => tied);
      }
    }
    return few;
  };

  // Circles of users around the price, from the narrowest bracket to all, until those outside can't matter.
  // where models differ in work, two choices may use nearly the same
  const step = work && basis.edge.choice !== null ? 0 : everyone.leastStep;
  const circles = found.brackets.map(({ low, high, undecided }) => ({
    // min(λ* − low, high − λ*), of what another choice uses more or less at the least
    margin: Math.min(price - low, high - price) * step,
    users: undecided,
  }));
  // lists are short where users enter by their least alternative, of many at once
  const many = work ? Math.min(MANY, everyone.count) : 0;
  while (circles.length > 1 && circles.at(-1)!.users.length < many) circles.pop();
  const entered = new Set<Block>();
  let proven = core.excess === 0;
  while (!proven && core.endedBy === null) {
    if (circles.length === 0) everyone.ask?.(core.excess + rounding);
    const circle = circles.pop() ?? { margin: Infinity, users: indicesUpTo(basis.count) };
    const candidates: { readonly block: Block; readonly nearest: number }[] = [];
    for (const n of circle.users) {
      for (const block of base.blocksOf(n)) {
        const nearest = cheapestAlternative(basis, price, block);
        if (nearest <= core.excess + rounding && !entered.has(block)) candidates.push({ block, nearest });
      }
    }
    candidates.sort((a, b) => a.nearest - b.nearest || a.block.user - b.block.user);
    for (const { block, nearest } of candidates) {
      if (core.excess === 0 || nearest > core.excess + rounding) break;
      entered.add(block);
      enter(core, block, Math.min(nearest, circle.margin), ({ excess }) =>
        alternatives(basis, price, block, excess + rounding),
      );
    }
    // not at most: NaN ends it too, and `judge` does not agree
    proven = core.excess === 0 || (core.endedBy === null && !(circle.margin <= core.excess + rounding));
  }
  let best = core;
  if (core.endedBy === "stateLimit") {
    const tied = ties();
    if (tied.excess < core.excess) best = tied;
  }
  proven ||= best.excess === 0;
  return { base, best, proven, endedBy: proven ? null : core.endedBy };
}

/** The excess of the core's plan, and whether its objective agrees with that. @param capacity Of all users together. */
export function judge(
  { lowerBound, price }: Pick<Bound, "lowerBound" | "price">,
  capacity: number,
  { objective, magnitude }: Evaluation,
  { excess }: ExpandingCore,
): { readonly excess: number; readonly agrees: boolean } {
  const difference = objective - lowerBound;
  const size = magnitude + Math.abs(lowerBound) + (price > 0 ? price * capacity : 0);
  // objective − bound = Σ r(chosen) + λ*·(unused capacity), but for rounding
  const agrees = difference <= excess + DISAGREEMENT * size;
  return { excess: agrees ? excess : difference, agrees };
}

/** Who entered, in index order, those alike together also where not all of the problem's were told once. */
export function coreOf({ scenario, kinds }: Problem, core: ExpandingCore): CoreUser[] {
  const entered = [...core.entered()].map(([{ user }, copies]) => ({
    user: kinds?.kind.indexOf(user) ?? user,
    copies,
  }));
  entered.sort((a, b) => a.user - b.user);
  const { kind, first } = kindsOf(
    scenario.users,
    Int32Array.from(entered, ({ user }) => user),
  );
  const copies = column(first.length);
  for (const [i, own] of entered.entries()) copies[kind[i]!]! += own.copies;
  return first.map((user, k) => ({ user, copies: copies[k]! }));
}

/** Users in a core, alike ones counted. */
export function coreSize(core: readonly CoreUser[]): number {
  return core.reduce((sum, { copies }) => sum + copies, 0);
}

/** What a user costs by the bound. */
export function meanCost(count: number, capacity: number, lowerBound: number, price: number): number {
  return (Math.abs(lowerBound) + (price > 0 ? price * capacity : 0)) / count;
}

/** The largest of costs that are finite, whatever their sign; 0 where none is. */
export function largestFinite(costs: Float64Array): number {
  let largest = 0;
  for (let n = 0; n < costs.length; n++) {
    const size = Math.abs(costs[n]!);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}

/** The plan of who uses so much of the edge, 0 for the device. */
export function planOf(problem: Problem, uses: Float64Array): Plan {
  const { edge, localWholeSteps } = problem;
  const steps = column(uses.length);
  const offload = new Uint8Array(uses.length);
  for (let n = 0; n < uses.length; n++) {
    const s = stepsOf(edge, n, uses[n]!);
    if (s > 0) offload[n] = 1;
    steps[n] = s > 0 ? s : localWholeSteps[n]!;
  }
  return timed(problem, offload, steps);
}

/**
 * What each user uses of the edge, 0 for the device: the base with the core's deviations. Alike users take what their kind's copies take,
 * in index order.
 */
export function usesOf({ count, kinds }: Problem, { basis }: Bound, base: BasePlan, core: ExpandingCore): Float64Array {
  const special = new Map<number, { readonly of?: Block; readonly use: number; copies: number }[]>();
  const sharesOf = (user: number) => {
    const shares = special.get(user) ?? base.blocksOf(user).map((of) => ({ of, ...of }));
    special.set(user, shares);
    return shares;
  };
  for (const { user } of basis.found.tied) sharesOf(user);
  for (const { block, shift } of core.deviations()) {
    const shares = sharesOf(block.user);
    // those who deviate come before those of their block who stay
    const i = shares.findIndex(({ of }) => of === block);
    shares[i]!.copies -= 1;
    shares.splice(i, 0, { use: block.use + shift, copies: 1 });
  }
  if (kinds === null) {
    const own = basis.found.demand.slice();
    for (const [user, [share]] of special) own[user] = share!.use;
    return own;
  }
  const uses = column(count);
  for (let n = 0; n < count; n++) {
    const kind = kinds.kind[n]!;
    const share = special.get(kind)?.find(({ copies }) => copies > 0);
    uses[n] = share?.use ?? basis.found.demand[kind]!;
    if (share) share.copies -= 1;
  }
  return uses;
}
