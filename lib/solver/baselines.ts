/** The baselines that the paper's algorithm is measured against (MODEL.md §9). */
import { cost } from "../model/cost.js";
import type { Problem } from "../model/problem.js";
import { bestWholeSteps } from "../model/steps.js";
import { stream } from "../numerics/stream.js";
import { countOffloaded, type RoundedPlan, rounded } from "./rounding.js";

/** Everyone on the device, or at the edge if it is closed. */
export function localBaseline(problem: Problem): RoundedPlan {
  return rounded(problem, deviceClosed(problem));
}

/** As many at the edge as fit at one step each, largest saving V_l − V_e(0) first, the others on their device. */
export function edgeBaseline(problem: Problem): RoundedPlan {
  return rounded(problem, fitting(problem, problem.edge.open));
}

/** Each user's place by a fair coin among its open ones; too many for the capacity are cut as in {@link edgeBaseline}. */
export function randomBaseline(problem: Problem, seed: number): RoundedPlan {
  const { local, edge } = problem;
  const wanted = edge.open.map((open, n) =>
    open === 0 ? 0 : local.open[n] === 0 ? 1 : stream(seed, n)() < 0.5 ? 1 : 0,
  );
  return rounded(problem, fitting(problem, wanted));
}

/**
 * From all-local, moves the user with the largest saving for each step used to the edge, one by one, while the objective
 * falls. A user takes the steps it wants at price 0, or what capacity is left; in the end all steps are chosen anew.
 */
export function greedyBaseline(problem: Problem): RoundedPlan {
  const { edge, localWholeCost } = problem;
  const start = localBaseline(problem);
  const offload = Uint8Array.from(start.plan.offload);
  let rest = problem.capacity;
  for (let n = 0; n < offload.length; n++) if (offload[n] === 1) rest -= start.plan.steps[n]!;
  const candidates: { n: number; steps: number; rate: number }[] = [];
  for (let n = 0; n < offload.length; n++) {
    if (offload[n] === 1 || edge.open[n] === 0) continue;
    const steps = bestWholeSteps(edge, n, 0);
    candidates.push({ n, steps, rate: (localWholeCost[n]! - cost(edge, n, steps)) / steps });
  }
  candidates.sort((a, b) => b.rate - a.rate || a.n - b.n);
  for (const { n, steps } of candidates) {
    const taken = Math.min(steps, rest);
    if (taken < 1 || cost(edge, n, taken) >= localWholeCost[n]!) break;
    offload[n] = 1;
    rest -= taken;
  }
  return rounded(problem, offload);
}

function deviceClosed({ local }: Problem): Uint8Array {
  return local.open.map((open) => 1 - open);
}

/** Of the users who want the edge, as many as the capacity holds: first those with a closed device, then by saving. */
function fitting(problem: Problem, wanted: Uint8Array): Uint8Array {
  const { edge, capacity, localWholeCost } = problem;
  if (countOffloaded(wanted) <= capacity) return Uint8Array.from(wanted);
  const saving = localWholeCost.map((value, n) =>
    wanted[n] === 1 ? value - cost(edge, n, bestWholeSteps(edge, n, 0)) : -Infinity,
  );
  const order = Array.from(saving.keys()).sort((a, b) => (saving[a] === saving[b] ? a - b : saving[b]! - saving[a]!));
  const offload = new Uint8Array(wanted.length);
  for (const n of order.slice(0, capacity)) offload[n] = wanted[n]!;
  return offload;
}
