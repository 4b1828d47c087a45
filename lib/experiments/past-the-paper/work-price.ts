/** What a capacity in work does that one in steps can't: a step of a clip takes many times the work of a picture's (MODEL.md §12). */
import { whole } from "../../input/checks.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { pairedDifferences } from "../../report/paired-differences.js";
import { spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { solve } from "../../solver/solve.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { meanSpread } from "../mean-spread.js";
import { rounded } from "../rounded.js";

export interface WorkPriceOptions {
  /** What scenarios are drawn from. */
  readonly population: Omit<GenerateOptions, "seed" | "stepCapacity">;
  /** From this work of a step on, a user's content is a clip [FLOP/step]. */
  readonly clipWork: number;
  /** Edge steps of each round, rising. */
  readonly capacities: readonly number[];
  /** Scenarios at each capacity, ≥ 1. */
  readonly scenarios: number;
}

/** Our choice: one user in five wants a clip. */
export const workPriceDefaults: WorkPriceOptions = {
  population: { users: 40, services: { "text-to-image-512": 0.8, "text-to-video": 0.2 } },
  clipWork: 1e13,
  capacities: [50, 100, 200, 400, 800],
  scenarios: 40,
};

const KINDS = ["steps", "work"] as const;

interface WorkPriceCell extends Omit<WorkPriceOptions, "capacities" | "scenarios"> {
  readonly stepCapacity: number;
  readonly seed: number;
}

const SHARES: readonly TableColumn[] = [
  { name: "pictures", unit: "1", description: "Part of the users who want a picture that are at the edge." },
  { name: "clips", unit: "1", description: "Part of the users who want a clip that are at the edge." },
];

/** A cell is a scenario with a capacity of steps, and with the work that its best plan takes; seeds are `seed`, `seed` + 1, …. */
export const workPriceStudy: Study<WorkPriceOptions, Table, WorkPriceCell, Table["rows"]> = {
  cells: ({ capacities, scenarios, ...rest }, seed) => {
    whole("scenarios", scenarios, 1);
    return capacities.flatMap((stepCapacity) =>
      Array.from({ length: scenarios }, (_, k) => ({ ...rest, stepCapacity, seed: seed + k })),
    );
  },
  find: workPriceRun,
  result: (found) => ({
    name: "work-price-runs",
    columns: [
      { name: "stepCapacity", unit: "steps", description: "Edge steps of a round, or those whose work it has." },
      { name: "capacity", unit: "", description: "What is limited: steps, or work." },
      { name: "seed", unit: "1", description: "Seed of the scenario." },
      { name: "objective", unit: "1", description: "Objective of the proven optimum, a user." },
      ...SHARES,
    ],
    rows: found.flat(),
  }),
};

/**
 * Two rows for each capacity and scenario.
 * @throws InputError for an option out of range.
 * @throws RangeError where an optimum is not proven.
 */
export const workPriceRuns = inTurn(workPriceStudy);

function workPriceRun({ population, clipWork, stepCapacity, seed }: WorkPriceCell): Table["rows"] {
  const inSteps = generate({ ...population, seed, stepCapacity });
  const { users } = inSteps;
  const isClip = users.map(({ workload }) => workload >= clipWork);
  const optimum = (scenario: Scenario) => {
    const found = solve(scenario, { method: "exact" });
    if (found.status !== "optimal")
      throw new RangeError(`the optimum of seed ${seed}, ${stepCapacity} steps, is not proven`);
    return found;
  };
  const bySteps = optimum(inSteps);
  // Σ a·ωs of that plan
  const { offload, steps } = bySteps.plan;
  const workCapacity = users.reduce((sum, { workload }, n) => sum + offload[n]! * workload * steps[n]!, 0);
  const { stepCapacity: _, ...edge } = inSteps.edge;
  const byWork = optimum({ ...inSteps, edge: { ...edge, workCapacity } });
  return [bySteps, byWork].map(({ objective, plan }, i) => {
    const share = (clips: boolean): number => {
      const own = Array.from(plan.offload).filter((_, n) => isClip[n] === clips);
      return own.length === 0 ? 0 : own.reduce((sum, a) => sum + a, 0) / own.length;
    };
    const found = { objective: objective / users.length, pictures: share(false), clips: share(true) };
    return { stepCapacity, capacity: KINDS[i]!, seed, ...found };
  });
}

/** One row for each capacity and what it limits. @param runs Of `workPriceRuns`. */
export function workPrice(runs: Table): Table {
  const capacities = [...new Set(runs.rows.map((row) => Number(row["stepCapacity"])))];
  return {
    name: "work-price",
    columns: [
      ...runs.columns.slice(0, 2),
      { name: "scenarios", unit: "1", description: "Scenarios behind the rest." },
      ...SHARES.flatMap((share) => spreadColumns(share, ["mean", "ciLow", "ciHigh"], "scenarios")),
    ],
    rows: capacities.flatMap((stepCapacity) =>
      KINDS.map((capacity) => {
        const own = runs.rows.filter((row) => row["stepCapacity"] === stepCapacity && row["capacity"] === capacity);
        const cells = SHARES.map(({ name }) =>
          meanSpread(
            name,
            own.map((row) => Number(row[name])),
          ),
        );
        return rounded({ stepCapacity, capacity, scenarios: own.length, ...Object.assign({}, ...cells) });
      }),
    ),
  };
}

/** One row for each capacity: what the optimum under steps has more than under their work, in the same scenario. @param runs Of `workPriceRuns`. */
export function workPriceDifferences(runs: Table): Table {
  const table = pairedDifferences(runs, {
    name: "work-price-differences",
    by: ["stepCapacity"],
    between: "capacity",
    pairs: [["steps", "work"]],
    on: "seed",
    over: "scenarios",
    of: ["objective"],
  });
  return { ...table, rows: table.rows.map(rounded) };
}
