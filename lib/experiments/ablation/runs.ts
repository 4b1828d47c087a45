/**
 * An ablation of the proposed algorithm, run by run: every relaxation, from every start, without and with the continuation in τ,
 * with every way to read a plan from its iterates; the baselines on the same scenarios beside it.
 */
import { namesOf, whole } from "../../input/checks.js";
import { pricedCost } from "../../model/cost.js";
import type { Plan } from "../../model/objective.js";
import { type Problem, problemOf } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { Sum } from "../../numerics/sum.js";
import { campus30 } from "../../population/campus.js";
import { generateColumns } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { distanceFromBound } from "../../solver/certificate/distance.js";
import { solveExact } from "../../solver/certificate/exact.js";
import { assertFeasible } from "../../solver/infeasible.js";
import { METHODS, type MethodName } from "../../solver/methods/methods.js";
import { solveWithContinuation } from "../../solver/sca/continuation.js";
import type { RelaxedSolution } from "../../solver/sca/iterate.js";
import { RELAXATIONS, type RelaxationName, relaxationOf } from "../../solver/sca/relaxations.js";
import { defaultPenalty, type ScaOptions, STANDSTILL, solveSca } from "../../solver/sca/sca.js";
import { STARTS, type Start, startingPoint } from "../../solver/sca/starts.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { randomSeed } from "../baselines/runs.js";
import { type Iterates, ROUNDINGS, type RoundingName } from "./roundings.js";

export interface AblationOptions {
  /** What scenarios are drawn from. */
  readonly population: Omit<GenerateOptions, "users" | "seed" | "stepCapacity">;
  /** [steps a user] */
  readonly capacityPerUser: number;
  /** Numbers of users. */
  readonly sizes: readonly number[];
  /** Scenarios with each number of users, ≥ 1. */
  readonly scenarios: number;
}

/** The population of the campus example. */
export const ablationDefaults: AblationOptions = {
  population: campus30,
  capacityPerUser: 10,
  sizes: [3, 10, 30, 100, 300],
  scenarios: 20,
};

/** A variant of the algorithm: `any` is the start of a continuation, whose first P2 does not see it. */
export interface AblationVariant {
  readonly relaxation: RelaxationName;
  readonly continuation: "without" | "with";
  readonly start: Start | "any";
}

/** Every variant, in the order of the tables. */
export const VARIANTS: readonly AblationVariant[] = namesOf(RELAXATIONS).flatMap((relaxation): AblationVariant[] => [
  ...STARTS.map((start): AblationVariant => ({ relaxation, continuation: "without", start })),
  { relaxation, continuation: "with", start: "any" },
]);

/** How good a plan is. */
export interface PlanGaps {
  /** (objective − Lagrangian bound)/scale; Infinity where there is no plan. */
  readonly gap: number;
  /** (objective − proven optimum)/scale. */
  readonly aboveOptimum: number;
}

/** What one variant did on one scenario. */
export interface AblationVariantRun extends AblationVariant {
  /** Users of the last iterate whose a is neither 0 nor 1, to the tolerance of a standstill. */
  readonly fractional: number;
  /** Users whose a differs between the first iterate and the last by more than that tolerance. */
  readonly moved: number;
  /** Convex problems solved. */
  readonly iterations: number;
  readonly converged: boolean;
  /** (P2's objective at the first iterate, without penalty, − the Lagrangian dual with real steps)/scale. */
  readonly aboveDual: number;
  readonly quality: Readonly<Record<RoundingName, PlanGaps>>;
}

/** The baselines that share no step with the algorithm. */
export const SIMPLE_BASELINES: readonly MethodName[] = METHODS.filter(
  ({ proves, options }) => !proves && !options.includes("relaxation"),
).map(({ name }) => name);

/** One scenario. */
export interface AblationRun {
  readonly users: number;
  readonly seed: number;
  /** In the order of {@link VARIANTS}. */
  readonly variants: readonly AblationVariantRun[];
  /** By the baseline's name. */
  readonly baselines: Readonly<Record<string, PlanGaps>>;
}

/** Most P2 problems of a run; MODEL.md §9. */
const ITERATION_LIMIT = 100;

/** A cell is a scenario: the seeds are `seed`, `seed` + 1, … for every number of users. */
export const ablationStudy: Study<AblationOptions, readonly AblationRun[], GenerateOptions, AblationRun> = {
  cells: ({ population, capacityPerUser, sizes, scenarios }, seed) => {
    whole("scenarios", scenarios, 1);
    return sizes.flatMap((users) =>
      Array.from({ length: scenarios }, (_, k) => {
        const stepCapacity = Math.floor(capacityPerUser * users);
        return { ...population, users, seed: seed + k, stepCapacity };
      }),
    );
  },
  work: ({ users }) => users,
  find: ablationRun,
  result: (runs) => runs,
};

/**
 * One entry for each number of users and seed.
 * @throws InputError for an option out of range.
 * @throws InfeasibleError where a scenario has no plan.
 * @throws RangeError where an optimum is not proven.
 */
export const ablationRuns = inTurn(ablationStudy);

function ablationRun(options: GenerateOptions): AblationRun {
  const { users, seed } = options;
  const problem = problemOf(generateColumns(options));
  assertFeasible(problem);
  const bound = lagrangianBound(problem);
  const { scale } = bound;
  const optimum = solveExact(problem, bound);
  if (!optimum.proven) throw new RangeError("a scenario's optimum is out of reach: fewer users would do");
  const leastExcess = distanceFromBound(problem, bound, optimum.plan);
  const quality = (plan: Plan | null): PlanGaps => {
    if (plan === null) return { gap: Infinity, aboveOptimum: Infinity };
    const excess = distanceFromBound(problem, bound, plan);
    return { gap: excess / scale, aboveOptimum: Math.max(0, excess - leastExcess) / scale };
  };
  const random = randomSeed(seed);
  const relaxed = new Map(RELAXATIONS.map(({ name, solve }) => [name, solve(problem, new Float64Array(users))]));
  const dual = realDual(problem, relaxed.get(RELAXATIONS[0]!.name)!.price);
  const variants = VARIANTS.map((variant): AblationVariantRun => {
    const iterates = iteratesOf(problem, variant, relaxed.get(variant.relaxation)!, random);
    const { run, first } = iterates;
    const { offload } = run.relaxed;
    const count = (of: (a: number, n: number) => boolean): number => offload.filter(of).length;
    return {
      ...variant,
      fractional: count((a) => Math.min(a, 1 - a) > STANDSTILL),
      moved: count((a, n) => Math.abs(a - first.relaxed.offload[n]!) > STANDSTILL),
      iterations: run.trace.length,
      converged: run.status === "converged",
      aboveDual: (first.relaxed.objective - dual) / scale,
      quality: Object.fromEntries(
        ROUNDINGS.map((rounding) => [rounding.name, quality(rounding.plan(problem, iterates))]),
      ) as Record<RoundingName, PlanGaps>,
    };
  });
  const baselines = METHODS.filter(({ name }) => SIMPLE_BASELINES.includes(name)).map((method) => [
    method.name,
    quality(method.run(problem, bound, { seed: random }).plan),
  ]);
  return { users, seed, variants, baselines: Object.fromEntries(baselines) };
}

function iteratesOf(
  problem: Problem,
  { relaxation: name, continuation, start }: AblationVariant,
  relaxed: RelaxedSolution,
  seed: number,
): Iterates {
  const relaxation = relaxationOf(name);
  const options: Omit<ScaOptions, "penalty"> = {
    relaxation,
    start: startingPoint(start === "any" ? "half" : start, problem.count, seed),
    iterationLimit: ITERATION_LIMIT,
  };
  if (continuation === "with") {
    const first = solveSca(problem, { ...options, penalty: 0, iterationLimit: 1 });
    return { run: solveWithContinuation(problem, options), first };
  }
  const penalty = defaultPenalty(problem, relaxed, relaxation);
  const first = solveSca(problem, { ...options, penalty, iterationLimit: 1 });
  const run = first.status === "iteration-limit" ? solveSca(problem, { ...options, penalty }, first) : first;
  return { run, first };
}

/** D(λ) = −λ·stepCapacity + Σ min(V_l, V_e(λ)) with real steps (MODEL.md §4): below every point of the perspective form. */
export function realDual({ count, edge, capacity, localCost }: Problem, price: number): number {
  const sum = new Sum();
  if (price > 0) sum.add(-price * capacity);
  for (let n = 0; n < count; n++) {
    const atEdge = edge.open[n] === 1 ? pricedCost(edge, n, bestSteps(edge, n, price), price) : Infinity;
    sum.add(Math.min(localCost[n]!, atEdge));
  }
  return sum.value;
}
