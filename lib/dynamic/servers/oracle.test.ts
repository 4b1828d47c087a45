/** The bound before several servers: below every policy, as high as its prices say, and today's before one. */
import { expect, it } from "vitest";
import { fewestSteps, maxWholeSteps } from "../../model/placement.js";
import { toColumns } from "../../scenario/columns.js";
import { SERVERS_METHODS } from "../../servers/methods.js";
import { costAt } from "../../servers/plan.js";
import { DEVICE } from "../../servers/problem.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { randomServersWorld } from "../../testing/random-servers-world.js";
import { oracleBound } from "../oracle.js";
import { decisionSlot, makeWorld } from "../world.js";
import { serversOracleBound } from "./oracle.js";
import { makeServersPolicy } from "./policies.js";
import { serversOutcomes, simulateServers } from "./simulate.js";
import { serversSlotOf } from "./slot.js";
import { makeServersWorld, type ServersWorld } from "./world.js";

const SEEDS = Array.from({ length: shortOrFull(2, 60) }, (_, i) => i + 1);

it("is below what every policy comes to, with handover no higher than without", MORE_IN_FULL, () => {
  let near = 0;
  for (const seed of SEEDS) {
    const [any, home] = [true, false].map((handover) => {
      const world = randomServersWorld(seed, handover);
      const { lowerBound, upperBound } = serversOracleBound(world);
      const slack = 1e-9 * (1 + Math.abs(lowerBound));
      expect(upperBound).toBeGreaterThanOrEqual(lowerBound - slack);
      for (const { name } of SERVERS_METHODS) {
        for (const ignoreDeadlines of world.scenario.device.weights.time === 0 ? [false] : [false, true]) {
          const { objective } = serversOutcomes(
            simulateServers(world, makeServersPolicy(name, world), { ignoreDeadlines }),
          );
          expect({ seed, name, ignoreDeadlines, over: objective - lowerBound >= -slack }).toMatchObject({ over: true });
          if (objective - lowerBound < 0.05 * Math.abs(lowerBound)) near += 1;
        }
      }
      return lowerBound;
    });
    expect(any!).toBeLessThanOrEqual(home! + 1e-6 * (1 + Math.abs(home!)));
  }
  // it is no idle bound
  expect(near).toBeGreaterThan(SEEDS.length);
});

/** D at these prices, by trying every step of every request at every server in every slot. */
function listed(world: ServersWorld, prices: readonly Float64Array[]): number {
  const { weights } = world.scenario.device;
  let sum = 0;
  for (const [e, own] of prices.entries()) {
    for (const [k, λ] of own.entries()) if (λ > 0) sum -= λ * world.capacity[e]![k]!;
  }
  for (const [index, { time, ...asked }] of world.arrivals.entries()) {
    const request = { ...asked, index, task: world.tasks.of[index]!, arrival: time, state: "waiting" as const };
    const decided = decisionSlot(time, world.slotSeconds);
    let best = world.dropCost[request.task]!;
    for (let k = decided; k < world.slots; k++) {
      const waited = weights.time * Math.max(0, k * world.slotSeconds - time);
      const { problem } = serversSlotOf(world, k, [request]);
      if (k === decided && problem.localWholeCost[0]! < Infinity) {
        best = Math.min(best, waited + costAt(problem, 0, DEVICE, problem.localWholeSteps[0]!));
      }
      for (const [e, { edge }] of problem.at.entries()) {
        if (problem.reached[e]![0] === 0) continue;
        for (let s = fewestSteps(edge, 0); s <= maxWholeSteps(edge, 0); s++) {
          best = Math.min(best, waited + costAt(problem, 0, e, s) + prices[e]![k]! * s);
        }
      }
    }
    sum += best;
  }
  return sum;
}

it.each([true, false])("is what its prices show, step by step, with handover %s", MORE_IN_FULL, (handover) => {
  for (const seed of SEEDS) {
    const world = randomServersWorld(seed, handover);
    const { lowerBound, prices } = serversOracleBound(world);
    const scale = world.arrivals.length * (1 + Math.abs(lowerBound));
    expect({ seed, off: Math.abs(listed(world, prices) - lowerBound) / scale < 1e-9 }).toEqual({ seed, off: true });
  }
});

it("is that of one edge where everyone reaches the only server", MORE_IN_FULL, () => {
  for (const seed of SEEDS) {
    const { edge, users, services: _, ...settings } = randomScenario(seed, 9);
    if (edge.stepCapacity === undefined) continue;
    const one = makeWorld(toColumns({ ...settings, edge, users }), { slots: 6 }, seed);
    const own = users.map(({ link, models: __, ...user }) => ({ ...user, links: { only: link } }));
    const servers = [{ id: "only", ...edge, stepCapacity: edge.stepCapacity }];
    const { prices, ...ends } = serversOracleBound(
      makeServersWorld({ ...settings, servers, users: own }, { slots: 6 }, seed),
    );
    expect({ ...ends, prices: prices[0] }).toEqual(oracleBound(one));
  }
});
