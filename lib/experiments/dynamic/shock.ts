/** The server loses a part of its capacity for a while: what that costs up to each slot, against the same world without (MODEL.md §10). */
import { mean } from "simple-statistics";
import { outcomes } from "../../dynamic/outcomes.js";
import { makePolicy, type PolicyName } from "../../dynamic/policies/policies.js";
import { type Simulation, type SlotRecord, simulate } from "../../dynamic/simulate.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { inTurn, type Study } from "../../sweep/study.js";
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

const QUARTILES: readonly Statistic[] = ["mean", "median", "p25", "p75"];

/** A policy in the worlds of a seed. */
interface DynamicShockCell extends Pick<DynamicShockOptions, "slots" | "outage"> {
  readonly policy: PolicyName;
  readonly seed: number;
}

/** A run with the outage. */
interface DynamicShockRun extends Run {
  /** Its cost less that of the same world without outage. */
  readonly excess: readonly number[];
}

/** A cell is a policy and seed; the seeds are `seed`, `seed` + 1, … */
export const dynamicShockStudy: Study<DynamicShockOptions, Table, DynamicShockCell, DynamicShockRun> = {
  cells: ({ slots, outage, policies, seeds }, seed) =>
    policies.flatMap((policy) => Array.from({ length: seeds }, (_, k) => ({ slots, outage, policy, seed: seed + k }))),
  find: ({ slots, outage, policy, seed }) => {
    const runIn = (capacity: object): Run => {
      const world = campusWorld({ capacity }, seed, slots);
      return upTo(simulate(world, makePolicy(policy, world, { seed })));
    };
    const calm = runIn({});
    const shaken = runIn({ outage });
    return { ...shaken, excess: shaken.cost.map((cost, slot) => cost - calm.cost[slot]!) };
  },
  result: (found, { slots, outage, policies, seeds }) => ({
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
        const runs = found.slice(i * seeds, (i + 1) * seeds);
        const own = runs.map(({ records }) => records[slot]!);
        const prices = own.flatMap(({ price }) => (Number.isNaN(price) ? [] : [price]));
        return {
          slot,
          policy,
          capacityLeft: slot >= outage.from && slot < outage.until ? outage.left : 1,
          seeds,
          cost: mean(runs.map(({ cost }) => cost[slot]!)),
          ...spread(
            "excess",
            runs.map(({ excess }) => excess[slot]!),
            QUARTILES,
          ),
          waiting: mean(own.map(({ waiting }) => waiting)),
          price: prices.length === 0 ? "" : mean(prices),
        };
      }),
    ).flat(),
  }),
};

/** One row a slot and policy, over all seeds. */
export const dynamicShock = inTurn(dynamicShockStudy);

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
