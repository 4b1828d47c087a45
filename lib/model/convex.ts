/**
 * What the relaxations solve in place of a problem whose costs are not convex in the steps (MODEL.md §4, §12): convex, and no dearer for
 * anyone.
 */
import { column, type ScenarioColumns, userColumns, withUsers } from "../scenario/columns.js";
import { ErrorCollector } from "../scenario/error-columns.js";
import { blended } from "./blended.js";
import { cornersOf } from "./corners.js";
import { worth } from "./cost.js";
import { isBent, lawOf } from "./error.js";
import { keptWith, type Place, placeOf, type Ways, wholeSteps } from "./placement.js";
import type { Problem } from "./problem.js";
import { stepCosts } from "./step-costs.js";
import { bestSteps } from "./steps.js";

const known = new WeakMap<Problem, Problem>();
const knownShares = new WeakMap<Problem, Problem>();

/**
 * The problem with the lower convex envelopes of its users' error laws, each over the steps that either place allows; where users
 * choose from several models or may split their tasks, with the hulls of what whole steps cost them. The problem itself where all costs are convex.
 */
export function convexOf(problem: Problem): Problem {
  if (isConvex(problem)) return problem;
  return keptWith(known, problem, problem.edge.choice === null ? enveloped : hulled);
}

/** Whether all costs are convex in the steps, as no law bends and nobody chooses. */
export function isConvex({ scenario, edge }: Problem): boolean {
  return scenario.users.errors.bent === null && edge.choice === null;
}

/**
 * The same for big-M, where shares of both places have one error: a user with several ways of making its steps has one that is no dearer
 * than any of them.
 */
export function convexSharesOf(problem: Problem): Problem {
  if (problem.edge.choice === null) return convexOf(problem);
  return keptWith(knownShares, problem, ({ local, edge }) => {
    const { scenario, places } = blended(problem);
    const device = placeOf({ ...places.local, open: local.open });
    return convexOf(withPlaces(problem, scenario, device, placeOf({ ...places.edge, open: edge.open })));
  });
}

function enveloped(problem: Problem): Problem {
  const { scenario, count } = problem;
  const { users } = scenario;
  const { law, offset, parameters } = users.errors;
  const collector = new ErrorCollector(count);
  for (let n = 0; n < count; n++) {
    const most = Math.max(1, problem.local.maxSteps[n]!, problem.edge.maxSteps[n]!);
    if (!isBent(users, n)) collector.copy(users.errors, n);
    else collector.addNumbers(law[n]!, lawOf(users, n).envelope!(parameters, offset[n]!, most));
  }
  const convex = userColumns({ ...users, errors: { ...collector.columns(), bent: null } });
  return withPlaces(
    problem,
    withUsers(scenario, convex),
    placeOf({ ...problem.local, users: convex }),
    placeOf({ ...problem.edge, users: convex }),
  );
}

function hulled(problem: Problem): Problem {
  const { scenario, local, edge } = problem;
  const hulls = (place: Place): Place => placeOf({ ...place, choice: hullsOf(place) });
  return withPlaces(problem, scenario, hulls(local), hulls(edge));
}

function withPlaces(problem: Problem, scenario: ScenarioColumns, local: Place, edge: Place): Problem {
  return { ...problem, scenario, local, edge, ...realOptimum(local, problem.count), kinds: null };
}

/** The hulls of what whole steps cost its users, linear between their corners. */
function hullsOf(place: Place): Ways {
  const { choice } = place;
  const corners = cornersOf(place);
  /** Of the corner at s, or the one before. */
  const stepsAt = (n: number, s: number): number => {
    const i = corners.upTo(n, s);
    return corners.data[i]!;
  };
  return {
    rows: choice?.rows ?? place,
    cost(n, s) {
      const i = corners.upTo(n, s);
      const Δ = s - corners.data[i]!;
      // φ(sᵢ) − (what a step saves)·(s − sᵢ)
      return corners.data[i + 1]! - (Δ === 0 ? 0 : corners.saving(i + 2) * Δ);
    },
    bestSteps(n, price) {
      const i = corners.at(n, price);
      return corners.data[i]!;
    },
    wholeSteps: (n) => wholeSteps(place, n),
    wayAt(n, s) {
      const steps = stepsAt(n, s);
      return choice?.wayAt(n, steps) ?? { model: 0, steps, deviceSteps: 0 };
    },
    worth: (n, s) => worth(place, n, stepsAt(n, s)),
    slopes(n, s) {
      const i = corners.upTo(n, s);
      const after = -corners.saving(i + 2);
      return [s === corners.data[i]! ? -corners.saving(i) : after, after];
    },
  };
}

/** The best real steps at a place where costs are convex and steps free, and what they cost; NaN and Infinity where it is closed. */
export function realOptimum(local: Place, count: number): Pick<Problem, "localSteps" | "localCost"> {
  const localSteps = column(count, NaN);
  const localCost = column(count, Infinity);
  const costs = stepCosts(local, count);
  for (let n = 0; n < count; n++) {
    if (local.open[n] === 0) continue;
    localSteps[n] = bestSteps(local, n, 0);
    localCost[n] = costs.cost(n, localSteps[n]!);
  }
  return { localSteps, localCost };
}
