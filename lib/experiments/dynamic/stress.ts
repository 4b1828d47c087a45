/** Outages of some depth under some load: how far each policy is above the bound, and above a price that just moves (MODEL.md §10). */
import { mean } from "simple-statistics";
import type { ArrivalOptions } from "../../dynamic/arrivals.js";
import { oracleBound } from "../../dynamic/oracle.js";
import { outcomes } from "../../dynamic/outcomes.js";
import { makePolicy, type PolicyName } from "../../dynamic/policies/policies.js";
import { simulate } from "../../dynamic/simulate.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { campusWorld, USERS } from "./worlds.js";

/** How requests come, of a world with arrivals. */
export type Pattern = NonNullable<ArrivalOptions["pattern"]>;

export interface DynamicStressOptions {
  readonly slots: number;
  readonly outage: { readonly from: number; readonly until: number };
  /** Shares of the server that are there in the outage; 1 is none. */
  readonly left: readonly number[];
  /** Requests a user and slot, on average. */
  readonly loads: readonly number[];
  readonly patterns: readonly Pattern[];
  readonly policies: readonly PolicyName[];
  readonly seeds: number;
}

/** `warm` stands for `sca`, whose plans it gives. */
export const dynamicStressDefaults: DynamicStressOptions = {
  slots: 32,
  outage: { from: 8, until: 16 },
  left: [1, 0.5, 0.1, 0],
  loads: [0.5, 1.5, 3],
  patterns: ["poisson", "bursty"],
  policies: ["warm", "exact", "price", "static", "lyapunov", "greedy", "random", "edge", "local"],
  seeds: 4,
};

/** The bound may be this part below the best that prices can give: ratios are told in percents. */
const TOLERANCE = 1e-4;

const STATISTICS: readonly Statistic[] = ["mean", "least", "largest"];

/** A kind of world. */
interface Stress {
  readonly pattern: Pattern;
  readonly load: number;
  /** Share of the server that is there in the outage. */
  readonly share: number;
}

function stressesOf({ patterns, loads, left }: DynamicStressOptions): Stress[] {
  return patterns.flatMap((pattern) => loads.flatMap((load) => left.map((share) => ({ pattern, load, share }))));
}

/** Such a world of a seed, under all policies. */
interface DynamicStressCell extends Stress, Pick<DynamicStressOptions, "slots" | "outage" | "policies"> {
  readonly seed: number;
}

/** Objectives. */
interface DynamicStressRun {
  readonly bound: number;
  /** Of the policy `price`. */
  readonly price: number;
  /** In the order of the policies. */
  readonly costs: readonly number[];
}

/** A cell is a world; the seeds are `seed`, `seed` + 1, … */
export const dynamicStressStudy: Study<DynamicStressOptions, Table, DynamicStressCell, DynamicStressRun> = {
  cells: (options, seed) => {
    const { slots, outage, policies, seeds } = options;
    return stressesOf(options).flatMap((stress) =>
      Array.from({ length: seeds }, (_, k) => ({ ...stress, slots, outage, policies, seed: seed + k })),
    );
  },
  find: ({ pattern, load, share, slots, outage, policies, seed }) => {
    const world = campusWorld(
      { arrivals: { pattern, rate: load * USERS }, capacity: { outage: { ...outage, left: share } } },
      seed,
      slots,
    );
    const costOf = (policy: PolicyName): number =>
      outcomes(simulate(world, makePolicy(policy, world, { seed }))).objective;
    const bound = oracleBound(world, undefined, { tolerance: TOLERANCE }).lowerBound;
    const costs = policies.map(costOf);
    return { bound, price: costs[policies.indexOf("price")] ?? costOf("price"), costs };
  },
  result: (found, options) => ({
    name: "dynamic-stress",
    columns: [
      { name: "pattern", unit: "", description: "How requests come: poisson or bursty." },
      { name: "load", unit: "1", description: "Requests a user and slot, on average." },
      { name: "capacityLeft", unit: "1", description: "Share of the server that is there in the outage; 1 is none." },
      { name: "policy", unit: "", description: "Policy; warm has the plans of sca." },
      { name: "seeds", unit: "1", description: "Worlds behind the row, each with its seed." },
      ...spreadColumns(
        { name: "overBound", unit: "1", description: "Objective over the oracle bound." },
        STATISTICS,
        "seeds",
      ),
      ...spreadColumns(
        { name: "overPrice", unit: "1", description: "Objective over that of the policy price in the same world." },
        STATISTICS,
        "seeds",
      ),
      { name: "costOverPrice", unit: "1", description: "Sum of the objectives over that of the policy price." },
    ],
    rows: stressesOf(options).flatMap(({ pattern, load, share }, i) => {
      const { policies, seeds } = options;
      const runs = found.slice(i * seeds, (i + 1) * seeds);
      return policies.map((policy, p) => ({
        pattern,
        load,
        capacityLeft: share,
        policy,
        seeds,
        ...spread(
          "overBound",
          runs.map(({ costs, bound }) => costs[p]! / bound),
          STATISTICS,
        ),
        ...spread(
          "overPrice",
          runs.map(({ costs, price }) => costs[p]! / price),
          STATISTICS,
        ),
        costOverPrice: mean(runs.map(({ costs }) => costs[p]!)) / mean(runs.map(({ price }) => price)),
      }));
    }),
  }),
};

/** One row a kind of world and policy, over all seeds. */
export const dynamicStress = inTurn(dynamicStressStudy);
