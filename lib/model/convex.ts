/** What the relaxations solve in place of a problem in which error laws bend (MODEL.md §4): the lower convex envelopes of these. */
import { ErrorCollector } from "../scenario/error-columns.js";
import { cost } from "./cost.js";
import { isBent, lawOf } from "./error.js";
import type { Place } from "./placement.js";
import type { Problem } from "./problem.js";
import { bestSteps } from "./steps.js";

const known = new WeakMap<Problem, Problem>();

/**
 * The problem with the envelopes of its users' error laws, each over the steps that either place allows: convex, and no dearer for
 * anyone. The problem itself where no law bends.
 */
export function convexOf(problem: Problem): Problem {
  const { users } = problem.scenario;
  if (users.errors.bent === null) return problem;
  const found = known.get(problem) ?? enveloped(problem);
  known.set(problem, found);
  return found;
}

function enveloped(problem: Problem): Problem {
  const { scenario, count, capacity, localWholeSteps, localWholeCost, copies } = problem;
  const { users } = scenario;
  const { law, offset, parameters } = users.errors;
  const collector = new ErrorCollector(count);
  for (let n = 0; n < count; n++) {
    const most = Math.max(1, problem.local.maxSteps[n]!, problem.edge.maxSteps[n]!);
    if (!isBent(users, n)) collector.copy(users.errors, n);
    else collector.addNumbers(law[n]!, lawOf(users, n).envelope!(parameters, offset[n]!, most));
  }
  const convex = { ...users, errors: { ...collector.columns(), bent: null } };
  const local = { ...problem.local, users: convex };
  const { steps, cost } = realOptimum(local, count);
  return {
    scenario: { ...scenario, users: convex },
    count,
    local,
    edge: { ...problem.edge, users: convex },
    capacity,
    localWholeSteps,
    localWholeCost,
    localSteps: steps,
    localCost: cost,
    copies,
    kinds: null,
  };
}

/** The best real steps at a place where costs are convex and steps free, and what they cost; NaN and Infinity where it is closed. */
export function realOptimum(
  place: Place,
  count: number,
): { readonly steps: Float64Array; readonly cost: Float64Array } {
  const steps = new Float64Array(count).fill(Number.NaN);
  const value = new Float64Array(count).fill(Infinity);
  for (let n = 0; n < count; n++) {
    if (place.open[n] === 0) continue;
    steps[n] = bestSteps(place, n, 0);
    value[n] = cost(place, n, steps[n]!);
  }
  return { steps, cost: value };
}
