/**
 * A plan made better by moves (MODEL.md §13): one user goes to another place, and the servers that it leaves and joins give out their steps
 * anew. Only moves with a reduced cost below the plan's excess can be part of a better plan.
 */
import { pricedCost } from "../model/cost.js";
import { fewestSteps } from "../model/placement.js";
import { WholeChoice } from "../model/whole-steps.js";
import { allocatedSteps } from "../solver/allocation.js";
import type { ServersBound } from "./bound.js";
import { costAt, distanceFromServersBound } from "./plan.js";
import { DEVICE, type ServersProblem } from "./problem.js";
import type { Choices } from "./rounding.js";

/** Most users looked at in all, each as often as a server gives out steps. */
const MOST_WORK = 2e6;

interface Move {
  readonly user: number;
  readonly to: number;
  /** Reduced cost of the best choice there. */
  readonly r: number;
}

/** The plan after moves that each make it better, until none does or the work is at its limit. */
export function improved(problem: ServersProblem, bound: ServersBound, plan: Choices): Choices {
  const { at, count, capacity } = problem;
  const { prices, best, scale } = bound;
  const server = Int32Array.from(plan.server);
  const steps = Float64Array.from(plan.steps);
  const mostTries = Math.floor(MOST_WORK / (2 * count));
  if (mostTries < at.length) return plan;
  let excess = distanceFromServersBound(problem, prices, best, plan);
  const needed = new Float64Array(at.length);
  for (const [n, e] of server.entries()) if (e !== DEVICE) needed[e]! += fewestSteps(at[e]!.edge, n);
  const offload = at.map((_, e) => Uint8Array.from(server, (own) => (own === e ? 1 : 0)));
  const total = (e: number, own: Float64Array): number => {
    let sum = 0;
    for (let n = 0; n < count; n++) if (offload[e]![n] === 1) sum += costAt(problem, n, e, own[n]!);
    return sum;
  };
  const costs = at.map((_, e) => total(e, steps));
  const smallest = 1e-12 * scale;
  let tries = 0;
  /** Whether the move makes the plan better; it is made then. */
  const gains = ({ user: n, to }: Move): boolean => {
    const from = server[n]!;
    if (to !== DEVICE && needed[to]! + fewestSteps(at[to]!.edge, n) > capacity[to]!) return false;
    tries += 1;
    const touched = [from, to].filter((e) => e !== DEVICE);
    if (from !== DEVICE) offload[from]![n] = 0;
    if (to !== DEVICE) offload[to]![n] = 1;
    const allocated = touched.map((e) => allocatedSteps(at[e]!, offload[e]!, prices[e]!));
    const after = touched.map((e, i) => total(e, allocated[i]!));
    const device = problem.localWholeCost[n]!;
    let change = (to === DEVICE ? device : 0) - (from === DEVICE ? device : 0);
    for (const [i, e] of touched.entries()) change += after[i]! - costs[e]!;
    if (!(change < -smallest)) {
      if (from !== DEVICE) offload[from]![n] = 1;
      if (to !== DEVICE) offload[to]![n] = 0;
      return false;
    }
    for (const [i, e] of touched.entries()) {
      costs[e] = after[i]!;
      for (let m = 0; m < count; m++) if (offload[e]![m] === 1) steps[m] = allocated[i]![m]!;
    }
    if (from !== DEVICE) needed[from]! -= fewestSteps(at[from]!.edge, n);
    if (to !== DEVICE) needed[to]! += fewestSteps(at[to]!.edge, n);
    else steps[n] = problem.localWholeSteps[n]!;
    server[n] = to;
    excess += change;
    return true;
  };
  for (let better = true; better && tries < mostTries; ) {
    better = false;
    for (const move of movesOf(problem, bound, server, excess, mostTries)) {
      if (tries >= mostTries || move.r >= excess) break;
      if (server[move.user] !== move.to && gains(move)) better = true;
    }
  }
  return { server, steps };
}

/** Other places of users whose best choice there has a reduced cost below the limit, the least first. */
function movesOf(
  { at, count, least, localWholeCost }: ServersProblem,
  { prices, best }: ServersBound,
  server: Int32Array,
  limit: number,
  most: number,
): Move[] {
  const moves: Move[] = [];
  const choices = at.map(({ edge }) => new WholeChoice(edge));
  const consider = (user: number, to: number, value: number): void => {
    const r = value - best.value[user]!;
    if (r < limit) moves.push({ user, to, r });
  };
  for (let n = 0; n < count; n++) {
    if (server[n] !== DEVICE) consider(n, DEVICE, localWholeCost[n]!);
    for (let e = 0; e < at.length; e++) {
      if (e === server[n]) continue;
      const { edge } = at[e]!;
      // V_ne(λ) ≥ V_ne(0) + λ·s_min
      if (!(least[e]![n]! + prices[e]! * fewestSteps(edge, n) - best.value[n]! < limit)) continue;
      choices[e]!.valueAt(n, prices[e]!);
      consider(n, e, pricedCost(edge, n, choices[e]!.steps, prices[e]!));
    }
  }
  moves.sort((a, b) => a.r - b.r || a.user - b.user || a.to - b.to);
  return moves.slice(0, most);
}
