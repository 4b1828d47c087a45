/** What a floor of quality costs, and what it does to the price of an edge step (MODEL.md §1, §7). */
import { whole } from "../../input/checks.js";
import { medianInterval } from "../../numerics/median-interval.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { pairedDifferences } from "../../report/paired-differences.js";
import { spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { InfeasibleError } from "../../solver/infeasible.js";
import { solve } from "../../solver/solve.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { rounded } from "../rounded.js";

export interface FloorPriceOptions {
  /** What scenarios are drawn from. */
  readonly population: Omit<GenerateOptions, "seed">;
  /** ε̄^max of every user, rising [1]. */
  readonly floors: readonly number[];
  /** Scenarios at each floor, ≥ 1. */
  readonly scenarios: number;
}

/** Our choice: from what the edge can't always hold to what nobody notices. */
export const floorPriceDefaults: FloorPriceOptions = {
  population: { users: 40, stepCapacity: 600 },
  floors: [0.15, 0.175, 0.2, 0.25, 0.3, 0.4, 0.5, 1],
  scenarios: 40,
};

interface FloorPriceCell {
  readonly population: FloorPriceOptions["population"];
  readonly floor: number;
  readonly seed: number;
}

/** What is measured of the optimum, a user where it is a sum. */
const OUTCOMES: readonly TableColumn[] = [
  { name: "price", unit: "1/step", description: "Price of an edge step." },
  { name: "objective", unit: "1", description: "Objective a user." },
  { name: "meanError", unit: "1", description: "Average error a user." },
];

/** What is in place of a number where there is no plan. */
const NONE = "NA";

/** A cell is a scenario at a floor: the seeds are `seed`, `seed` + 1, …, the same users at every floor. */
export const floorPriceStudy: Study<FloorPriceOptions, Table, FloorPriceCell, Table["rows"][number]> = {
  cells: ({ population, floors, scenarios }, seed) => {
    whole("scenarios", scenarios, 1);
    return floors.flatMap((floor) =>
      Array.from({ length: scenarios }, (_, k) => ({ population, floor, seed: seed + k })),
    );
  },
  find: floorRun,
  result: (rows) => ({
    name: "floor-price-runs",
    columns: [
      { name: "maxError", unit: "1", description: "Most average error that every user accepts." },
      { name: "seed", unit: "1", description: "Seed of the scenario." },
      ...OUTCOMES,
      { name: "gap", unit: "1", description: "Gap of the proposed algorithm to the Lagrangian bound." },
      { name: "message", unit: "", description: "Why there is no plan; empty where there is one." },
    ],
    rows,
  }),
};

/**
 * One row for each floor and scenario, NA where there is no plan.
 * @throws InputError for an option out of range.
 * @throws RangeError where an optimum is not proven.
 */
export const floorPriceRuns = inTurn(floorPriceStudy);

function floorRun({ population, floor, seed }: FloorPriceCell): Table["rows"][number] {
  const drawn = generate({ ...population, seed });
  const scenario = { ...drawn, users: drawn.users.map((user) => ({ ...user, maxError: floor })) };
  const keys = { maxError: floor, seed };
  try {
    const { status, price, objective, totals } = solve(scenario, { method: "exact" });
    if (status !== "optimal") throw new RangeError(`floor ${floor}: the optimum of seed ${seed} is not proven`);
    const count = population.users;
    const found = { price, objective: objective / count, meanError: totals.error / count };
    return { ...keys, ...found, gap: solve(scenario).gap, message: "" };
  } catch (error) {
    if (!(error instanceof InfeasibleError)) throw error;
    const none = Object.fromEntries([...OUTCOMES.map(({ name }) => name), "gap"].map((name) => [name, NONE]));
    return { ...keys, ...none, message: error.message };
  }
}

/** The runs of the scenarios that have a plan at every floor, so that floors compare. */
function comparable({ rows, ...table }: Table): Table {
  const without = new Set(rows.filter(({ message }) => message !== "").map(({ seed }) => seed));
  return { ...table, rows: rows.filter(({ seed }) => !without.has(seed)) };
}

/** An end of an interval; of too few values it has none. */
const cell = (value: number): number | string => (Number.isFinite(value) ? value : NONE);

const floorsOf = ({ rows }: Table): number[] => [...new Set(rows.map(({ maxError }) => Number(maxError)))];

/** One row for each floor: in how many scenarios there is a plan, and the optimum where all floors have one. @param runs Of `floorPriceRuns`. */
export function floorPrice(runs: Table): Table {
  const compared = comparable(runs);
  return {
    name: "floor-price",
    columns: [
      runs.columns[0]!,
      { name: "drawn", unit: "1", description: "Scenarios that were drawn." },
      { name: "possible", unit: "1", description: "Of these, those with a plan at this floor." },
      { name: "scenarios", unit: "1", description: "Of these, those with a plan at every floor, behind the rest." },
      ...OUTCOMES.flatMap((outcome) => spreadColumns(outcome, ["median", "ciLow", "ciHigh"], "scenarios")),
    ],
    rows: floorsOf(runs).map((maxError) => {
      const here = (of: Table): Table["rows"] => of.rows.filter((row) => row["maxError"] === maxError);
      const [all, own] = [here(runs), here(compared)];
      const cells = OUTCOMES.map(({ name }) => {
        const { median, low, high } = medianInterval(own.map((row) => Number(row[name])));
        return { [`${name}Median`]: median, [`${name}CiLow`]: cell(low), [`${name}CiHigh`]: cell(high) };
      });
      const possible = all.filter(({ message }) => message === "").length;
      const counts = { maxError, drawn: all.length, possible, scenarios: own.length };
      return rounded({ ...counts, ...Object.assign({}, ...cells) });
    }),
  };
}

/** One row for each floor but the loosest: what the optimum has more than there, in the same scenario. @param runs Of `floorPriceRuns`. */
export function floorPriceDifferences(runs: Table): Table {
  const floors = floorsOf(runs);
  const loosest = Math.max(...floors);
  const table = pairedDifferences(comparable(runs), {
    name: "floor-price-differences",
    by: [],
    between: "maxError",
    pairs: floors.filter((floor) => floor < loosest).map((floor) => [floor, loosest] as const),
    on: "seed",
    over: "scenarios",
    of: OUTCOMES.map(({ name }) => name),
  });
  return { ...table, rows: table.rows.map(rounded) };
}
