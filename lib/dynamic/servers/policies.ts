/** Policies before several servers (MODEL.md §13): the ways to a plan of `SERVERS_METHODS`, each in every slot. */
import { namesOf, oneOf } from "../../input/checks.js";
import { problemOf } from "../../model/problem.js";
import { selectServersUsers } from "../../servers/columns.js";
import { SERVERS_METHODS, type ServersMethodName } from "../../servers/methods.js";
import type { ServersPlan } from "../../servers/plan.js";
import { DEVICE } from "../../servers/problem.js";
import { solveServers } from "../../servers/solve.js";
import { patience as patienceAtOne } from "../policies/planning.js";
import type { ServersSlot } from "./slot.js";
import { patience, whoFits } from "./waiting.js";
import { hasOneEdge, type ServersWorld } from "./world.js";

/** How requests are decided, slot after slot. A policy may remember what it saw. */
export interface ServersPolicy {
  /** Called once a slot, in order. */
  decide(slot: ServersSlot): ServersDecision;
}

/** Columns are indexed by n, one entry a request of the slot. */
export interface ServersDecision {
  /** 1 starts now, 0 waits. */
  readonly start: Uint8Array;
  /** Of those who start; the entries of the others mean nothing. */
  readonly plan: ServersPlan;
  /** λ by server [1/step]; NaN of a policy without prices, and where nobody starts. */
  readonly prices: Float64Array;
}

/**
 * A policy that has not seen anything yet. Who goes by prices waits where that is worth it, the others where they must.
 * @throws InputError for a name that is none.
 */
export function makeServersPolicy(name: ServersMethodName, world: ServersWorld): ServersPolicy {
  oneOf("policy", name, namesOf(SERVERS_METHODS));
  const { priced } = SERVERS_METHODS.find((method) => method.name === name)!;
  const who = priced ? waitingIn(world) : ({ problem }: ServersSlot) => whoFits(problem);
  const unpriced = new Float64Array(world.scenario.servers.length).fill(NaN);
  return {
    decide: (slot) => {
      const { scenario, count } = slot.problem;
      const start = who(slot);
      const chosen = Array.from(start.keys()).filter((n) => start[n] === 1);
      const plan = {
        server: new Int32Array(count).fill(DEVICE),
        steps: new Float64Array(count),
        computationTime: new Float64Array(count),
      };
      if (chosen.length === 0) return { start, plan, prices: unpriced };
      const columns = chosen.length === count ? scenario : selectServersUsers(scenario, chosen);
      const found = solveServers(columns, { method: name });
      for (const [i, n] of chosen.entries()) {
        plan.server[n] = found.plan.server[i]!;
        plan.steps[n] = found.plan.steps[i]!;
        plan.computationTime[n] = found.plan.computationTime[i]!;
      }
      return { start, plan, prices: priced ? found.prices : unpriced };
    },
  };
}

/** The rule of one edge where there is but one. */
function waitingIn(world: ServersWorld): (slot: ServersSlot) => Uint8Array {
  if (!hasOneEdge(world)) return patience(world.scenario.servers.length);
  const who = patienceAtOne();
  return (slot) => who({ ...slot, problem: problemOf(slot.problem.scenario.at[0]!) });
}
