/**
 * The proven optimum before several servers (MODEL.md §13). At the prices λ each choice of a user has a reduced cost r ≥ 0, and a plan is
 * worse than the bound by
 *     excess = Σ r(chosen) + Σ λ_e·(unused capacity of e),
 * so that in a better plan than one with a known excess no choice has a larger r. Users enter a core in the order of their cheapest
 * alternative to what is best at λ; dynamic programming over the steps that the core uses of each server finds its best plan. It is optimal
 * once no user outside has an alternative below the excess.
 */
import { pricedCost } from "../model/cost.js";
import { isBent } from "../model/error.js";
import { fewestSteps, maxWholeSteps, wholeSteps } from "../model/placement.js";
import { bestWholeSteps } from "../model/whole-steps.js";
import type { ServersBound } from "./bound.js";
import { type Choice, Core, type Member } from "./core.js";
import { loadsOf } from "./plan.js";
import { DEVICE, type ServersProblem } from "./problem.js";
import type { Choices } from "./rounding.js";

/** What the search may take. */
export interface ServersLimits {
  /** Most states of all stages together; default 5e6, some 200 MB. */
  readonly stateLimit?: number;
  /** Most seconds; default none. */
  readonly timeLimit?: number;
}

/** The best plan met, and whether no other is better. */
export interface ServersOptimum extends Choices {
  readonly proven: boolean;
}

/** Reduced costs below this part of all costs count as rounding. */
const ROUNDING = 1e-13;

/** @param plan A feasible one. @param excess Its distance from the bound. */
export function solveServersExact(
  problem: ServersProblem,
  bound: ServersBound,
  plan: Choices,
  excess: number,
  { stateLimit = 5e6, timeLimit = Infinity }: ServersLimits = {},
): ServersOptimum {
  const until = performance.now() + 1000 * timeLimit;
  const { prices, best } = bound;
  const rounding = ROUNDING * bound.scale;
  // B_e − what the best choices use
  const slack = Float64Array.from(problem.capacity);
  for (const [e, load] of loadsOf(problem.scenario, best).entries()) slack[e]! -= load;

  const members = membersOf(problem, bound, excess + rounding);
  const core = new Core(prices, slack, members, excess, stateLimit, until);
  for (const { choices } of members) {
    // the least r that anyone outside could add
    if (core.endedBy !== null || choices[1]!.r > core.excess + rounding) break;
    core.enter();
  }
  const proven = core.endedBy === null;
  const deviations = core.deviations();
  if (deviations === null) return { ...plan, proven };
  const server = Int32Array.from(best.server);
  const steps = Float64Array.from(best.steps);
  for (const [user, choice] of deviations) {
    server[user] = choice.server;
    steps[user] = choice.steps;
  }
  return { server, steps, proven };
}

/** Users with an alternative up to the limit, in the order of the cheapest. */
function membersOf(problem: ServersProblem, bound: ServersBound, limit: number): Member[] {
  const members: Member[] = [];
  for (let user = 0; user < problem.count; user++) {
    const choices = choicesOf(problem, bound, user, limit);
    if (choices.length > 1) members.push({ user, choices });
  }
  return members.sort((a, b) => a.choices[1]!.r - b.choices[1]!.r || a.user - b.user);
}

/** The choices of a user with a reduced cost up to the limit: its best, then the others by that. */
function choicesOf(
  { at, least, localWholeCost, localWholeSteps, capacity }: ServersProblem,
  { prices, best }: ServersBound,
  n: number,
  limit: number,
): Choice[] {
  const value = best.value[n]!;
  const own: Choice = { server: best.server[n]!, steps: best.steps[n]!, r: 0 };
  const found: Choice[] = [];
  if (own.server !== DEVICE && localWholeCost[n]! - value <= limit) {
    found.push({ server: DEVICE, steps: localWholeSteps[n]!, r: Math.max(0, localWholeCost[n]! - value) });
  }
  for (const [e, { edge }] of at.entries()) {
    const λ = prices[e]!;
    if (!(least[e]![n]! + λ * fewestSteps(edge, n) - value <= limit)) continue;
    const consider = (s: number): boolean => {
      // r = φ(s) + λ_e·s − V_n
      const r = Math.max(0, pricedCost(edge, n, s, λ) - value);
      if (r > limit) return false;
      if (s <= capacity[e]! && !(e === own.server && s === own.steps)) found.push({ server: e, steps: s, r });
      return true;
    };
    if (isBent(edge.users, n)) {
      for (const s of wholeSteps(edge, n)) consider(s);
      continue;
    }
    // convex around the best at λ
    const middle = bestWholeSteps(edge, n, λ);
    for (let s = middle; s >= fewestSteps(edge, n) && consider(s); s--);
    for (let s = middle + 1; s <= maxWholeSteps(edge, n) && consider(s); s++);
  }
  return [own, ...found.sort((a, b) => a.r - b.r || a.server - b.server || a.steps - b.steps)];
}
