/**
 * The summary's third experiment, run by run: the proven optimum over the limits on steps (MODEL.md §1). S_max^e is read both
 * ways, for one task (`edge.maxSteps`) and for all together (`edge.stepCapacity`).
 */
import { mean, sum } from "simple-statistics";
import { whole } from "../../input/checks.js";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import type { Table, TableColumn } from "../../report/table.js";
import type { Solution } from "../../solver/solution.js";
import { solve } from "../../solver/solve.js";
import { inTurn, type Study } from "../../sweep/study.js";

export interface StepLimits {
  /** S_max^l of every device that runs its service [steps]. */
  readonly deviceMaxSteps: number;
  /** S_max^e of one task [steps]. */
  readonly edgeMaxSteps: number;
  /** S_max^e of all tasks together, a user [steps a user]; `null` is unlimited. */
  readonly capacityPerUser: number | null;
}

export interface StepLimitsOptions {
  /** What users are drawn from. */
  readonly population: Omit<
    GenerateOptions,
    "seed" | "name" | "deviceMaxSteps" | "edgeMaxSteps" | "stepCapacity" | "gpu"
  >;
  /** Scenarios for each point, ≥ 1. */
  readonly scenarios: number;
  readonly points: readonly StepLimits[];
}

/** Our choice: from little to what nobody exceeds (edge) or few do (device). */
export const DEVICE_LIMITS: readonly number[] = [2, 5, 10, 15, 20, 30, 40];
export const EDGE_LIMITS: readonly number[] = [2, 5, 10, 15, 20, 30, 40, 60];

/** Limits where they do not vary: those of `generate`. */
export const USUAL_LIMITS: StepLimits = { deviceMaxSteps: 20, edgeMaxSteps: 100, capacityPerUser: null };

/** Users like those of campus-30, and three planes of limits: device and task, device and total, task and total. */
export const stepLimitsDefaults: StepLimitsOptions = {
  population: {
    users: campus30.users,
    services: campus30.services!,
    deadlineShare: campus30.deadlineShare!,
    batteryShare: campus30.batteryShare!,
  },
  scenarios: 20,
  points: [
    ...DEVICE_LIMITS.flatMap((deviceMaxSteps) => [
      ...EDGE_LIMITS.map((edgeMaxSteps) => ({ ...USUAL_LIMITS, deviceMaxSteps, edgeMaxSteps })),
      ...EDGE_LIMITS.map((capacityPerUser) => ({ ...USUAL_LIMITS, deviceMaxSteps, capacityPerUser })),
    ]),
    ...EDGE_LIMITS.flatMap((edgeMaxSteps) =>
      EDGE_LIMITS.map((capacityPerUser) => ({ ...USUAL_LIMITS, edgeMaxSteps, capacityPerUser })),
    ),
  ],
};

/** The limits of a row: the first columns of this study's tables. */
export const LIMIT_COLUMNS: readonly TableColumn[] = [
  { name: "deviceMaxSteps", unit: "step", description: "Most steps on a device." },
  { name: "edgeMaxSteps", unit: "step", description: "Most steps of one task at the edge." },
  {
    name: "capacityPerUser",
    unit: "step",
    description: "Steps of all tasks at the edge together, a user; none is unlimited.",
  },
];

/** What is measured of the optimum, in the order of the columns. */
export const LIMIT_OUTCOMES: readonly TableColumn[] = [
  { name: "objective", unit: "1", description: "Objective a user." },
  {
    name: "excess",
    unit: "1",
    description: "Objective above the scenario's least of all points, over the scale at that least objective.",
  },
  { name: "latency", unit: "s", description: "Latency a user: computation and transfers." },
  { name: "error", unit: "1", description: "Average error a user." },
  { name: "energy", unit: "J", description: "Energy a user: device, edge and radio." },
  { name: "utility", unit: "1", description: "Weighted utility a user." },
  { name: "offloaded", unit: "1", description: "Share of the users at the edge." },
  { name: "used", unit: "step", description: "Steps taken at the edge, a user." },
  { name: "price", unit: "1/step", description: "Price of an edge step." },
  { name: "gap", unit: "1", description: "Certified gap, 0 for a proven optimum." },
];

/** A scenario at all points. */
interface StepLimitsCell extends Pick<StepLimitsOptions, "population" | "points"> {
  readonly seed: number;
}

/** The scenarios have the seeds `seed`, `seed` + 1, …: the same users at every point. */
export const stepLimitsStudy: Study<StepLimitsOptions, Table, StepLimitsCell, Table["rows"]> = {
  cells: ({ population, scenarios, points }, seed) => {
    whole("scenarios", scenarios, 1);
    return Array.from({ length: scenarios }, (_, k) => ({ population, points, seed: seed + k }));
  },
  find: ({ population, points, seed }) => {
    const solutions = points.map(({ capacityPerUser, ...limits }) => {
      const stepCapacity = capacityPerUser === null ? null : population.users * capacityPerUser;
      return solve(generate({ ...population, ...limits, stepCapacity, seed }), { method: "exact" });
    });
    const best = solutions.reduce((a, b) => (b.objective < a.objective ? b : a));
    return solutions.map((solution) => ({
      seed,
      ...outcomes(solution),
      excess: (solution.objective - best.objective) / best.scale,
    }));
  },
  result: (ofScenarios, { points }) => ({
    name: "step-limit-runs",
    columns: [...LIMIT_COLUMNS, { name: "seed", unit: "1", description: "Seed of the scenario." }, ...LIMIT_OUTCOMES],
    rows: points.flatMap((point, i) =>
      ofScenarios.map((rows) => ({ ...point, capacityPerUser: point.capacityPerUser ?? "none", ...rows[i]! })),
    ),
  }),
};

/**
 * One row for each point and scenario.
 * @throws InputError for an option out of range.
 * @throws InfeasibleError where a limit leaves a scenario without a plan.
 */
export const stepLimitRuns = inTurn(stepLimitsStudy);

function outcomes({ plan, objective, totals, price, gap }: Solution): Record<string, number> {
  const { offload, steps } = plan;
  const count = offload.length;
  return {
    objective: objective / count,
    latency: totals.time / count,
    error: totals.error / count,
    energy: totals.energy / count,
    utility: totals.utility / count,
    offloaded: mean(Array.from(offload)),
    used: sum(Array.from(steps, (s, n) => s * offload[n]!)) / count,
    price,
    gap,
  };
}
