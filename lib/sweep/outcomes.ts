/** What a cell's row says of its plan or its simulation: one object for each number. */
import type { Outcomes } from "../dynamic/outcomes.js";
import type { TableColumn } from "../report/table.js";
import type { Solution } from "../solver/solution.js";
import { type SweepPlan, variedPaths } from "./plan.js";

/** A number that a run gives; null where it has none. */
export interface Outcome<Run> extends TableColumn {
  readonly of: (run: Run) => number | null;
}

const NONE = "; NA for a method without a relaxation";

/** Of a solution; means are over users. */
export const SOLVE_OUTCOMES: readonly Outcome<Solution>[] = [
  { name: "objective", unit: "1", description: "P1 objective of the plan.", of: (s) => s.objective },
  { name: "lowerBound", unit: "1", description: "No plan is better than this.", of: (s) => s.lowerBound },
  { name: "dualBound", unit: "1", description: "Lagrangian dual at the price.", of: (s) => s.dualBound },
  { name: "excess", unit: "1", description: "Objective above the lower bound.", of: (s) => s.excess },
  { name: "gap", unit: "1", description: "Excess over the scale.", of: (s) => s.gap },
  { name: "scale", unit: "1", description: "What gaps are relative to.", of: (s) => s.scale },
  { name: "price", unit: "1/step", description: "Price of an edge step.", of: (s) => s.price },
  { name: "meanLatency", unit: "s", description: "Latency a user.", of: (s) => s.totals.time / usersOf(s) },
  { name: "meanError", unit: "1", description: "Average error a user.", of: (s) => s.totals.error / usersOf(s) },
  { name: "meanEnergy", unit: "J", description: "Energy a user.", of: (s) => s.totals.energy / usersOf(s) },
  { name: "meanUtility", unit: "1", description: "Weighted utility a user.", of: (s) => s.totals.utility / usersOf(s) },
  {
    name: "offloadedShare",
    unit: "1",
    description: "Part of the users at the edge.",
    of: (s) => s.plan.offload.reduce((sum, a) => sum + a, 0) / usersOf(s),
  },
  {
    name: "edgeSteps",
    unit: "steps",
    description: "Steps at the edge, of all users.",
    of: ({ plan }) => plan.steps.reduce((sum, steps, n) => sum + plan.offload[n]! * steps, 0),
  },
  {
    name: "iterations",
    unit: "1",
    description: "Convex problems solved, or users in the core of exact.",
    of: (s) => s.iterations,
  },
  {
    name: "penalty",
    unit: "1",
    description: `τ that was used${NONE}.`,
    of: (s) => ("trace" in s ? s.penalty : null),
  },
  {
    name: "relaxedObjective",
    unit: "1",
    description: `Optimum of the relaxation at τ = 0${NONE}.`,
    of: (s) => ("trace" in s ? s.relaxedObjective : null),
  },
  {
    name: "binaryViolation",
    unit: "1",
    description: `Σ a(1 − a) before rounding${NONE}.`,
    of: (s) => ("trace" in s ? s.binaryViolation : null),
  },
];

function usersOf({ plan }: Solution): number {
  return plan.offload.length;
}

const UNSTARTED = "of those who started; none if nobody did";

/** Of a simulation. */
export const SIMULATE_OUTCOMES: readonly Outcome<Outcomes>[] = [
  { name: "objective", unit: "1", description: "What all requests cost.", of: (o) => o.objective },
  { name: "arrived", unit: "1", description: "Requests that came.", of: (o) => o.requests.arrived },
  { name: "served", unit: "1", description: "Those served in time.", of: (o) => o.requests.served },
  { name: "late", unit: "1", description: "Those served late.", of: (o) => o.requests.late },
  { name: "dropped", unit: "1", description: "Those dropped.", of: (o) => o.requests.dropped },
  { name: "inFlight", unit: "1", description: "Those that wait or run at the end.", of: (o) => o.requests.inFlight },
  { name: "latencyP50", unit: "s", description: `Median latency ${UNSTARTED}.`, of: (o) => o.latency.p50 },
  { name: "latencyP95", unit: "s", description: "95th percentile of the same.", of: (o) => o.latency.p95 },
  { name: "latencyP99", unit: "s", description: "99th percentile of the same.", of: (o) => o.latency.p99 },
  { name: "energy", unit: "J", description: "Of devices, edge and radio.", of: (o) => o.energy.total },
  { name: "deviceEnergy", unit: "J", description: "Of the devices' batteries alone.", of: (o) => o.energy.device },
  {
    name: "peakUse",
    unit: "1",
    description: "Largest used part of a slot's capacity; none for unlimited.",
    of: (o) => o.capacity.peakUse,
  },
  {
    name: "violations",
    unit: "1",
    description: "Slots in which more steps started at the edge than it has.",
    of: (o) => o.capacity.violations,
  },
  {
    name: "offloadedShare",
    unit: "1",
    description: "Part of those who started that went to the edge.",
    of: (o) => o.offloadedShare,
  },
  {
    name: "switches",
    unit: "1",
    description: "How often a user's request went elsewhere than its one before.",
    of: (o) => o.switches,
  },
];

/** Of these outcomes, those that a plan asks for and does not vary. */
export function chosen<Run>(all: readonly Outcome<Run>[], plan: SweepPlan): Outcome<Run>[] {
  const { outcomes = "all" } = plan;
  const varied = variedPaths(plan);
  return all.filter(({ name }) => !varied.includes(name) && (outcomes === "all" || outcomes.includes(name)));
}
