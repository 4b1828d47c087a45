/** What a cell's row says of its plan or its simulation: one object for each number. */
import type { Outcomes } from "../dynamic/outcomes.js";
import { edgeSteps as edgeStepsOf } from "../model/objective.js";
import type { TableColumn } from "../report/table.js";
import type { Solution } from "../solver/solution.js";
import { type SweepPlan, variedPaths } from "./plan.js";

/** A number that a run gives; null where it has none. */
export interface Outcome<Run> extends TableColumn {
  readonly of: (run: Run) => number | null;
}

type Told<Run> = readonly [name: string, unit: string, description: string, of: (run: Run) => number | null];

function all<Run>(told: readonly Told<Run>[]): readonly Outcome<Run>[] {
  return told.map(([name, unit, description, of]) => ({ name, unit, description, of }));
}

const count = ({ plan }: Solution): number => plan.offload.length;
const offloaded = ({ plan }: Solution): number => plan.offload.reduce((sum, a) => sum + a, 0);
const edgeSteps = ({ plan }: Solution): number =>
  plan.steps.reduce((sum, _, n) => sum + plan.offload[n]! * edgeStepsOf(plan, n), 0);

/** Of a solution; means are over users. What only a method with a relaxation has is null for the others. */
export const SOLVE_OUTCOMES = all<Solution>([
  ["objective", "1", "P1 objective of the plan.", (s) => s.objective],
  ["lowerBound", "1", "No plan is better than this.", (s) => s.lowerBound],
  ["dualBound", "1", "Lagrangian dual at the price.", (s) => s.dualBound],
  ["excess", "1", "Objective above the lower bound.", (s) => s.excess],
  ["gap", "1", "Excess over the scale.", (s) => s.gap],
  ["scale", "1", "What gaps are relative to.", (s) => s.scale],
  ["price", "1/step", "Price of an edge step.", (s) => s.price],
  ["meanLatency", "s", "Latency a user.", (s) => s.totals.time / count(s)],
  ["meanError", "1", "Average error a user.", (s) => s.totals.error / count(s)],
  ["meanEnergy", "J", "Energy a user.", (s) => s.totals.energy / count(s)],
  ["meanUtility", "1", "Weighted utility a user.", (s) => s.totals.utility / count(s)],
  ["offloadedShare", "1", "Part of the users at the edge.", (s) => offloaded(s) / count(s)],
  ["edgeSteps", "steps", "Steps at the edge, of all users.", edgeSteps],
  ["iterations", "1", "Convex problems solved, or users in the core of exact.", (s) => s.iterations],
  ["penalty", "1", "τ that was used.", (s) => ("trace" in s ? s.penalty : null)],
  ["relaxedObjective", "1", "Optimum of the relaxation at τ = 0.", (s) => ("trace" in s ? s.relaxedObjective : null)],
  ["binaryViolation", "1", "Σ a(1 − a) before rounding.", (s) => ("trace" in s ? s.binaryViolation : null)],
]);

/** Of a simulation. Latencies are null if nobody started, the peak use where the capacity is unlimited. */
export const SIMULATE_OUTCOMES = all<Outcomes>([
  ["objective", "1", "What all requests cost.", (o) => o.objective],
  ["arrived", "1", "Requests that came.", (o) => o.requests.arrived],
  ["served", "1", "Those served in time.", (o) => o.requests.served],
  ["late", "1", "Those served late.", (o) => o.requests.late],
  ["dropped", "1", "Those dropped.", (o) => o.requests.dropped],
  ["inFlight", "1", "Those that wait or run at the end.", (o) => o.requests.inFlight],
  ["latencyP50", "s", "Median latency of those who started.", (o) => o.latency.p50],
  ["latencyP95", "s", "95th percentile of the same.", (o) => o.latency.p95],
  ["latencyP99", "s", "99th percentile of the same.", (o) => o.latency.p99],
  ["energy", "J", "Of devices, edge and radio.", (o) => o.energy.total],
  ["deviceEnergy", "J", "Of the devices' batteries alone.", (o) => o.energy.device],
  ["peakUse", "1", "Largest used part of a slot's capacity.", (o) => o.capacity.peakUse],
  ["violations", "1", "Slots in which more steps started at the edge than it has.", (o) => o.capacity.violations],
  ["offloadedShare", "1", "Part of those who started that went to the edge.", (o) => o.offloadedShare],
  ["switches", "1", "How often a user's request went elsewhere than its one before.", (o) => o.switches],
]);

/** Of these outcomes, those that a plan asks for and does not vary. */
export function chosen<Run>(known: readonly Outcome<Run>[], plan: SweepPlan): Outcome<Run>[] {
  const { outcomes = "all" } = plan;
  const varied = variedPaths(plan);
  return known.filter(({ name }) => !varied.includes(name) && (outcomes === "all" || outcomes.includes(name)));
}
