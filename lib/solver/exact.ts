/**
 * The proven optimum by an expanding core (MODEL.md §7; Pisinger, EJOR 83 (1995) 394–410). At the price λ* each choice
 * of a user has a reduced cost r ≥ 0, and a plan is worse than the bound by just
 *     gap = Σ r(chosen) + λ*·(unused capacity).
 * Starting from the Lagrangian's own plan, users enter the core in the order of their cheapest alternative; dynamic
 * programming over the deviation of used capacity finds the best plan of the core. It is optimal once no user outside
 * the core has an alternative below the gap.
 */
import { cost } from "../model/cost.js";
import type { Plan } from "../model/objective.js";
import type { Problem } from "../model/problem.js";
import { bestWholeSteps } from "../model/steps.js";
import { timed } from "./allocation.js";
import type { Bound } from "./bound.js";

export interface ExactSolution {
  readonly plan: Plan;
  /** Whether the plan is proven optimal; false only past the state limit. */
  readonly proven: boolean;
  /** Objective − Lagrangian bound, as a sum of small non-negative terms. */
  readonly gap: number;
  /** Users that entered the core. */
  readonly core: number;
}

/** Another choice of a user than its base: reduced cost, and edge steps more than the base. */
interface Choice {
  readonly reducedCost: number;
  readonly shift: number;
}

/** Reduced costs below this part of the largest value count as rounding. */
const ROUNDING = 1e-13;

/** @param stateLimit Most states kept in all stages together; one state is about two bytes. */
export function solveExact(problem: Problem, bound: Bound, stateLimit = 5e7): ExactSolution {
  const { count, capacity, localWholeSteps } = problem;
  const { price, demand: base } = bound;
  let used = 0;
  for (const s of base) used += s;
  const slack = price === 0 ? 0 : capacity - used;

  let gap = price * slack;
  let largest = 0;
  for (let n = 0; n < count; n++) largest = Math.max(largest, Math.abs(baseValue(problem, price, base, n)));
  const rounding = ROUNDING * largest;

  const nearest = new Float64Array(count);
  const order: number[] = [];
  if (gap > 0) {
    for (let n = 0; n < count; n++) {
      nearest[n] = cheapestAlternative(problem, price, base, n);
      if (nearest[n]! <= gap + rounding) order.push(n);
    }
    order.sort((a, b) => nearest[a]! - nearest[b]! || a - b);
  }

  // states[δ − first]: least Σ r of the core at δ steps more than the base; Infinity if none is worth keeping.
  let states = Float64Array.of(0);
  let first = 0;
  const stages: { readonly choices: readonly Choice[]; readonly first: number; readonly taken: Uint16Array }[] = [];
  let best = { stage: 0, shift: 0 };
  let kept = 0;
  let proven = true;
  for (const n of order) {
    if (nearest[n]! > gap + rounding || gap === 0) break;
    const choices = [{ reducedCost: 0, shift: 0 }, ...alternatives(problem, price, base, n, gap + rounding)];
    const least = first + Math.min(...choices.map((c) => c.shift));
    const most = first + states.length - 1 + Math.max(...choices.map((c) => c.shift));
    kept += most - least + 1;
    if (kept > stateLimit) {
      proven = false;
      break;
    }
    const next = new Float64Array(most - least + 1).fill(Infinity);
    const taken = new Uint16Array(next.length);
    for (const [c, { reducedCost, shift }] of choices.entries()) {
      const offset = first + shift - least;
      for (let i = 0; i < states.length; i++) {
        const r = states[i]! + reducedCost;
        if (r < next[i + offset]!) {
          next[i + offset] = r;
          taken[i + offset] = c;
        }
      }
    }
    stages.push({ choices, first: least, taken });
    // A state is no better than one that uses less capacity if the capacity it uses more is not worth the difference.
    let cheapest = Infinity;
    for (let i = 0; i < next.length; i++) {
      const shift = least + i;
      if (next[i]! >= gap || cheapest + price * shift <= next[i]!) next[i] = Infinity;
      else cheapest = next[i]! - price * shift;
      const finished = next[i]! + price * (slack - shift);
      if (shift <= slack && finished < gap) {
        gap = finished;
        best = { stage: stages.length, shift };
      }
    }
    const from = next.findIndex((r) => r < Infinity);
    if (from < 0) break;
    states = next.subarray(from, next.findLastIndex((r) => r < Infinity) + 1);
    first = least + from;
  }

  const edgeSteps = Float64Array.from(base);
  let { shift } = best;
  for (let stage = best.stage - 1; stage >= 0; stage--) {
    const { choices, first: least, taken } = stages[stage]!;
    const choice = choices[taken[shift - least]!]!;
    edgeSteps[order[stage]!]! += choice.shift;
    shift -= choice.shift;
  }
  const offload = Uint8Array.from(edgeSteps, (s) => (s > 0 ? 1 : 0));
  const steps = edgeSteps.map((s, n) => (s > 0 ? s : localWholeSteps[n]!));
  return { plan: timed(problem, offload, steps), proven, gap, core: stages.length };
}

/** What user n's base costs at the price: V = min(V_l, V_e(λ)). */
function baseValue({ scenario, edge, localWholeCost }: Problem, price: number, base: Float64Array, n: number): number {
  const s = base[n]!;
  return s > 0 ? cost(scenario, edge, n, s) + price * s : localWholeCost[n]!;
}

/** Reduced cost of s steps at the edge, or of the device for s = 0. */
function reducedCost(problem: Problem, price: number, base: Float64Array, n: number, s: number): number {
  const { scenario, edge, localWholeCost } = problem;
  const value = s > 0 ? cost(scenario, edge, n, s) + price * s : localWholeCost[n]!;
  return Math.max(0, value - baseValue(problem, price, base, n));
}

/** The edge steps around which user n's alternatives lie: its base, or what it would take at the edge. */
function centre(problem: Problem, price: number, base: Float64Array, n: number): number {
  if (base[n]! > 0) return base[n]!;
  return problem.edge.open[n] === 1 ? bestWholeSteps(problem.scenario, problem.edge, n, price) : 0;
}

function cheapestAlternative(problem: Problem, price: number, base: Float64Array, n: number): number {
  const s = centre(problem, price, base, n);
  if (s === 0) return Infinity;
  if (base[n] === 0) return reducedCost(problem, price, base, n, s);
  const fewer = s > 1 ? reducedCost(problem, price, base, n, s - 1) : Infinity;
  const more = s < problem.edge.maxWholeSteps[n]! ? reducedCost(problem, price, base, n, s + 1) : Infinity;
  return Math.min(fewer, more, reducedCost(problem, price, base, n, 0));
}

/** Every other choice of user n with a reduced cost up to `limit`; those at the edge are convex around the centre. */
function alternatives(problem: Problem, price: number, base: Float64Array, n: number, limit: number): Choice[] {
  const choices: Choice[] = [];
  const tryEdge = (s: number): boolean => {
    const r = reducedCost(problem, price, base, n, s);
    if (r > limit) return false;
    if (s !== base[n]) choices.push({ reducedCost: r, shift: s - base[n]! });
    return true;
  };
  if (base[n]! > 0) {
    const r = reducedCost(problem, price, base, n, 0);
    if (r <= limit) choices.push({ reducedCost: r, shift: -base[n]! });
  }
  const middle = centre(problem, price, base, n);
  for (let s = middle; s >= 1 && tryEdge(s); s--);
  for (let s = middle + 1; s <= problem.edge.maxWholeSteps[n]! && tryEdge(s); s++);
  return choices;
}
