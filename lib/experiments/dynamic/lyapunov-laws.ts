/** The laws of drift plus penalty, measured and as bounds (MODEL.md §10): cost within B/V of the optimum, queues in proportion to V. */
import { mean } from "simple-statistics";
import {
  type EnergyBudget,
  largestDrift,
  type SlotState,
  stationaryOptimum,
} from "../../dynamic/stationary-optimum.js";
import { meanInterval } from "../../numerics/mean-interval.js";
import { type SpreadEnding, spreadColumns, spreadName } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import type { DynamicLyapunovRuns } from "./lyapunov.js";

type Row = Readonly<Record<string, number>>;

/** A minute: the stretch that ends nearest to it shows what short runs would. */
const EARLY = 64;
/** Parts of the budget that a policy may leave unused, among which the bound of the queues takes the best. */
const LEFT = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

const INTERVAL: readonly SpreadEnding[] = ["mean", "ciLow", "ciHigh"];

/** Mean over the seeds with Student's 95 % interval. */
function interval(name: string, values: readonly number[]): Row {
  const { low, high } = meanInterval(values);
  return {
    [spreadName(name, "mean")]: mean([...values]),
    [spreadName(name, "ciLow")]: low,
    [spreadName(name, "ciHigh")]: high,
  };
}

const intervalColumns = (name: string, unit: string, description: string): TableColumn[] =>
  spreadColumns({ name, unit, description }, INTERVAL, "seeds");

const TRADEOFF: TableColumn = {
  name: "tradeoff",
  unit: "J^2",
  description: "V, what a unit of cost weighs against squared joules.",
};
const SLOTS: TableColumn = { name: "slots", unit: "1", description: "Slots of a run." };
const SEEDS: TableColumn = { name: "seeds", unit: "1", description: "Runs behind the row, each with its seed." };

/** A row a V: what the second half of its runs came to, and what theory says of it. */
export function dynamicLyapunovLaws({ options, states, optimum, runs }: DynamicLyapunovRuns): Table {
  const devices = optimum.prices.length;
  const drift = largestDrift(states, { devices, energyBudget: options.energyBudget });
  const boundOfQueues = queueBound(states, { devices, energyBudget: options.energyBudget }, drift);
  const rows = options.runs.map(({ tradeoff, slots }) => {
    const seeds = bySeed(runs, tradeoff);
    const settled = (name: string): number[] => seeds.map((own) => average(secondHalf(own), name));
    const ends = seeds.map((own) => own.at(-1)!);
    const early = seeds.map((own) => own.reduce((a, b) => (off(b) < off(a) ? b : a)));
    return {
      tradeoff,
      slots,
      seeds: seeds.length,
      optimumLow: optimum.lowerBound,
      optimumHigh: optimum.upperBound,
      ...interval("cost", settled("cost")),
      ...interval("excess", settled("excess")),
      costBound: drift / tradeoff,
      costBoundMade: mean(settled("drift")) / tradeoff,
      ...interval("queue", settled("queue")),
      queueBound: boundOfQueues(tradeoff),
      queuePriced: tradeoff * optimum.prices.reduce((sum, price) => sum + price, 0),
      ...interval("growth", seeds.map(growth)),
      queueEarly: mean(early.map(({ queueEnd }) => queueEnd!)),
      overBudget: mean(ends.map(({ overBudget }) => overBudget!)),
      overBudgetBound: mean(ends.map(({ queueEnd }) => queueEnd! / (slots * devices))),
    };
  });
  return { name: "dynamic-lyapunov", columns: LAWS, rows };
}

const LAWS: readonly TableColumn[] = [
  TRADEOFF,
  SLOTS,
  SEEDS,
  { name: "optimumLow", unit: "1", description: "No policy that keeps the budgets costs less a slot: the dual." },
  { name: "optimumHigh", unit: "1", description: "Cost of a slot of the best mix of plans that keeps the budgets." },
  ...intervalColumns("cost", "1", "Cost of a slot in the second half of a run."),
  ...intervalColumns(
    "excess",
    "1",
    "What a slot of the second half costs above the optimum, with what the queues grow by at the optimum's energy prices.",
  ),
  { name: "costBound", unit: "1", description: "B/V, B over all plans: no excess is larger in the long run." },
  { name: "costBoundMade", unit: "1", description: "The same with B over the plans that were made." },
  ...intervalColumns("queue", "J", "Virtual queues of all devices together, mean over the second half of a run."),
  { name: "queueBound", unit: "J", description: "No mean of the queues is larger in the long run." },
  { name: "queuePriced", unit: "J", description: "V times the optimum's energy prices of all devices together." },
  ...intervalColumns("growth", "1", "How much longer the queues are in the last quarter than in the third one."),
  { name: "queueEarly", unit: "J", description: `The queues after ${EARLY} slots; mean over the seeds.` },
  {
    name: "overBudget",
    unit: "J",
    description: "What a device spends a slot beyond its budget in all the run; mean over devices and seeds.",
  },
  {
    name: "overBudgetBound",
    unit: "J",
    description: "A device's queue at the end, a slot of the run: it spends no more beyond its budget; the same mean.",
  },
];

/** Slopes of log excess and log queue over log V, over all V and over the V of the last decade. */
export function dynamicLyapunovSlopes({ options, runs }: DynamicLyapunovRuns): Table {
  const tradeoffs = options.runs.map(({ tradeoff }) => tradeoff);
  const largest = tradeoffs.at(-1)!;
  const seeds = tradeoffs.map((tradeoff) => bySeed(runs, tradeoff));
  const ranges = [tradeoffs[0]!, tradeoffs.find((tradeoff) => tradeoff >= largest / 10)!];
  const rows = ["excess", "queue"].flatMap((law) =>
    ranges.map((from) => {
      const own = seeds.filter((_, i) => tradeoffs[i]! >= from);
      const x = tradeoffs.filter((tradeoff) => tradeoff >= from).map(Math.log);
      const slopes = own[0]!.map((_, k) =>
        slope(
          x,
          own.map((all) => Math.log(average(secondHalf(all[k]!), law))),
        ),
      );
      return { law, from, until: largest, seeds: slopes.length, ...interval("slope", slopes) };
    }),
  );
  return { name: "dynamic-lyapunov-slopes", columns: SLOPES, rows };
}

const SLOPES: readonly TableColumn[] = [
  { name: "law", unit: "", description: "Of what: the excess, or the queue." },
  { name: "from", unit: "J^2", description: "Smallest V." },
  { name: "until", unit: "J^2", description: "Largest V." },
  SEEDS,
  ...intervalColumns("slope", "1", "Slope of its logarithm over that of V, a seed's least squares."),
];

/** How the queues come to what they are in the long run: a row a V and stretch. */
export function dynamicLyapunovSettling({ options, runs }: DynamicLyapunovRuns): Table {
  const rows = options.runs.flatMap(({ tradeoff }) => {
    const seeds = bySeed(runs, tradeoff);
    return seeds[0]!.map(({ from, until }, i) => ({
      tradeoff,
      from: from!,
      until: until!,
      seeds: seeds.length,
      ...interval(
        "queue",
        seeds.map((own) => own[i]!["queue"]!),
      ),
    }));
  });
  return { name: "dynamic-lyapunov-settling", columns: SETTLING, rows };
}

const SETTLING: readonly TableColumn[] = [
  TRADEOFF,
  { name: "from", unit: "1", description: "First slot of the stretch." },
  { name: "until", unit: "1", description: "First slot after it." },
  SEEDS,
  ...intervalColumns("queue", "J", "Virtual queues of all devices together, mean over the stretch."),
];

/**
 * min over ε > 0 of (B + V·(p(Ē − ε) − p(Ē)))/ε, where p is the optimum under a budget (Neely 2010, theorem 4.2).
 * @returns The bound as a function of V.
 */
function queueBound(
  states: readonly SlotState[],
  { devices, energyBudget }: EnergyBudget,
  drift: number,
): (tradeoff: number) => number {
  const optimum = (left: number): number | undefined =>
    stationaryOptimum(states, { devices, energyBudget: energyBudget - left })?.upperBound;
  const least = stationaryOptimum(states, { devices, energyBudget })!.lowerBound;
  const found = LEFT.map((part) => ({ left: part * energyBudget, cost: optimum(part * energyBudget) }));
  return (tradeoff) =>
    Math.min(...found.map(({ left, cost = Infinity }) => (drift + tradeoff * (cost - least)) / left));
}

/** Stretches of each seed's run at a V. */
function bySeed({ rows }: Table, tradeoff: number): Row[][] {
  const own = (rows as readonly Row[]).filter((row) => row["tradeoff"] === tradeoff);
  return [...new Set(own.map(({ seed }) => seed))].map((seed) => own.filter((row) => row["seed"] === seed));
}

/** A run's last two quarters. */
const secondHalf = (stretches: readonly Row[]): readonly Row[] => stretches.slice(-2);

const length = ({ from, until }: Row): number => until! - from!;
const off = ({ until }: Row): number => Math.abs(until! - EARLY);

/** Mean over slots. */
function average(stretches: readonly Row[], name: string): number {
  const slots = stretches.reduce((sum, row) => sum + length(row), 0);
  return stretches.reduce((sum, row) => sum + row[name]! * length(row), 0) / slots;
}

function growth(stretches: readonly Row[]): number {
  const [third, last] = secondHalf(stretches);
  return last!["queue"]! / third!["queue"]! - 1;
}

/** By least squares. */
function slope(x: readonly number[], y: readonly number[]): number {
  const [middleX, middleY] = [mean([...x]), mean([...y])];
  const both = x.reduce((sum, xi, i) => sum + (xi - middleX) * (y[i]! - middleY), 0);
  return both / x.reduce((sum, xi) => sum + (xi - middleX) ** 2, 0);
}
