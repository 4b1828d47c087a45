/** The server loses a part of its capacity for a while: what that costs up to each slot, against the same world without (MODEL.md §10). */
import { mean } from "simple-statistics";
import { outcomes } from "../../dynamic/outcomes.js";
import { makePolicy, type PolicyName } from "../../dynamic/policies/policies.js";
import { type Simulation, type SlotRecord, simulate } from "../../dynamic/simulate.js";
import type { Progress } from "../../input/progress.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { campusWorld } from "./worlds.js";

export interface DynamicShockOptions {
  readonly slots: number;
  readonly outage: { readonly from: number; readonly until: number; readonly left: number };
  readonly policies: readonly PolicyName[];
  readonly seeds: number;
}

export const dynamicShockDefaults: DynamicShockOptions = {
  slots: 70,
  outage: { from: 20, until: 40, left: 0.5 },
  policies: ["warm", "price", "static", "greedy"],
  seeds: 20,
};

const QUARTILES: readonly Statistic[] = ["mean", "p25", "p75"];

/** One row a slot and policy, over seeds `seed`, `seed` + 1, … */
export function dynamicShock(
  { slots, outage, policies, seeds }: DynamicShockOptions,
  seed: number,
  progress?: Progress,
): Table {
  const runs = policies.map((policy, i) =>
    Array.from({ length: seeds }, (_, k) => {
      const runIn = (capacity: object): Run => {
        const world = campusWorld({ capacity }, seed + k, slots);
        return upTo(simulate(world, makePolicy(policy, world, { seed: seed + k })));
      };
      progress?.((i * seeds + k) / (policies.length * seeds));
      const calm = runIn({});
      const shaken = runIn({ outage });
      return { ...shaken, excess: shaken.cost.map((cost, slot) => cost - calm.cost[slot]!) };
    }),
  );
  return {
    name: "dynamic-shock",
    columns: [
      { name: "slot", unit: "1", description: "Slot, from 0." },
      { name: "policy", unit: "", description: "Policy; warm has the plans of sca." },
      { name: "capacityLeft", unit: "1", description: "Share of the server that is there." },
      { name: "seeds", unit: "1", description: "Worlds behind the row, each with its seed." },
      {
        name: "cost",
        unit: "1",
        description: "Mean cost up to this slot; in the last, also the drop cost of those who still wait.",
      },
      ...spreadColumns(
        { name: "excess", unit: "1", description: "That cost, less that of the same world without outage." },
        QUARTILES,
        "seeds",
      ),
      { name: "waiting", unit: "1", description: "Mean number of requests that wait for the next slot." },
      { name: "price", unit: "1/step", description: "Mean price of an edge step; empty for a policy without prices." },
    ],
    rows: Array.from({ length: slots }, (_, slot) =>
      policies.map((policy, i) => {
        const excess = runs[i]!.map((run) => run.excess[slot]!);
        const own = runs[i]!.map(({ records }) => records[slot]!);
        const prices = own.flatMap(({ price }) => (Number.isNaN(price) ? [] : [price]));
        return {
          slot,
          policy,
          capacityLeft: slot >= outage.from && slot < outage.until ? outage.left : 1,
          seeds,
          cost: mean(runs[i]!.map(({ cost }) => cost[slot]!)),
          ...spread("excess", excess, QUARTILES),
          waiting: mean(own.map(({ waiting }) => waiting)),
          price: prices.length === 0 ? "" : mean(prices),
        };
      }),
    ).flat(),
  };
}

interface Run {
  readonly records: readonly SlotRecord[];
  /** Up to each slot; in the last it is the objective. */
  readonly cost: readonly number[];
}

function upTo(simulation: Simulation): Run {
  let sum = 0;
  const cost = simulation.slots.map((record) => (sum += record.cost));
  cost[cost.length - 1] = outcomes(simulation).objective;
  return { records: simulation.slots, cost };
}
