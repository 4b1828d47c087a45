/** How far policies stay behind the best possible, from both sides (MODEL.md §10), over seeds and worlds. */
import { groups } from "d3-array";
import { mean } from "simple-statistics";
import { clairvoyant } from "../../dynamic/clairvoyant.js";
import { oracleBound } from "../../dynamic/oracle.js";
import { outcomes } from "../../dynamic/outcomes.js";
import { makePolicy, type PolicyName } from "../../dynamic/policies/policies.js";
import type { Policy } from "../../dynamic/policies/policy.js";
import { pricing } from "../../dynamic/policies/pricing.js";
import { simulate } from "../../dynamic/simulate.js";
import type { World } from "../../dynamic/world.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { campusWorld, WORLDS, type WorldName } from "./worlds.js";

export interface DynamicRegretOptions {
  readonly worlds: readonly WorldName[];
  /** By name: a policy that has not seen anything yet. */
  readonly policies: Readonly<Record<string, (world: World, seed: number) => Policy>>;
  readonly seeds: number;
}

const named = (names: readonly PolicyName[]): DynamicRegretOptions["policies"] =>
  Object.fromEntries(names.map((name) => [name, (world, seed) => makePolicy(name, world, { seed })]));

/** `warm` stands for `sca`, whose plans it gives; `every m` solves for the price every m slots and keeps it in between. */
export const dynamicRegretDefaults: DynamicRegretOptions = {
  worlds: Object.keys(WORLDS) as WorldName[],
  policies: {
    ...named(["exact", "warm", "price", "static", "greedy", "random", "edge", "local"]),
    ...Object.fromEntries(
      [1, 2, 5, 10, 20].map((refresh) => [`every ${refresh}`, () => pricing({ gain: 0, refresh })]),
    ),
  },
  seeds: 20,
};

const RUN_COLUMNS: readonly TableColumn[] = [
  { name: "world", unit: "", description: "steady, bursty, or moving (a day's swing, mobile users, other tenants)." },
  { name: "policy", unit: "", description: "Policy; warm has the plans of sca." },
  { name: "seed", unit: "1", description: "Seed of users and world." },
  { name: "regret", unit: "1", description: "Objective over the oracle bound, less 1: the regret is no more." },
  {
    name: "regretAtLeast",
    unit: "1",
    description: "Objective over that of the clairvoyant plan, less 1: the regret is no less.",
  },
  { name: "latencyP95", unit: "s", description: "95th percentile of the latency." },
  { name: "unserved", unit: "1", description: "Share of the requests that were dropped or still waited at the end." },
  { name: "offloaded", unit: "1", description: "Share of those who started that went to the edge." },
  { name: "switches", unit: "1", description: "Share of the requests that went elsewhere than the user's one before." },
];

/** A world of a seed, under all policies. */
interface DynamicRegretCell extends Pick<DynamicRegretOptions, "policies"> {
  readonly world: WorldName;
  readonly seed: number;
}

/** A cell is a world and seed; the seeds are `seed`, `seed` + 1, … */
export const dynamicRegretStudy: Study<DynamicRegretOptions, Table, DynamicRegretCell, Table["rows"]> = {
  cells: ({ worlds, policies, seeds }, seed) =>
    worlds.flatMap((world) => Array.from({ length: seeds }, (_, k) => ({ policies, world, seed: seed + k }))),
  find: ({ policies, world: name, seed }) => {
    const world = campusWorld(WORLDS[name], seed);
    const bound = oracleBound(world);
    const best = {
      atLeast: bound.lowerBound,
      atMost: outcomes(simulate(world, clairvoyant(world, bound))).objective,
    };
    return Object.entries(policies).map(([policy, make]) => ({
      world: name,
      policy,
      seed,
      ...judged(world, make(world, seed), best),
    }));
  },
  result: (found) => ({ name: "dynamic-regret-runs", columns: RUN_COLUMNS, rows: found.flat() }),
};

/** One row a world, policy and seed. @throws InputError for an option out of range. */
export const dynamicRegretRuns = inTurn(dynamicRegretStudy);

/** Ends between which the best possible objective lies. */
interface Best {
  readonly atLeast: number;
  readonly atMost: number;
}

function judged(world: World, policy: Policy, best: Best): Record<string, number> {
  const simulation = simulate(world, policy);
  const { objective, latency, offloadedShare, switches } = outcomes(simulation);
  const unserved = simulation.requests.filter(({ run }) => run === undefined).length;
  return {
    regret: objective / best.atLeast - 1,
    regretAtLeast: objective / best.atMost - 1,
    latencyP95: latency.p95 ?? 0,
    unserved: unserved / simulation.requests.length,
    offloaded: offloadedShare,
    switches: switches / simulation.requests.length,
  };
}

const QUARTILES: readonly Statistic[] = ["mean", "median", "p25", "p75"];
const KEYS = RUN_COLUMNS.slice(0, 2);
const REGRET = RUN_COLUMNS.slice(3, 5);
const OTHERS = RUN_COLUMNS.slice(5);

/** Of the runs of each world and policy: mean, median and quartiles of both ends of the regret, means of the rest. */
export function dynamicRegret({ rows }: Table): Table {
  return {
    name: "dynamic-regret",
    columns: [
      ...KEYS,
      { name: "seeds", unit: "1", description: "Worlds behind the row, each with its seed." },
      ...REGRET.flatMap((column) => spreadColumns(column, QUARTILES, "seeds")),
      ...OTHERS.map((column) => ({ ...column, description: `Mean: ${column.description}` })),
    ],
    rows: groups(
      rows,
      ({ world }) => world!,
      ({ policy }) => policy!,
    ).flatMap(([world, policies]) =>
      policies.map(([policy, own]) => {
        const values = (column: string): number[] => own.map((row) => row[column] as number);
        return {
          world,
          policy,
          seeds: own.length,
          ...Object.assign({}, ...REGRET.map(({ name }) => spread(name, values(name), QUARTILES))),
          ...Object.fromEntries(OTHERS.map(({ name }) => [name, mean(values(name))])),
        };
      }),
    ),
  };
}
