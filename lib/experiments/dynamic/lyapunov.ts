/**
 * What drift plus penalty trades as V varies (MODEL.md §10): cost, and what the devices spend beyond their budgets. Theory
 * says that cost stays within B/V of the best that keeps the budgets, and that the queues grow no faster than V.
 */
import { mean } from "simple-statistics";
import { outcomes } from "../../dynamic/outcomes.js";
import { lyapunov } from "../../dynamic/policies/lyapunov.js";
import { warm } from "../../dynamic/policies/warm.js";
import { simulate } from "../../dynamic/simulate.js";
import type { World } from "../../dynamic/world.js";
import type { Progress } from "../../input/progress.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { campusWorld } from "./worlds.js";

export interface DynamicLyapunovOptions {
  /** V, each > 0 [J²]. */
  readonly tradeoffs: readonly number[];
  /** Ē [J] a slot and device. */
  readonly energyBudget: number;
  readonly slots: number;
  readonly seeds: number;
}

export const dynamicLyapunovDefaults: DynamicLyapunovOptions = {
  tradeoffs: [10, 100, 300, 1000, 3000],
  energyBudget: 8,
  slots: 100,
  seeds: 20,
};

const QUARTILES: readonly Statistic[] = ["mean", "p25", "p75"];

/** One row a V, means over seeds `seed`, `seed` + 1, …; the same worlds for every V. */
export function dynamicLyapunov(
  { tradeoffs, energyBudget, slots, seeds }: DynamicLyapunovOptions,
  seed: number,
  progress?: Progress,
): Table {
  const runs = Array.from({ length: seeds }, (_, k) => {
    const world = campusWorld({}, seed + k, slots);
    return tradeoffs.map((tradeoff, i) => {
      progress?.((k + i / tradeoffs.length) / seeds);
      return run(world, tradeoff, energyBudget);
    });
  });
  const largest = tradeoffs.indexOf(Math.max(...tradeoffs));
  return {
    name: "dynamic-lyapunov",
    columns: COLUMNS,
    rows: tradeoffs.map((tradeoff, i) => {
      const average = (name: keyof Run): number => mean(runs.map((own) => own[i]![name]));
      const excess = runs.map((own) => own[i]!.cost - own[largest]!.cost);
      const queues = runs.map((own) => own[i]!.queue);
      return {
        tradeoff,
        seeds,
        cost: average("cost"),
        ...spread("excess", excess, QUARTILES),
        energy: average("energy"),
        overBudget: average("overBudget"),
        ...spread("queue", queues, QUARTILES),
        costLaw: average("drift") / tradeoff,
      };
    }),
  };
}

const COLUMNS: readonly TableColumn[] = [
  { name: "tradeoff", unit: "J^2", description: "V, what a unit of cost weighs against squared joules." },
  { name: "seeds", unit: "1", description: "Worlds behind the row, each with its seed." },
  { name: "cost", unit: "1", description: "Mean cost of a slot." },
  ...spreadColumns(
    { name: "excess", unit: "1", description: "Cost of a slot, less that of the same world at the largest V." },
    QUARTILES,
    "seeds",
  ),
  { name: "energy", unit: "J", description: "Mean energy of a device in a slot." },
  { name: "overBudget", unit: "J", description: "Mean over devices of what it spends a slot beyond its budget." },
  ...spreadColumns(
    { name: "queue", unit: "J", description: "Virtual queue at the end, mean over the devices." },
    QUARTILES,
    "seeds",
  ),
  { name: "costLaw", unit: "1", description: "B/V, B half the mean of the summed squares of energy less budget." },
];

interface Run {
  readonly cost: number;
  readonly energy: number;
  readonly overBudget: number;
  readonly queue: number;
  /** B [J²]. */
  readonly drift: number;
}

function run(world: World, tradeoff: number, energyBudget: number): Run {
  const users = world.scenario.users.count;
  const { slots } = world;
  const queues = new Float64Array(users);
  const simulation = simulate(world, lyapunov(world, { tradeoff, energyBudget }, warm(), queues));
  const spent = new Float64Array(users * slots);
  for (const { user, service } of simulation.requests) {
    if (service !== undefined) spent[service.slot * users + user]! += service.deviceEnergy;
  }
  const total = new Float64Array(users);
  for (let i = 0; i < spent.length; i++) total[i % users]! += spent[i]!;
  return {
    cost: outcomes(simulation).objective / slots,
    energy: mean(Array.from(total, (e) => e / slots)),
    overBudget: mean(Array.from(total, (e) => Math.max(0, e / slots - energyBudget))),
    queue: mean(Array.from(queues)),
    drift: spent.reduce((sum, e) => sum + (e - energyBudget) ** 2 / 2, 0) / slots,
  };
}
