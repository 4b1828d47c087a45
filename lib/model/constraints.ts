/** Every constraint of P1, checked on a plan by itself (MODEL.md §2). */
import { nameShown } from "../input/errors.js";
import { Sum } from "../numerics/sum.js";
import { capacityOf, isWork } from "../scenario/capacity.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { asPlanned } from "../scenario/one-model.js";
import { edgeSteps, type Plan, userOutcome } from "./objective.js";
import { fullSpeed, type PlaceName } from "./speed.js";
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
    | "deviceSteps"
    | "deviceTime"
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
    const split = { deviceSteps: plan.deviceSteps?.[n] ?? 0, deviceTime: plan.deviceTime?.[n] ?? 0 };
    found.push(...userViolations(planned, n, { offload: a, steps: s, computationTime: t, place, ...split }, tolerance));
    // Σ a·s, or Σ a·ωs, of the edge's steps
    if (a === 1 && t > 0 && t < Infinity) demand.add(plannedUse(planned, n, edgeSteps(plan, n)));
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
  /** j and t_l of a task that is split, 0 of one that is not [steps, s]. */
  readonly deviceSteps?: number;
  readonly deviceTime?: number;
}

/** The constraints that user n's part of a plan violates; all but the capacity. */
export function userViolations(
  scenario: ScenarioColumns,
  n: number,
  { offload: a, steps: s, computationTime: t, place, deviceSteps: j = 0, deviceTime = 0 }: UserPlan,
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
  // a split has 1 ≤ j < s, and all else j = 0
  const most = a === 1 && edge.split === true && users.latentBits[n]! < Infinity ? s - 1 : 0;
  if (!(Number.isInteger(j) && j >= 0 && j <= most)) {
    report("deviceSteps", j, most, `deviceSteps are ${j}, not a whole number from 0 to ${most}`);
    return found;
  }
  if (!(deviceTime < Infinity && (j > 0 ? deviceTime > 0 : deviceTime === 0))) {
    const right = j > 0 ? "a finite number > 0" : "0 as of a task that is not split";
    report("deviceTime", deviceTime, 0, `deviceTime is ${deviceTime} s, not ${right}`);
    return found;
  }
  const k = s - j;
  above("maxSteps", k, a === 1 ? edge.maxSteps : users.deviceMaxSteps[n]!, `steps, limited by ${place}.maxSteps,`);
  above("maxSteps", j, users.deviceMaxSteps[n]!, "deviceSteps, limited by device.maxSteps,");
  above("maxSteps", s, users.maxSteps[n]!, "steps, limited by maxSteps of the request or its model,");

  // t ≥ ωs/f
  const fast = (where: PlaceName, steps: number, time: number, name: string): void => {
    const fastest = (users.workload[n]! * steps) / fullSpeed(scenario, where, n);
    if (time < fastest * (1 - tolerance))
      report("speed", time, fastest, `${name} is ${time} s, less than the ${fastest} s at full speed`);
  };
  fast(a === 1 ? "edge" : "local", k, t, "computationTime");
  if (j > 0) fast("local", j, deviceTime, "deviceTime");
  const { latency, error, deviceEnergy } = userOutcome(scenario, n, a, s, t, undefined, j, deviceTime);
  above("maxError", error, users.maxError[n]!, "average error, limited by maxError,");
  above("deadline", latency, users.deadline[n]!, "latency [s], limited by deadline,");
  above("battery", deviceEnergy, users.battery[n]!, "energy from the battery [J]");
  return found;
}
