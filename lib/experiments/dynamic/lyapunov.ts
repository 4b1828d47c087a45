/**
 * What drift plus penalty comes to in the long run (MODEL.md §10), where the assumptions of its theorem hold: slots are drawn
 * independently, each is solved exactly, and runs last until the queues have settled. The optimum that keeps the budgets is
 * known from its dual, and costs are compared with it slot by slot.
 */
import { lyapunov } from "../../dynamic/policies/lyapunov.js";
import { baseline } from "../../dynamic/policies/planning.js";
import { simulate } from "../../dynamic/simulate.js";
import { planAtPrices, type SlotState, stationaryOptimum } from "../../dynamic/stationary-optimum.js";
import type { World } from "../../dynamic/world.js";
import { InputError } from "../../input/errors.js";
import type { CheapestMix } from "../../numerics/cheapest-mix.js";
import { generateColumns } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import type { Table, TableColumn } from "../../report/table.js";
import type { ScenarioColumns } from "../../scenario/columns.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { drawStates, type SlotStatesOptions, slotStates, worldOfStates } from "./independent-slots.js";

export interface DynamicLyapunovOptions {
  readonly population: GenerateOptions;
  readonly states: SlotStatesOptions;
  /** Ē [J] a slot and device. */
  readonly energyBudget: number;
  /** V > 0 [J²], rising, each with its slots. */
  readonly runs: readonly { readonly tradeoff: number; readonly slots: number }[];
  /** At least two. */
  readonly seeds: number;
}

export const dynamicLyapunovDefaults: DynamicLyapunovOptions = {
  population: { users: 3, seed: 2, stepCapacity: 20 },
  states: { asks: 0.5, rates: [1, 0.25] },
  energyBudget: 4,
  runs: [
    { tradeoff: 300, slots: 2048 },
    { tradeoff: 1000, slots: 2048 },
    { tradeoff: 3000, slots: 4096 },
    { tradeoff: 10000, slots: 8192 },
    { tradeoff: 30000, slots: 12288 },
  ],
  seeds: 8,
};

/** The states of a slot, the optimum that keeps the budgets, and what the policy made of every stretch of every run. */
export interface DynamicLyapunovRuns {
  readonly options: DynamicLyapunovOptions;
  readonly states: readonly SlotState[];
  readonly optimum: CheapestMix;
  /** A row a V, seed and stretch; stretches double in length up to half a run, and two quarters follow. */
  readonly runs: Table;
}

const COLUMNS: readonly TableColumn[] = [
  { name: "tradeoff", unit: "J^2", description: "V, what a unit of cost weighs against squared joules." },
  { name: "seed", unit: "1", description: "Seed of the slots' states." },
  { name: "from", unit: "1", description: "First slot of the stretch." },
  { name: "until", unit: "1", description: "First slot after it." },
  { name: "cost", unit: "1", description: "Mean cost of a slot." },
  {
    name: "excess",
    unit: "1",
    description:
      "Mean of what a slot costs above the optimum, with what the queues grow by at the optimum's energy prices.",
  },
  { name: "drift", unit: "J^2", description: "Mean of half the summed squares of energy less budget." },
  { name: "queue", unit: "J", description: "Mean of the virtual queues together." },
  { name: "queueEnd", unit: "J", description: "The virtual queues together at the end." },
  {
    name: "overBudget",
    unit: "J",
    description: "What a device spent a slot beyond its budget, from the first slot on; mean over the devices.",
  },
];

/** What all runs share: the states of a slot, and the optimum that keeps the budgets. */
interface Shared {
  readonly scenario: ScenarioColumns;
  readonly states: readonly SlotState[];
  readonly optimum: CheapestMix;
}

const sharedBy = new WeakMap<DynamicLyapunovOptions, Shared>();

/** It is computed once for the same options. */
function sharedOf(options: DynamicLyapunovOptions): Shared {
  const shared = sharedBy.get(options) ?? statesAndOptimum(options);
  sharedBy.set(options, shared);
  return shared;
}

function statesAndOptimum({ population, states: own, energyBudget }: DynamicLyapunovOptions): Shared {
  const scenario = generateColumns(population);
  const states = slotStates(scenario, own);
  const optimum = stationaryOptimum(states, { devices: scenario.users.count, energyBudget });
  if (optimum === null) throw new InputError(`energyBudget: no policy keeps ${energyBudget} J a slot; allow more`);
  return { scenario, states, optimum };
}

/** A run. */
interface DynamicLyapunovCell {
  readonly options: DynamicLyapunovOptions;
  readonly tradeoff: number;
  readonly slots: number;
  readonly seed: number;
}

/** A cell is a run: seeds are `seed`, `seed` + 1, …; the same slots for every V. */
export const dynamicLyapunovStudy: Study<
  DynamicLyapunovOptions,
  DynamicLyapunovRuns,
  DynamicLyapunovCell,
  Table["rows"]
> = {
  cells: (options, seed) =>
    options.runs.flatMap(({ tradeoff, slots }) =>
      Array.from({ length: options.seeds }, (_, k) => ({ options, tradeoff, slots, seed: seed + k })),
    ),
  work: ({ slots }) => slots,
  find: ({ options, tradeoff, slots, seed }) => {
    const { energyBudget } = options;
    const { scenario, states, optimum } = sharedOf(options);
    const { prices } = optimum;
    const budget = prices.reduce((sum, price) => sum + price * energyBudget, 0);
    const least = states.map((state) => planAtPrices(state, prices).least - budget);
    const drawn = drawStates(states, slots, seed);
    const world = worldOfStates(scenario, states, drawn);
    const leastCost = Float64Array.from(drawn, (s) => least[s]!);
    const stretches = stretchesOf(world, { tradeoff, energyBudget }, prices, leastCost);
    return stretches.map((row) => ({ tradeoff, seed, ...row }));
  },
  result: (found, options) => {
    const { states, optimum } = sharedOf(options);
    return {
      options,
      states,
      optimum,
      runs: { name: "dynamic-lyapunov-runs", columns: COLUMNS, rows: found.flat() },
    };
  },
};

/** The runs, with what is known of their states. @throws InputError where no policy keeps the budget. */
export const dynamicLyapunov = inTurn(dynamicLyapunovStudy);

/** Runs the policy, and sums up each stretch. @param leastCost Of each slot: min(cost + Σ μ_n·E_n) − Σ μ_n·Ē. */
function stretchesOf(
  world: World,
  options: { readonly tradeoff: number; readonly energyBudget: number },
  prices: Float64Array,
  leastCost: Float64Array,
): Record<string, number>[] {
  const devices = prices.length;
  const { slots } = world;
  const queues = new Float64Array(devices);
  const policy = lyapunov(world, options, baseline("exact"), queues);
  // Of each slot and device: what it spent, and its queue before the slot; one entry more of the queues after the last.
  const spent = new Float64Array(slots * devices);
  const queue = new Float64Array((slots + 1) * devices);
  const simulation = simulate(world, {
    decide: (slot) => {
      const decision = policy.decide(slot);
      queue.set(queues, (slot.index + 1) * devices);
      return decision;
    },
  });
  for (const { user, run } of simulation.requests) spent[run!.slot * devices + user]! += run!.deviceEnergy;
  const total = new Float64Array(devices);
  const ends = stretchEnds(slots);
  return ends.map((until, i) => {
    const from = ends[i - 1] ?? 0;
    let [cost, excess, drift, waiting] = [0, 0, 0, 0];
    for (let k = from; k < until; k++) {
      cost += simulation.slots[k]!.cost;
      // cost − (min(cost + Σ μ·E) − Σ μ·Ē) + Σ μ·(Z′ − Z) ≥ 0
      excess += simulation.slots[k]!.cost - leastCost[k]!;
      for (let n = 0; n < devices; n++) {
        const [before, after, energy] = [
          queue[k * devices + n]!,
          queue[(k + 1) * devices + n]!,
          spent[k * devices + n]!,
        ];
        excess += prices[n]! * (after - before);
        drift += (energy - options.energyBudget) ** 2 / 2;
        waiting += before;
        total[n]! += energy;
      }
    }
    const length = until - from;
    const overBudget = total.map((energy) => Math.max(0, energy / until - options.energyBudget));
    return {
      from,
      until,
      cost: cost / length,
      excess: excess / length,
      drift: drift / length,
      queue: waiting / length,
      queueEnd: queue.slice(until * devices, (until + 1) * devices).reduce((sum, z) => sum + z, 0),
      overBudget: overBudget.reduce((sum, energy) => sum + energy, 0) / devices,
    };
  });
}

/** Ends of a run's stretches: 32, 64, … slots, a half, three quarters and all of it. */
export function stretchEnds(slots: number): number[] {
  const half = Math.floor(slots / 2);
  const ends: number[] = [];
  for (let end = 32; end < half; end *= 2) ends.push(end);
  return [...ends, half, Math.floor(0.75 * slots), slots];
}
