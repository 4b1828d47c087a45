/** Where a split between edge and device pays, over the size of the latent, the edge's capacity and the most steps of a device (MODEL.md §12). */
import { whole } from "../../input/checks.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { solve } from "../../solver/solve.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { meanSpread } from "../mean-spread.js";
import { rounded } from "../rounded.js";

export interface SplitRegionOptions {
  /** What scenarios are drawn from. */
  readonly population: Omit<GenerateOptions, "seed" | "stepCapacity" | "deviceMaxSteps" | "split">;
  /** Most steps of a task on a device. */
  readonly deviceMaxSteps: readonly number[];
  /** Edge steps of each round, rising. */
  readonly capacities: readonly number[];
  /** Bits of a latent over those of its picture, rising. */
  readonly latentSizes: readonly number[];
  /** Scenarios at each capacity and limit of the devices, ≥ 1. */
  readonly scenarios: number;
}

/** Our choice: devices that may do all steps that anyone wants, and the usual 20. */
export const splitRegionDefaults: SplitRegionOptions = {
  population: { users: 30 },
  deviceMaxSteps: [100, 20],
  capacities: [150, 300, 450],
  latentSizes: [0, 0.25, 0.5, 0.75, 1, 1.5, 2],
  scenarios: 40,
};

interface SplitRegionCell extends Pick<SplitRegionOptions, "population" | "latentSizes"> {
  readonly deviceMaxSteps: number;
  readonly stepCapacity: number;
  readonly seed: number;
}

const FOUND: readonly TableColumn[] = [
  { name: "split", unit: "1", description: "Part of the users whose task is split in the proven optimum." },
  { name: "gain", unit: "1", description: "Objective a user that the optimum without splits has more." },
  { name: "boundFall", unit: "1", description: "Lagrangian bound a user that the scenario without splits has more." },
];

const BY: readonly TableColumn[] = [
  { name: "deviceMaxSteps", unit: "steps", description: "Most steps of a task on a device." },
  { name: "stepCapacity", unit: "steps", description: "Edge steps of a round." },
  { name: "latentSize", unit: "1", description: "Bits of a latent over those of its picture." },
];

/** A cell is a scenario without splits, and with latents of every size; seeds are `seed`, `seed` + 1, …. */
export const splitRegionStudy: Study<SplitRegionOptions, Table, SplitRegionCell, Table["rows"]> = {
  cells: ({ population, deviceMaxSteps, capacities, latentSizes, scenarios }, seed) => {
    whole("scenarios", scenarios, 1);
    return deviceMaxSteps.flatMap((most) =>
      capacities.flatMap((stepCapacity) =>
        Array.from({ length: scenarios }, (_, k) => ({
          population,
          latentSizes,
          deviceMaxSteps: most,
          stepCapacity,
          seed: seed + k,
        })),
      ),
    );
  },
  find: splitRegionRun,
  result: (found) => ({
    name: "split-region-runs",
    columns: [...BY, { name: "seed", unit: "1", description: "Seed of the scenario." }, ...FOUND],
    rows: found.flat(),
  }),
};

/**
 * A row for each limit of the devices, capacity, scenario and size of the latent.
 * @throws InputError for an option out of range.
 * @throws RangeError where an optimum is not proven.
 */
export const splitRegionRuns = inTurn(splitRegionStudy);

function splitRegionRun({
  population,
  latentSizes,
  deviceMaxSteps,
  stepCapacity,
  seed,
}: SplitRegionCell): Table["rows"] {
  const whole = generate({ ...population, deviceMaxSteps, stepCapacity, seed });
  const optimum = (scenario: Scenario) => {
    const found = solve(scenario, { method: "exact" });
    if (found.status !== "optimal")
      throw new RangeError(`the optimum of seed ${seed}, ${stepCapacity} steps, is not proven`);
    return found;
  };
  const without = optimum(whole);
  const count = whole.users.length;
  return latentSizes.map((latentSize) => {
    const users = whole.users.map(({ link, ...user }) => ({
      ...user,
      link: { ...link, latentBits: latentSize * link.downlinkBits },
    }));
    const { plan, objective, dualBound } = optimum({ ...whole, edge: { ...whole.edge, split: true }, users });
    return {
      ...{ deviceMaxSteps, stepCapacity, latentSize, seed },
      split: plan.deviceSteps!.filter((j) => j > 0).length / count,
      gain: (without.objective - objective) / count,
      boundFall: (without.dualBound - dualBound) / count,
    };
  });
}

/** One row for each limit of the devices, capacity and size of the latent. @param runs Of `splitRegionRuns`. */
export function splitRegion(runs: Table): Table {
  const groups = new Map<string, Table["rows"][number][]>();
  for (const row of runs.rows) {
    const key = JSON.stringify(BY.map(({ name }) => row[name]));
    const own = groups.get(key) ?? [];
    if (own.length === 0) groups.set(key, own);
    own.push(row);
  }
  return {
    name: "split-region",
    columns: [
      ...BY,
      { name: "scenarios", unit: "1", description: "Scenarios behind the rest." },
      ...FOUND.flatMap((column) => spreadColumns(column, ["mean", "ciLow", "ciHigh"], "scenarios")),
    ],
    rows: [...groups.values()].map((own) => {
      const by = Object.fromEntries(BY.map(({ name }) => [name, own[0]![name]!]));
      const cells = FOUND.map(({ name }) =>
        meanSpread(
          name,
          own.map((row) => Number(row[name])),
        ),
      );
      return rounded({ ...by, scenarios: own.length, ...Object.assign({}, ...cells) });
    }),
  };
}
