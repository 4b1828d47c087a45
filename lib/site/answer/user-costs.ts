/** What one user's steps cost at both places, for its card and its curves (MODEL.md §3). */
import { convexOf } from "../../model/convex.js";
import { cost, pricedCost } from "../../model/cost.js";
import { averageError } from "../../model/error.js";
import { userOutcome } from "../../model/objective.js";
import { fewestSteps, type Place } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { bestTime } from "../../model/speed.js";
import { bestSteps } from "../../model/steps.js";

/** The parts of a cost, each weighted [objective unit]. */
export interface Parts {
  readonly steps: number;
  readonly time: number;
  readonly error: number;
  readonly energy: number;
  readonly utility: number;
  /** λs, at the edge alone. */
  readonly paid: number;
  /** Σ: V_l, or V_e(λ). */
  readonly total: number;
}

/** A user at a price. */
export interface Card {
  readonly user: number;
  /** Absent where the place is closed. */
  readonly device?: Parts;
  readonly edge?: Parts;
}

/** φ_l(s) and φ_e(s) + λs of one user. */
export interface Curves {
  readonly user: number;
  readonly steps: Float64Array;
  /** NaN where the place has no such number of steps. */
  readonly device: Float64Array;
  readonly edge: Float64Array;
  /** c₂ε̄(s). */
  readonly error: Float64Array;
}

/** What user n wants at both places at a price, part by part. */
export function cardOf(problem: Problem, n: number, price: number): Card {
  const { local, edge, localSteps } = convexOf(problem);
  return {
    user: n,
    ...(local.open[n] === 1 && { device: partsOf(problem, local, n, localSteps[n]!, 0) }),
    ...(edge.open[n] === 1 && { edge: partsOf(problem, edge, n, bestSteps(edge, n, price), price) }),
  };
}

function partsOf({ scenario }: Problem, place: Place, n: number, steps: number, price: number): Parts {
  const { weights } = scenario;
  const time = bestTime(scenario, place.name, n, steps);
  const outcome = userOutcome(scenario, n, place.name === "edge" ? 1 : 0, steps, time);
  return {
    steps,
    time: weights.time * outcome.latency,
    error: weights.error * outcome.error,
    energy: weights.energy * outcome.energy,
    utility: outcome.utility,
    paid: price * steps,
    total: pricedCost(place, n, steps, price),
  };
}

const POINTS = 120;

/** The curves of user n, over all steps that either place allows. */
export function curvesOf(problem: Problem, n: number, price: number): Curves {
  const { local, edge, scenario } = convexOf(problem);
  const open = [local, edge].filter((place) => place.open[n] === 1);
  const from = Math.min(...open.map((place) => fewestSteps(place, n)));
  const to = Math.max(...open.map((place) => place.maxSteps[n]!));
  const steps = Float64Array.from({ length: POINTS + 1 }, (_, k) => from + ((to - from) * k) / POINTS);
  const within = (place: Place, s: number): boolean =>
    place.open[n] === 1 && s >= fewestSteps(place, n) && s <= place.maxSteps[n]!;
  return {
    user: n,
    steps,
    device: steps.map((s) => (within(local, s) ? cost(local, n, s) : NaN)),
    edge: steps.map((s) => (within(edge, s) ? pricedCost(edge, n, s, price) : NaN)),
    error: steps.map((s) => scenario.weights.error * averageError(scenario.users, n, s)),
  };
}
