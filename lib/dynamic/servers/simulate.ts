/** The dynamic world before several servers, slot by slot (MODEL.md §13). */
import { utilityLaw } from "../../laws/utility/utilities.js";
import { outcomeAt } from "../../servers/plan.js";
import { DEVICE } from "../../servers/problem.js";
import { type Outcomes, summedUp } from "../outcomes.js";
import type { Request } from "../request.js";
import { inSlots, runOf, type SimulateOptions, type Simulation, type SlotCounts } from "../simulate.js";
import type { ServersPolicy } from "./policies.js";
import { type ServersSlot, serversSlotOf } from "./slot.js";
import type { ServersWorld } from "./world.js";

/** The counts, and by server what it did. */
export interface ServersSlotRecord extends SlotCounts {
  /** B_e of this slot [steps]; Infinity is unlimited. */
  readonly capacity: Float64Array;
  /** What starts of it in this slot. */
  readonly used: Float64Array;
  /** λ [1/step]; NaN of a policy without prices, and where nobody starts. */
  readonly prices: Float64Array;
}

/** What happened: every request with its state, and a record of every slot. */
export type ServersSimulation = Simulation<ServersWorld, ServersSlotRecord>;

/**
 * Runs a policy through a world. A policy that remembers must be new.
 * @throws InputError where no best computation time exists (MODEL.md §3).
 */
export function simulateServers(
  world: ServersWorld,
  policy: ServersPolicy,
  { ignoreDeadlines = false, onSlot }: SimulateOptions<ServersSlotRecord> = {},
): ServersSimulation {
  const { weights, utility } = world.scenario.device;
  const g = utilityLaw(utility);
  const serving = {
    slotOf: (k: number, requests: readonly Request[]) => serversSlotOf(world, k, requests, !ignoreDeadlines),
    isOpen: ({ problem: { localWholeCost, reached } }: ServersSlot, n: number) =>
      localWholeCost[n]! < Infinity || reached.some((own) => own[n] === 1),
    decide: (slot: ServersSlot) => {
      const { start, plan, prices } = policy.decide(slot);
      const used = new Float64Array(world.capacity.length);
      const runs = slot.requests.map((request, n) => {
        if (start[n] === 0) return undefined;
        const server = plan.server[n]!;
        const steps = plan.steps[n]!;
        const choice = server === DEVICE ? { offload: 0, steps } : { offload: 1, server, steps };
        if (server !== DEVICE) used[server]! += steps;
        const outcome = outcomeAt(slot.problem.scenario, plan, n, g);
        return runOf(world, weights, slot.index, request, choice, outcome);
      });
      return { runs, told: { capacity: Float64Array.from(world.capacity, (own) => own[slot.index]!), used, prices } };
    },
  };
  return { world, ...inSlots(world, serving, onSlot) };
}

/** A simulation summed up; `capacity` is over all servers and slots. */
export interface ServersOutcomes extends Outcomes {
  /** How often a user's start at a server was elsewhere than its start at a server before. */
  readonly handovers: number;
}

/** Counts, costs and shares over all requests, servers and slots of a simulation. */
export function serversOutcomes({ world, requests, slots }: ServersSimulation): ServersOutcomes {
  const uses = slots.flatMap(({ used, capacity }) =>
    Array.from(used, (steps, e) => ({ used: steps, capacity: capacity[e]! })),
  );
  return { ...summedUp(world, requests, uses, (capacity) => capacity), handovers: handovers(requests) };
}

function handovers(requests: readonly Request[]): number {
  const starts = requests.flatMap(({ user, run }) => (run?.server === undefined ? [] : [{ user, ...run }]));
  starts.sort((a, b) => a.slot - b.slot);
  const last = new Map<number, number>();
  let count = 0;
  for (const { user, server } of starts) {
    if ((last.get(user) ?? server) !== server) count += 1;
    last.set(user, server!);
  }
  return count;
}
