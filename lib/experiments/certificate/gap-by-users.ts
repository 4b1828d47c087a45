/** How the distance of plans from the Lagrangian bound falls with the number of users, beside what theory says (MODEL.md §7). */
import { groups } from "d3-array";
import type { Plan } from "../../model/objective.js";
import { problemOf } from "../../model/problem.js";
import { campus30 } from "../../population/campus.js";
import { generateColumns } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { basePlan } from "../../solver/certificate/base-plan.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { distanceFromBound } from "../../solver/certificate/distance.js";
import { coreSize, solveExact } from "../../solver/certificate/exact.js";
import { assertFeasible } from "../../solver/infeasible.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { defaultPenalty, solveSca } from "../../solver/sca/sca.js";
import { startingPoint } from "../../solver/sca/starts.js";
import { inTurn, type Study } from "../../sweep/study.js";

export interface GapByUsersOptions {
  /** What users are drawn from. */
  readonly population: Omit<GenerateOptions, "users" | "seed" | "stepCapacity">;
  /** [steps a user] */
  readonly capacityPerUser: number;
  /** Numbers of users, and of scenarios with each. */
  readonly sizes: readonly { readonly users: number; readonly scenarios: number }[];
}

/** The population of the campus example; fewer scenarios where they are large, for time. */
export const gapByUsersDefaults: GapByUsersOptions = {
  population: campus30,
  capacityPerUser: 10,
  sizes: [
    { users: 10, scenarios: 20 },
    { users: 30, scenarios: 20 },
    { users: 100, scenarios: 20 },
    { users: 300, scenarios: 20 },
    { users: 1000, scenarios: 10 },
    { users: 3000, scenarios: 5 },
    { users: 10000, scenarios: 5 },
    { users: 30000, scenarios: 2 },
    { users: 100000, scenarios: 2 },
  ],
};

/** Whose gap it is. */
export const GAP_PLANS = ["theorem", "lagrangian", "sca", "optimum"] as const;

/** A cell is a scenario: the seeds are `seed`, `seed` + 1, … for every number of users. */
export const gapStudy: Study<GapByUsersOptions, Table, GenerateOptions, Table["rows"][number]> = {
  cells: ({ population, capacityPerUser, sizes }, seed) =>
    sizes.flatMap(({ users, scenarios }) =>
      Array.from({ length: scenarios }, (_, k) => {
        const stepCapacity = Math.floor(capacityPerUser * users);
        return { ...population, users, seed: seed + k, stepCapacity };
      }),
    ),
  work: ({ users }) => users,
  find: (options) => ({ users: options.users, seed: options.seed, ...gapsOf(options) }),
  result: (rows) => ({
    name: "gap-runs",
    columns: [
      { name: "users", unit: "1", description: "Number of users." },
      { name: "seed", unit: "1", description: "Seed of the scenario." },
      { name: "price", unit: "1/step", description: "Price of an edge step." },
      { name: "core", unit: "1", description: "Users that entered the core of the exact solver." },
      ...GAP_PLANS.map((plan) => ({ name: plan, unit: "1", description: DESCRIPTIONS[plan] })),
    ],
    rows,
  }),
};

/**
 * One row a scenario.
 * @throws InputError for an option out of range.
 * @throws InfeasibleError where a scenario has no plan.
 */
export const gapRuns = inTurn(gapStudy);

const DESCRIPTIONS = {
  theorem: "Price times the most steps of a task, over the scenario's scale.",
  lagrangian: "Gap of the plan that the Lagrangian dual's minimiser gives.",
  sca: "Gap of the plan of successive convex approximation from one half.",
  optimum: "Gap of the optimum: no plan has less.",
};

function gapsOf(options: GenerateOptions): Record<"price" | "core" | (typeof GAP_PLANS)[number], number> {
  const problem = problemOf(generateColumns(options));
  assertFeasible(problem);
  const bound = lagrangianBound(problem);
  const start = startingPoint("half", problem.count, 0);
  const penalty = defaultPenalty(problem, solvePerspective(problem, new Float64Array(problem.count)));
  const sca = solveSca(problem, { penalty, start, iterationLimit: 100 });
  const exact = solveExact(problem, bound);
  const { price, scale } = bound;
  const gap = (plan: Plan): number => distanceFromBound(problem, bound, plan) / scale;
  return {
    price,
    core: coreSize(exact.core),
    theorem: (price * problem.scenario.edge.maxSteps) / scale,
    lagrangian: (price * basePlan(bound).slack) / scale,
    sca: gap(sca.plan),
    optimum: gap(exact.plan),
  };
}

const STATISTICS: readonly Statistic[] = ["mean", "largest"];

/** Mean and largest of the runs with as many users; one row for each plan. */
export function gapByUsers(runs: Table): Table {
  return {
    name: "gap-by-users",
    columns: [
      { name: "users", unit: "1", description: "Number of users." },
      {
        name: "plan",
        unit: "",
        description: "Whose gap: theorem (what theory allows the Lagrangian's plan), lagrangian, sca or optimum.",
      },
      { name: "scenarios", unit: "1", description: "Scenarios behind the row." },
      ...spreadColumns(
        { name: "", unit: "1", description: "Gap, over the scenario's scale." },
        STATISTICS,
        "scenarios",
      ),
    ],
    rows: groups(runs.rows, ({ users }) => users as number).flatMap(([users, own]) =>
      GAP_PLANS.map((plan) => {
        const gaps = own.map((row) => row[plan] as number);
        return { users, plan, scenarios: gaps.length, ...spread("", gaps, STATISTICS) };
      }),
    ),
  };
}
