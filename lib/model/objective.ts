/** P1 itself: what a plan costs, part by part (MODEL.md §2). */

import { utilityLaw } from "../laws/utility/utilities.js";
import type { UtilityLaw } from "../laws/utility/utility-law.js";
import { Sum } from "../numerics/sum.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { asPlanned } from "../scenario/one-model.js";
import { averageError } from "./error.js";
import { capacitance, type PlaceName } from "./speed.js";
import { splitWorth } from "./split.js";
import { transferEnergy, transferTime } from "./transfer.js";

/** What is decided. Columns are indexed by n, one entry a user. */
export interface Plan {
  /** a: 0 is local, 1 is edge. */
  readonly offload: Uint8Array;
  /** s, whole numbers ≥ 1 [steps]. */
  readonly steps: Float64Array;
  /** t, time of computation without transfers [s]. */
  readonly computationTime: Float64Array;
  /** j, the device's part of the steps of a task that is split, 0 of one that is not; there where tasks may be split (MODEL.md §12) [steps]. */
  readonly deviceSteps?: Float64Array;
  /** t_l, time of their computation, 0 of a task that is not split; `computationTime` is the edge's t_e then [s]. */
  readonly deviceTime?: Float64Array;
  /** 0 is a user's own model, k the k-th of its others; there where users have others. */
  readonly model?: Uint8Array;
}

/** Sums over all users. */
export interface Totals {
  /** Latency: computation and transfers [s]. */
  readonly time: number;
  /** Average error ε̄ [1]. */
  readonly error: number;
  /** Energy of device, edge and radio [J]. */
  readonly energy: number;
  /** w₁g(s) and w₂g(s) [1]. */
  readonly utility: number;
}

/** P1's value of a plan, with its parts. */
export interface Evaluation {
  /** Σ c₁·latency + c₂ε̄ + c₃·energy − utility. */
  readonly objective: number;
  /** Unweighted but for the utility. */
  readonly totals: Totals;
  /** Σ of the absolute parts: the scale that gaps are relative to (MODEL.md §7). */
  readonly magnitude: number;
}

/** Latency, energy, error and weighted utility of one user's share of a plan, from a, s and t alone. */
export interface UserOutcome {
  /** With transfers [s]. */
  readonly latency: number;
  /** ε̄(s) [1]. */
  readonly error: number;
  /** Of device or edge, and radio [J]. */
  readonly energy: number;
  /** The part of the energy that the device's battery gives. */
  readonly deviceEnergy: number;
  /** w₁g(s) or w₂g(s) [1]. */
  readonly utility: number;
}

/**
 * What user n gets from s steps of its one model in t seconds at a place (MODEL.md §2); of several, see `asPlanned`.
 * @param deviceSteps Of a task that is split (§12): j, the steps that the device makes.
 * @param deviceTime t_l, the seconds in which it makes them.
 */
export function userOutcome(
  scenario: ScenarioColumns,
  n: number,
  offload: number,
  s: number,
  t: number,
  g: UtilityLaw = utilityLaw(scenario.utility),
  deviceSteps = 0,
  deviceTime = 0,
): UserOutcome {
  const { users, weights } = scenario;
  const atEdge = offload === 1;
  if (atEdge && deviceSteps > 0) return splitOutcome(scenario, n, s, t, g, deviceSteps, deviceTime);
  const work = users.workload[n]! * s;
  // κ(ωs)³/t²
  const computing = capacitance(scenario, atEdge ? "edge" : "local", n) * work * (work / t) * (work / t);
  const sending = atEdge ? transferEnergy(users, n) : 0;
  return {
    latency: atEdge ? t + transferTime(users, n) : t,
    error: averageError(users, n, s),
    energy: computing + sending,
    deviceEnergy: atEdge ? sending : computing,
    utility: (atEdge ? weights.edgeUtility : weights.localUtility) * g.value(s),
  };
}

/** The same of a task whose last j steps the device makes in t_l seconds (MODEL.md §12). */
function splitOutcome(
  scenario: ScenarioColumns,
  n: number,
  s: number,
  t: number,
  g: UtilityLaw,
  j: number,
  deviceTime: number,
): UserOutcome {
  const { users } = scenario;
  const bits = users.latentBits[n]!;
  const energyOf = (place: PlaceName, steps: number, time: number): number => {
    const work = users.workload[n]! * steps;
    return capacitance(scenario, place, n) * work * (work / time) * (work / time);
  };
  // κ_e(ωk)³/t_e², κ(ωj)³/t_l² and E_tx of the latent
  const onDevice = energyOf("local", j, deviceTime);
  const sending = transferEnergy(users, n, bits);
  return {
    latency: t + deviceTime + transferTime(users, n, bits),
    error: averageError(users, n, s),
    energy: energyOf("edge", s - j, t) + onDevice + sending,
    deviceEnergy: onDevice + sending,
    utility: splitWorth(scenario, g.value(s), s - j, j),
  };
}

/** What user n gets from a plan. @param scenario As planned, where users have several models. */
export function plannedOutcome(scenario: ScenarioColumns, plan: Plan, n: number, g?: UtilityLaw): UserOutcome {
  const { offload, steps, computationTime, deviceSteps, deviceTime } = plan;
  return userOutcome(scenario, n, offload[n]!, steps[n]!, computationTime[n]!, g, deviceSteps?.[n], deviceTime?.[n]);
}

/** The steps that user n makes at the edge in a plan, if it is there [steps]. */
export function edgeSteps({ steps, deviceSteps }: Pick<Plan, "steps" | "deviceSteps">, n: number): number {
  return deviceSteps === undefined ? steps[n]! : steps[n]! - deviceSteps[n]!;
}

/** Objective and parts of a plan, whether it is feasible or not. @throws InputError for a model that a user does not have. */
export function evaluate(scenario: ScenarioColumns, plan: Plan): Evaluation {
  const planned = asPlanned(scenario, plan);
  const { users } = planned;
  const time = new Sum();
  const error = new Sum();
  const energy = new Sum();
  const worth = new Sum();
  const g = utilityLaw(scenario.utility);
  for (let n = 0; n < users.count; n++) {
    const outcome = plannedOutcome(planned, plan, n, g);
    time.add(outcome.latency);
    error.add(outcome.error);
    energy.add(outcome.energy);
    worth.add(outcome.utility);
  }
  const totals = { time: time.value, error: error.value, energy: energy.value, utility: worth.value };
  return evaluationOf(scenario, totals);
}

/** Objective and magnitude of what all users get together. */
export function evaluationOf({ weights }: Pick<ScenarioColumns, "weights">, totals: Totals): Evaluation {
  // Σ c₁·latency + c₂ε̄ + c₃·energy, less the utility
  const spent = weights.time * totals.time + weights.error * totals.error + weights.energy * totals.energy;
  return { objective: spent - totals.utility, totals, magnitude: spent + Math.abs(totals.utility) };
}
