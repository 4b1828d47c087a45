/** Reduced costs: what a choice costs more than its user's best at the price λ*, its use priced (MODEL.md §7). */
import { pricedCost } from "../../model/cost.js";
import { fewestSteps, maxWholeSteps, wholeSteps } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { hasCorners } from "../../model/steps.js";
import { stepsOf, useOf } from "../../model/use.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import type { Block } from "./base-plan.js";

/** Another choice than a block's own: reduced cost r ≥ 0, and what it uses of the edge more than that. */
export interface Alternative {
  readonly reducedCost: number;
  readonly shift: number;
}

/** Priced cost of s steps at the edge, or of the device for s = 0. */
function choiceValue({ edge, localWholeCost }: Problem, price: number, n: number, s: number): number {
  return s > 0 ? pricedCost(edge, n, s, price) : localWholeCost[n]!;
}

/** The edge steps around which a user's alternatives lie: its own, or what it would take at the edge; 0 if it is closed. */
function centre(problem: Problem, price: number, { user, use }: Block): number {
  if (use > 0) return stepsOf(problem.edge, user, use);
  return problem.edge.open[user] === 1 ? bestWholeSteps(problem.edge, user, price) : 0;
}

/** The least reduced cost of all alternatives of a block; Infinity if it has none. */
export function cheapestAlternative(problem: Problem, price: number, block: Block): number {
  const { edge } = problem;
  const { user, use } = block;
  const steps = stepsOf(edge, user, use);
  const middle = centre(problem, price, block);
  if (middle === 0) return Infinity;
  const value = (s: number): number => choiceValue(problem, price, user, s);
  let least = Infinity;
  if (steps === 0) least = value(middle);
  else if (hasCorners(edge, user)) {
    const others = edge.choice?.leastOther?.(user, price, steps);
    least = others ?? Math.min(...wholeSteps(edge, user).map((s) => (s === steps ? Infinity : value(s))));
  } else {
    // a step less or more: the edge's costs are convex
    if (middle > fewestSteps(edge, user)) least = value(middle - 1);
    if (middle < maxWholeSteps(edge, user)) least = Math.min(least, value(middle + 1));
  }
  // or the device
  if (steps > 0) least = Math.min(value(0), least);
  return Math.max(0, least - value(steps));
}

/** Every alternative of a block with a reduced cost up to `limit`; those at the edge are convex around the centre unless the law bends. */
export function alternatives(problem: Problem, price: number, block: Block, limit: number): Alternative[] {
  const { edge } = problem;
  const { user, use } = block;
  const steps = stepsOf(edge, user, use);
  const own = choiceValue(problem, price, user, steps);
  const found: Alternative[] = [];
  const consider = (s: number): boolean => {
    // r = what the choice costs, its use priced, − the same of the block's own
    const reducedCost = Math.max(0, choiceValue(problem, price, user, s) - own);
    if (reducedCost > limit) return false;
    if (s !== steps) found.push({ reducedCost, shift: useOf(edge, user, s) - use });
    return true;
  };
  if (steps > 0) consider(0);
  if (hasCorners(edge, user)) {
    for (const s of wholeSteps(edge, user)) consider(s);
    return found;
  }
  const middle = centre(problem, price, block);
  const fewest = fewestSteps(edge, user);
  const most = maxWholeSteps(edge, user);
  for (let s = middle; s >= fewest && consider(s); s--);
  for (let s = middle + 1; s <= most && middle > 0 && consider(s); s++);
  return found;
}
