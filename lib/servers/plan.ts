/** A plan before several servers: what it costs and which constraints it violates (MODEL.md §13). */
import { nameShown } from "../input/errors.js";
import { utilityLaw } from "../laws/utility/utilities.js";
import { userViolations, type Violation } from "../model/constraints.js";
import { cost, pricedCost } from "../model/cost.js";
import { type Evaluation, type UserOutcome, userOutcome } from "../model/objective.js";
import { bestTime } from "../model/speed.js";
import { Sum } from "../numerics/sum.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import type { BestChoices } from "./bound.js";
import { type ServersColumns, toServersColumns } from "./columns.js";
import { DEVICE, type ServersProblem } from "./problem.js";
import type { ServersScenario } from "./types.js";

/** What is decided. Columns are indexed by n, one entry a user. */
export interface ServersPlan {
  /** Index of the server in the scenario's list; −1 is the device. */
  readonly server: Int32Array;
  /** s, whole numbers ≥ 1 [steps]. */
  readonly steps: Float64Array;
  /** t, time of computation without transfers [s]. */
  readonly computationTime: Float64Array;
}

/** The users before the place of one of them: its server as the edge, or the closed one of their devices. */
function columnsAt({ device, at }: ServersColumns, e: number): ScenarioColumns {
  return e === DEVICE ? device : at[e]!;
}

/** Each with its best computation time. */
export function timedServers(scenario: ServersColumns, server: Int32Array, steps: Float64Array): ServersPlan {
  const computationTime = new Float64Array(steps.length);
  for (let n = 0; n < steps.length; n++) {
    const e = server[n]!;
    computationTime[n] = bestTime(columnsAt(scenario, e), e === DEVICE ? "local" : "edge", n, steps[n]!);
  }
  return { server, steps, computationTime };
}

/** What user n gets by the plan. */
export function outcomeAt(
  scenario: ServersColumns,
  { server, steps, computationTime }: ServersPlan,
  n: number,
  g = utilityLaw(scenario.device.utility),
): UserOutcome {
  const e = server[n]!;
  return userOutcome(columnsAt(scenario, e), n, e === DEVICE ? 0 : 1, steps[n]!, computationTime[n]!, g);
}

/** Objective and parts of a plan, whether it is feasible or not. */
export function evaluateServers(scenario: ServersColumns, plan: ServersPlan): Evaluation {
  const { users, weights, utility } = scenario.device;
  const [time, error, energy, worth] = [new Sum(), new Sum(), new Sum(), new Sum()];
  const g = utilityLaw(utility);
  for (let n = 0; n < users.count; n++) {
    const outcome = outcomeAt(scenario, plan, n, g);
    time.add(outcome.latency);
    error.add(outcome.error);
    energy.add(outcome.energy);
    worth.add(outcome.utility);
  }
  const totals = { time: time.value, error: error.value, energy: energy.value, utility: worth.value };
  // Σ c₁·latency + c₂ε̄ + c₃·energy, less the utility
  const spent = weights.time * totals.time + weights.error * totals.error + weights.energy * totals.energy;
  return { objective: spent - totals.utility, totals, magnitude: spent + Math.abs(totals.utility) };
}

/** A constraint that a plan before several servers violates; `stepCapacity` names its server. */
export interface ServersViolation extends Omit<Violation, "constraint"> {
  readonly constraint: Exclude<Violation["constraint"], "offload"> | "server";
  /** Id of the server whose capacity it is; absent for what a user violates. */
  readonly server?: string;
}

/**
 * The constraints that a plan violates; none for a feasible plan.
 * @param tolerance Relative slack that counts as rounding.
 */
export function serversViolations(
  scenario: ServersScenario | ServersColumns,
  plan: ServersPlan,
  tolerance = 1e-9,
): ServersViolation[] {
  const columns = "at" in scenario ? scenario : toServersColumns(scenario);
  const { users } = columns.device;
  const { servers } = columns;
  const found: ServersViolation[] = [];
  const load = loadsOf(columns, plan);
  for (let n = 0; n < users.count; n++) {
    const e = plan.server[n]!;
    if (!(Number.isInteger(e) && e >= DEVICE && e < servers.length)) {
      const user = users.id(n);
      const message = `user ${nameShown(user)}: server is ${e}, neither ${DEVICE} nor the index of one of ${servers.length}`;
      found.push({ constraint: "server", user, value: e, limit: servers.length - 1, message });
      continue;
    }
    const at = columnsAt(columns, e);
    if (e !== DEVICE && at.users.maxSteps[n] === 0) {
      const user = users.id(n);
      const message = `user ${nameShown(user)}: has no link to server ${nameShown(servers[e]!.id)}`;
      found.push({ constraint: "server", user, value: e, limit: DEVICE, message });
      continue;
    }
    const offload = e === DEVICE ? 0 : 1;
    const place = e === DEVICE ? "device" : `servers[${e}]`;
    const own = { offload, steps: plan.steps[n]!, computationTime: plan.computationTime[n]!, place };
    found.push(...(userViolations(at, n, own, tolerance) as ServersViolation[]));
  }
  for (const [e, { id, stepCapacity }] of servers.entries()) {
    if (stepCapacity === null || load[e]! <= stepCapacity) continue;
    const message = `steps at server ${nameShown(id)} are ${load[e]}, more than its stepCapacity ${stepCapacity}`;
    found.push({ constraint: "stepCapacity", server: id, value: load[e]!, limit: stepCapacity, message });
  }
  return found;
}

/** Σ s of those at each server [steps]. */
export function loadsOf(
  { servers }: Pick<ServersColumns, "servers">,
  { server, steps }: Pick<ServersPlan, "server" | "steps">,
): Float64Array {
  const load = new Float64Array(servers.length);
  for (let n = 0; n < server.length; n++)
    if (server[n]! >= 0 && server[n]! < load.length) load[server[n]!]! += steps[n]!;
  return load;
}

/** What user n pays for s steps at a place, before prices. */
export function costAt({ at }: ServersProblem, n: number, e: number, s: number): number {
  return e === DEVICE ? cost(at[0]!.local, n, s) : cost(at[e]!.edge, n, s);
}

/**
 * Objective − D(λ) as Σ r(chosen) + Σ λ_e·(unused capacity), all terms ≥ 0: no digits are lost as in a difference of two large sums.
 * @param best What is best for everyone at λ. @param plan Feasible, with the best computation times of its steps.
 */
export function distanceFromServersBound(
  { at, scenario, capacity }: ServersProblem,
  prices: Float64Array,
  { value }: BestChoices,
  { server, steps }: Pick<ServersPlan, "server" | "steps">,
): number {
  const sum = new Sum();
  for (let n = 0; n < server.length; n++) {
    const e = server[n]!;
    // r = φ(s) + λ_e·s − V_n
    const chosen = e === DEVICE ? cost(at[0]!.local, n, steps[n]!) : pricedCost(at[e]!.edge, n, steps[n]!, prices[e]!);
    sum.add(Math.max(0, chosen - value[n]!));
  }
  const load = loadsOf(scenario, { server, steps });
  // λ_e·(unused capacity)
  for (const [e, λ] of prices.entries()) if (λ > 0) sum.add(λ * (capacity[e]! - load[e]!));
  return sum.value;
}
