/** Every constraint of P1, checked on a plan by itself (MODEL.md §2). */
import { nameShown } from "../input/errors.js";
import { Sum } from "../numerics/sum.js";
import { capacityOf, isWork } from "../scenario/capacity.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { asPlanned } from "../scenario/one-model.js";
import { type Plan, userOutcome } from "./objective.js";
import { fullSpeed } from "./speed.js";
import { plannedUse } from "./use.js";

/** Sums of uses, added up in one order or another, are known to this part. */
const SUMMED = 2 ** -50;

/** A constraint that a plan violates, with the figures that show it. */
export interface Violation {
  readonly constraint:
    | "offload"
    | "steps"
    | "maxSteps"
    | "maxError"
    | "computationTime"
    | "speed"
    | "deadline"
    | "battery"
    | "stepCapacity"
    | "workCapacity";
  /** Id of the user; absent for the capacity, which all share. */
  readonly user?: string;
  readonly value: number;
  /** What the value may be at most (at least, for `steps` and `speed`'s time). */
  readonly limit: number;
  /** One sentence for a person. */
  readonly message: string;
}

/**
 * The constraints that a plan violates; none for a feasible plan.
 * @param tolerance Relative slack that counts as rounding.
 * @throws InputError for a model that a user does not have.
 */
export function violations(scenario: ScenarioColumns, plan: Plan, tolerance = 1e-9): Violation[] {
  const planned = asPlanned(scenario, plan);
  const { users, edge } = planned;
  const found: Violation[] = [];
  const demand = new Sum();
  for (let n = 0; n < users.count; n++) {
    const [a, s, t] = [plan.offload[n]!, plan.steps[n]!, plan.computationTime[n]!];
    const place = a === 1 ? "edge" : "device";
    found.push(...userViolations(planned, n, { offload: a, steps: s, computationTime: t, place }, tolerance));
    // Σ a·s, or Σ a·ωs
    if (a === 1 && t > 0 && t < Infinity) demand.add(plannedUse(planned, n, s));
  }
  const value = demand.value;
  if (isWork(edge)) {
    const limit = edge.workCapacity ?? Infinity;
    if (value > capacityOf(edge) * (1 + SUMMED)) {
      const message = `work of all edge tasks together is ${value} FLOP, more than edge.workCapacity ${limit}`;
      found.push({ constraint: "workCapacity", value, limit, message });
    }
  } else if (value > capacityOf(edge)) {
    const limit = capacityOf(edge);
    const message = `edge steps of all users together are ${value}, more than edge.stepCapacity ${limit}`;
    found.push({ constraint: "stepCapacity", value, limit, message });
  }
  return found;
}

/** What a plan says of one user. */
export interface UserPlan {
  /** a: 0 is local, 1 is edge. */
  readonly offload: number;
  /** s [steps]. */
  readonly steps: number;
  /** t [s]. */
  readonly computationTime: number;
  /** What messages call the place. */
  readonly place: string;
}

/** The constraints that user n's part of a plan violates; all but the capacity. */
export function userViolations(
  scenario: ScenarioColumns,
  n: number,
  { offload: a, steps: s, computationTime: t, place }: UserPlan,
  tolerance: number,
): Violation[] {
  const { users, edge } = scenario;
  const user = users.id(n);
  const found: Violation[] = [];
  const report = (constraint: Violation["constraint"], value: number, limit: number, message: string): void => {
    found.push({ constraint, user, value, limit, message: `user ${nameShown(user)}: ${message}` });
  };
  const above = (constraint: Violation["constraint"], value: number, limit: number, what: string): void => {
    if (!(value <= limit * (1 + tolerance)))
      report(constraint, value, limit, `${what} is ${value}, more than ${limit}`);
  };

  if (a !== 0 && a !== 1) report("offload", a, 1, `offload is ${a}, neither 0 nor 1`);
  if (!(Number.isInteger(s) && s >= 1)) report("steps", s, 1, `steps are ${s}, not a whole number >= 1`);
  if (!(t > 0 && t < Infinity)) {
    report("computationTime", t, 0, `computationTime is ${t} s, not a finite number > 0`);
    return found;
  }
  above("maxSteps", s, a === 1 ? edge.maxSteps : users.deviceMaxSteps[n]!, `steps, limited by ${place}.maxSteps,`);
  above("maxSteps", s, users.maxSteps[n]!, "steps, limited by maxSteps of the request or its model,");

  // t ≥ ωs/f
  const fastest = (users.workload[n]! * s) / fullSpeed(scenario, a === 1 ? "edge" : "local", n);
  if (t < fastest * (1 - tolerance)) {
    report("speed", t, fastest, `computationTime is ${t} s, less than the ${fastest} s at full speed`);
  }
  const { latency, error, deviceEnergy } = userOutcome(scenario, n, a, s, t);
  above("maxError", error, users.maxError[n]!, "average error, limited by maxError,");
  above("deadline", latency, users.deadline[n]!, "latency [s], limited by deadline,");
  above("battery", deviceEnergy, users.battery[n]!, "energy from the battery [J]");
  return found;
}
