/**
 * What drift plus penalty trades as V varies (MODEL.md §10): cost, and what the devices spend beyond their budgets. Theory
 * says that cost stays within B/V of the best that keeps the budgets, and that the queues grow no faster than V.
 */
import { mean } from "simple-statistics";
import { lyapunov } from "../dynamic/lyapunov.js";
import { outcomes } from "../dynamic/outcomes.js";
import { warm } from "../dynamic/planning.js";
import { simulate } from "../dynamic/simulate.js";
import { campusWorld } from "./dynamic-worlds.js";
import type { Progress, Table } from "./table.js";

export interface DynamicLyapunovOptions {
  /** V, each > 0 [J²]. */
  readonly tradeoffs: readonly number[];
  /** Ē [J] a slot and device. */
  readonly energyBudget: number;
  readonly slots: number;
  readonly seeds: number;
}

export const dynamicLyapunovDefaults: DynamicLyapunovOptions = {
  tradeoffs: [1, 10, 100, 300, 1000, 3000, 10000],
  energyBudget: 8,
  slots: 200,
  seeds: 4,
};

/** One row a V, means over seeds `seed`, `seed` + 1, … */
export function dynamicLyapunov(
  { tradeoffs, energyBudget, slots, seeds }: DynamicLyapunovOptions,
  seed: number,
  progress?: Progress,
): Table {
  const worlds = Array.from({ length: seeds }, (_, k) => campusWorld({}, seed + k, slots));
  const rows = tradeoffs.map((tradeoff, i) => {
    const runs = worlds.map((world) => {
      const users = world.scenario.users.count;
      const queues = new Float64Array(users);
      const simulation = simulate(world, lyapunov(world, { tradeoff, energyBudget }, warm(), queues));
      const spent = new Float64Array(users * slots);
      for (const { user, service } of simulation.requests) {
        if (service !== undefined) spent[service.slot * users + user]! += service.deviceEnergy;
      }
      const total = new Float64Array(users);
      for (let i = 0; i < spent.length; i++) total[i % users]! += spent[i]!;
      const drift = spent.reduce((sum, e) => sum + (e - energyBudget) ** 2 / 2, 0) / slots;
      return {
        cost: outcomes(simulation).objective / slots,
        energy: mean(Array.from(total, (e) => e / slots)),
        overBudget: mean(Array.from(total, (e) => Math.max(0, e / slots - energyBudget))),
        queue: mean(Array.from(queues)),
        drift,
      };
    });
    progress?.((i + 1) / tradeoffs.length);
    const average = (name: keyof (typeof runs)[number]): number => mean(runs.map((run) => run[name]));
    return {
      tradeoff,
      seeds,
      cost: average("cost"),
      energy: average("energy"),
      overBudget: average("overBudget"),
      queue: average("queue"),
      costLaw: average("drift") / tradeoff,
    };
  });
  return {
    name: "dynamic-lyapunov",
    columns: [
      { name: "tradeoff", unit: "J^2", description: "V, what a unit of cost weighs against squared joules." },
      { name: "seeds", unit: "1", description: "Worlds behind the row, each with its seed." },
      { name: "cost", unit: "1", description: "Mean cost of a slot." },
      { name: "energy", unit: "J", description: "Mean energy of a device in a slot." },
      { name: "overBudget", unit: "J", description: "Mean over devices of what it spends a slot beyond its budget." },
      { name: "queue", unit: "J", description: "Mean virtual queue at the end." },
      { name: "costLaw", unit: "1", description: "B/V, B half the mean of the summed squares of energy less budget." },
    ],
    rows,
  };
}
