/**
 * What an edge step is worth: the price λ at each capacity B, and what the optima really change by (MODEL.md §5, §7). They
 * are R(B) of the relaxation with real steps, L(B) of the Lagrangian dual with whole steps, F(B) of P1 itself. R and L are
 * convex with slope −λ: λ lies between what the last step saved and what the next one would. F need not be convex.
 */
import { sum } from "simple-statistics";
import { whole } from "../../input/checks.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import type { Table } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { type Bound, lagrangianBound } from "../../solver/certificate/bound.js";
import { type ExactSolution, solveExact } from "../../solver/certificate/exact.js";
import { assertFeasible } from "../../solver/infeasible.js";
import type { RelaxedSolution } from "../../solver/sca/iterate.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { stepLimitsDefaults } from "./runs.js";

export interface CapacityPriceOptions {
  /** What users are drawn from. */
  readonly population: Omit<GenerateOptions, "seed" | "stepCapacity">;
  /** Scenarios, ≥ 1. */
  readonly scenarios: number;
  /** B, each ≥ 1 [steps]; a plan must exist with one step less. */
  readonly capacities: readonly number[];
}

/** Users like those of campus-30, from 2 to 60 steps a user. */
export const capacityPriceDefaults: CapacityPriceOptions = {
  population: stepLimitsDefaults.population,
  scenarios: 20,
  capacities: [2, 3, 5, 7, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60].map(
    (a) => a * stepLimitsDefaults.population.users,
  ),
};

/** campus-30 itself (its seed is `campus30.seed`), step by step around its 300 steps. */
export const oneMoreStepDefaults: CapacityPriceOptions = {
  population: campus30,
  scenarios: 1,
  capacities: Array.from({ length: 41 }, (_, k) => 290 + k),
};

/** Half the width of the central difference [steps]; the relaxation's capacity need not be whole. */
export const HALF_WIDTH = 0.01;

/** A scenario at all capacities. */
interface CapacityPriceCell extends Pick<CapacityPriceOptions, "population" | "capacities"> {
  readonly seed: number;
}

/** The scenarios have the seeds `seed`, `seed` + 1, …. */
export const capacityPriceStudy: Study<CapacityPriceOptions, Table, CapacityPriceCell, Table["rows"]> = {
  cells: ({ population, scenarios, capacities }, seed) => {
    whole("scenarios", scenarios, 1);
    for (const capacity of capacities) whole("capacities", capacity, 1);
    return Array.from({ length: scenarios }, (_, k) => ({ population, capacities, seed: seed + k }));
  },
  find: ({ population, capacities, seed }) => {
    const scenario = generate({ ...population, seed });
    const unlimited = optimum(scenario, null);
    const enough = sum(Array.from(unlimited.plan.steps, (s, n) => s * unlimited.plan.offload[n]!));
    return capacities.map((capacity) => ({
      seed,
      users: population.users,
      capacity,
      ...pricesAt(scenario, capacity),
      ...savingsAt(scenario, capacity, unlimited.evaluation.objective),
      enough,
    }));
  },
  result: (found, { population, scenarios }) => {
    const about = scenarios === 1 && population.name !== undefined ? { scenario: population.name } : {};
    return { name: "capacity-price", columns, rows: found.flat(), about };
  },
};

/**
 * One row for each scenario and capacity.
 * @throws InputError for an option out of range.
 * @throws InfeasibleError where a capacity, less one step, leaves a scenario without a plan.
 * @throws Error if an optimum is not proven.
 */
export const capacityPrice = inTurn(capacityPriceStudy);

/** Beside the scenarios of the options, campus-30 step by step. */
export const capacityPriceWithCloseUp: Study<
  CapacityPriceOptions,
  { readonly prices: Table; readonly closeUp: Table },
  CapacityPriceCell,
  Table["rows"]
> = {
  cells: (options, seed) => [
    ...capacityPriceStudy.cells(options, seed),
    ...capacityPriceStudy.cells(oneMoreStepDefaults, campus30.seed),
  ],
  find: capacityPriceStudy.find,
  result: (found, options, seed) => ({
    prices: capacityPriceStudy.result(found.slice(0, options.scenarios), options, seed),
    closeUp: capacityPriceStudy.result(found.slice(options.scenarios), oneMoreStepDefaults, campus30.seed),
  }),
};

function pricesAt(scenario: Scenario, capacity: number): Record<string, number> {
  const bound = (steps: number): Bound => lagrangianBound(problemAt(scenario, steps));
  const [less, here, more] = [bound(capacity - 1), bound(capacity), bound(capacity + 1)];
  const relaxed = [capacity - HALF_WIDTH, capacity, capacity + HALF_WIDTH].map((steps) => relaxation(scenario, steps));
  const [before, at, after] = relaxed as [RelaxedSolution, RelaxedSolution, RelaxedSolution];
  return {
    price: here.price,
    lastStep: less.lowerBound - here.lowerBound,
    nextStep: here.lowerBound - more.lowerBound,
    relaxedPrice: at.price,
    centralDifference: (before.objective - after.objective) / (2 * HALF_WIDTH),
    priceBefore: before.price,
    priceAfter: after.price,
  };
}

function savingsAt(scenario: Scenario, capacity: number, unlimited: number): Record<string, number> {
  const { objective } = optimum(scenario, capacity).evaluation;
  return {
    objective,
    saved: objective - optimum(scenario, capacity + 1).evaluation.objective,
    left: objective - unlimited,
  };
}

function relaxation(scenario: Scenario, capacity: number): RelaxedSolution {
  const problem = problemAt(scenario, capacity);
  return solvePerspective(problem, new Float64Array(problem.count));
}

function optimum(scenario: Scenario, capacity: number | null): ExactSolution {
  const problem = problemAt(scenario, capacity);
  const solution = solveExact(problem, lagrangianBound(problem));
  if (!solution.proven) throw new Error(`capacity price: the optimum at ${capacity} steps is not proven`);
  return solution;
}

function problemAt(scenario: Scenario, stepCapacity: number | null): Problem {
  const problem = toProblem({ ...scenario, edge: { ...scenario.edge, stepCapacity } });
  assertFeasible(problem);
  return problem;
}

const columns = [
  { name: "seed", unit: "1", description: "Seed of the scenario." },
  { name: "users", unit: "1", description: "Number of users." },
  { name: "capacity", unit: "step", description: "Steps of all tasks at the edge together, B." },
  { name: "price", unit: "1/step", description: "Price of an edge step: smallest maximiser of the Lagrangian dual." },
  { name: "lastStep", unit: "1", description: "Lagrangian bound at B - 1 less that at B." },
  { name: "nextStep", unit: "1", description: "Lagrangian bound at B less that at B + 1." },
  { name: "relaxedPrice", unit: "1/step", description: "Price of the relaxation with real steps." },
  {
    name: "centralDifference",
    unit: "1/step",
    description: "Fall of the relaxation's optimum from B - 0.01 to B + 0.01 steps, for each step.",
  },
  { name: "priceBefore", unit: "1/step", description: "Price of the relaxation at B - 0.01 steps." },
  { name: "priceAfter", unit: "1/step", description: "Price of the relaxation at B + 0.01 steps." },
  { name: "objective", unit: "1", description: "Proven optimum, all users together." },
  { name: "saved", unit: "1", description: "Proven optimum at B less that at B + 1." },
  { name: "left", unit: "1", description: "Proven optimum at B less that without a limit on the capacity." },
  { name: "enough", unit: "step", description: "Steps that the optimum takes without a limit on the capacity." },
];
