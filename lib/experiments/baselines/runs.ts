/**
 * The summary's first experiment, run by run: the proposed algorithm (`sca` from the start `half`), the baselines of MODEL.md §9
 * and the proven optimum on the same seeded scenarios, while one of the limits on steps varies (MODEL.md §1).
 */
import { mean } from "simple-statistics";
import { known, namesOf, whole } from "../../input/checks.js";
import { stream } from "../../numerics/stream.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions, Shares } from "../../population/options.js";
import type { ServiceName } from "../../population/preset.js";
import type { Table, TableColumn } from "../../report/table.js";
import type { Method } from "../../solver/methods/method.js";
import { METHODS, type MethodName } from "../../solver/methods/methods.js";
import type { Solution } from "../../solver/solution.js";
import { solve } from "../../solver/solve.js";
import { inTurn, type Study } from "../../sweep/study.js";

/** S_max^l of every device, S_max^e of one task, S_max^e of all tasks together: fields of a scenario (MODEL.md §1). */
export type BaselinesAxis = "device.maxSteps" | "edge.maxSteps" | "edge.stepCapacity";

export interface BaselinesOptions {
  /** Users of a scenario, ≥ 1. */
  readonly users: number;
  /** Scenarios for each value of an axis, ≥ 1. */
  readonly scenarios: number;
  /** Share of each service among the users. */
  readonly services: Shares<ServiceName>;
  /** S_max^l while another limit varies [steps]. */
  readonly deviceMaxSteps: number;
  /** S_max^e of one task while another limit varies [steps]. */
  readonly edgeMaxSteps: number;
  /** S_max^e of all tasks together, a user, while another limit varies [steps a user]. */
  readonly capacityPerUser: number;
  /** The axes to run and their values [steps; a user for `edge.stepCapacity`]. */
  readonly axes: Readonly<Partial<Record<BaselinesAxis, readonly number[]>>>;
}

/** Our choice: from too little to more than almost anyone takes. */
export const BASELINES_AXES: Readonly<Record<BaselinesAxis, readonly number[]>> = {
  "device.maxSteps": [2, 5, 10, 15, 20, 30, 40],
  "edge.maxSteps": [2, 5, 10, 15, 20, 30, 40, 60],
  "edge.stepCapacity": [2, 5, 10, 15, 20, 25, 30, 40, 50],
};

/** Our choice: the image services alike, limits as in `generate`. */
export const baselinesDefaults: BaselinesOptions = {
  users: 30,
  scenarios: 30,
  services: { "text-to-image-512": 1, "text-to-image-1024": 1, "image-to-image": 1 },
  deviceMaxSteps: 20,
  edgeMaxSteps: 100,
  capacityPerUser: 15,
  axes: BASELINES_AXES,
};

/** The proposed algorithm and the baselines in the order of their styles, then the optimum. */
export const BASELINES_METHODS: readonly MethodName[] = namesOf(
  METHODS.toSorted((a, b) => Number(a.proves) - Number(b.proves) || styleOf(a) - styleOf(b)),
);

/** Methods without a style come last. */
function styleOf({ style = METHODS.length }: Method): number {
  return style;
}

/** What is measured of a plan, in the order of the columns. */
export const BASELINES_OUTCOMES: readonly TableColumn[] = [
  { name: "objective", unit: "1", description: "Objective a user." },
  {
    name: "gap",
    unit: "1",
    description: "Objective above the proven optimum, over the scenario's scale.",
  },
  { name: "latency", unit: "s", description: "Latency a user: computation and transfers." },
  { name: "computationTime", unit: "s", description: "Computation time a user." },
  { name: "error", unit: "1", description: "Average error a user." },
  { name: "energy", unit: "J", description: "Energy a user: device, edge and radio." },
  { name: "offloaded", unit: "1", description: "Share of the users at the edge." },
  {
    name: "iterations",
    unit: "1",
    description: "Convex problems solved by sca and random-init; users in the core of exact; 0 for the others.",
  },
];

/** The axis, its value and the method: the first columns of this study's tables. */
export const BASELINES_KEYS: readonly TableColumn[] = [
  {
    name: "axis",
    unit: "",
    description: "The limit that varies: device.maxSteps, edge.maxSteps or edge.stepCapacity.",
  },
  { name: "value", unit: "step", description: "Its value; steps a user for edge.stepCapacity." },
  { name: "method", unit: "", description: "sca is the proposed algorithm, exact the proven optimum." },
];

/** A scenario at a value of an axis. */
interface BaselinesCell {
  readonly axis: BaselinesAxis;
  readonly value: number;
  readonly seed: number;
  readonly options: BaselinesOptions;
}

/** The scenarios have the seeds `seed`, `seed` + 1, …: the same users for every value. */
export const baselinesStudy: Study<BaselinesOptions, Table, BaselinesCell, Table["rows"]> = {
  cells: (options, seed) => {
    const { scenarios, axes } = options;
    whole("scenarios", scenarios, 1);
    for (const axis of Object.keys(axes)) known("axes", axis, BASELINES_AXES);
    return Object.entries(axes).flatMap(([axis, values]) =>
      values.flatMap((value) =>
        Array.from({ length: scenarios }, (_, k) => ({ axis: axis as BaselinesAxis, value, seed: seed + k, options })),
      ),
    );
  },
  find: ({ axis, value, seed, options }) => {
    const { users, services } = options;
    const scenario = generate({ users, services, seed, ...limits(options, axis, value) });
    const solutions = BASELINES_METHODS.map((method) =>
      solve<MethodName>(scenario, { method, seed: randomSeed(seed) }),
    );
    const optimum = solutions.at(-1)!;
    return solutions.map((solution) => ({
      axis,
      value,
      method: solution.method,
      seed,
      ...outcomes(solution, optimum),
    }));
  },
  result: (found) => {
    const scenarioSeed = { name: "seed", unit: "1", description: "Seed of the scenario." };
    const columns = [...BASELINES_KEYS, scenarioSeed, ...BASELINES_OUTCOMES];
    return { name: "baselines-runs", columns, rows: found.flat() };
  },
};

/**
 * One row for each axis, value, method and scenario.
 * @throws InputError for an option out of range.
 * @throws InfeasibleError where a limit leaves a scenario without a plan.
 */
export const baselinesRuns = inTurn(baselinesStudy);

function limits(
  { users, deviceMaxSteps, edgeMaxSteps, capacityPerUser }: BaselinesOptions,
  axis: BaselinesAxis,
  value: number,
): Pick<GenerateOptions, "deviceMaxSteps" | "edgeMaxSteps" | "stepCapacity"> {
  return {
    deviceMaxSteps: axis === "device.maxSteps" ? value : deviceMaxSteps,
    edgeMaxSteps: axis === "edge.maxSteps" ? value : edgeMaxSteps,
    stepCapacity: users * (axis === "edge.stepCapacity" ? value : capacityPerUser),
  };
}

/** Seed of the random baselines: from the scenario's, of a stream that is no user's. */
export function randomSeed(scenarioSeed: number): number {
  return Math.floor(stream(scenarioSeed, 2 ** 32 - 1)() * 2 ** 32);
}

/** The outcomes of a solution; its gap is to the scenario's optimum, on the optimum's scale. */
function outcomes(solution: Solution, optimum: Solution): Record<string, number> {
  const { plan, objective, totals, iterations } = solution;
  const count = plan.offload.length;
  return {
    objective: objective / count,
    gap: (objective - optimum.objective) / optimum.scale,
    latency: totals.time / count,
    computationTime: mean(Array.from(plan.computationTime)),
    error: totals.error / count,
    energy: totals.energy / count,
    offloaded: mean(Array.from(plan.offload)),
    iterations,
  };
}
