/** Worlds before several servers: nobody is lost, no limit is broken, and one server is today's edge. */
import { describe, expect, it } from "vitest";
import { toColumns } from "../../scenario/columns.js";
import { selectServersUsers } from "../../servers/columns.js";
import { generateServers } from "../../servers/generate.js";
import { SERVERS_METHODS } from "../../servers/methods.js";
import { serversViolations } from "../../servers/plan.js";
import type { ServersScenario } from "../../servers/types.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { randomServersWorld } from "../../testing/random-servers-world.js";
import { outcomes } from "../outcomes.js";
import { makePolicy } from "../policies/policies.js";
import { simulate } from "../simulate.js";
import { makeWorld, type WorldOptions } from "../world.js";
import { makeServersPolicy, type ServersPolicy } from "./policies.js";
import { type ServersSimulation, serversOutcomes, simulateServers } from "./simulate.js";
import { serversSlotColumns } from "./slot.js";
import { makeServersWorld, type ServersWorld } from "./world.js";

const SEEDS = Array.from({ length: shortOrFull(5, 100) }, (_, i) => i + 1);

/** A policy whose every decision is judged by the constraints of the slot's own problem. */
function watched(policy: ServersPolicy, found: string[]): ServersPolicy {
  return {
    decide: (slot) => {
      const decision = policy.decide(slot);
      const started = [...decision.start.keys()].filter((n) => decision.start[n] === 1);
      const { server, steps, computationTime } = decision.plan;
      const broken = serversViolations(selectServersUsers(slot.problem.scenario, started), {
        server: Int32Array.from(started, (n) => server[n]!),
        steps: Float64Array.from(started, (n) => steps[n]!),
        computationTime: Float64Array.from(started, (n) => computationTime[n]!),
      });
      found.push(...broken.map(({ message }) => `slot ${slot.index}: ${message}`));
      return decision;
    },
  };
}

function expectNoneLost({ slots, requests, world }: ServersSimulation): void {
  const lost = slots.filter(
    ({ arrived, served, late, dropped, waiting, running }) => served + late + dropped + waiting + running !== arrived,
  );
  expect(lost).toEqual([]);
  expect(requests.length).toBe(world.arrivals.length);
}

/** From the world alone: every start is at a server that its user may ask in that slot, and all starts fit. */
function expectLimitsKept(seed: number, { world, requests, slots }: ServersSimulation): void {
  for (const { slot, used, capacity } of slots) {
    const started = requests.filter(({ run }) => run?.slot === slot);
    const columns = serversSlotColumns(world, slot, started);
    for (const [n, { user, run }] of started.entries()) {
      if (run!.offload === 0) {
        expect(run!.server).toBeUndefined();
        continue;
      }
      const e = run!.server!;
      expect({ seed, user, slot, reached: columns.at[e]!.users.maxSteps[n]! > 0 }).toMatchObject({ reached: true });
      const at = slot * world.scenario.device.users.count + user;
      if (world.channel !== null) expect(world.channel[e]!.uplinkRate[at]).toBeGreaterThan(0);
      if (world.home !== null) expect(e).toBe(world.home[user]);
    }
    for (const e of used.keys()) {
      const own = started.filter(({ run }) => run!.server === e).reduce((sum, { run }) => sum + run!.steps, 0);
      expect(used[e]).toBe(own);
      expect(own).toBeLessThanOrEqual(capacity[e]!);
      expect(capacity[e]).toBe(world.capacity[e]![slot]);
    }
  }
}

describe.each(SERVERS_METHODS)("$name", ({ name }) => {
  it.each([true, false])(
    "loses no request and keeps every limit in random worlds, with handover %s",
    MORE_IN_FULL,
    (handover) => {
      let [starts, drops, waits, moved] = [0, 0, 0, 0];
      for (const seed of SEEDS) {
        const world = randomServersWorld(seed, handover);
        const broken: string[] = [];
        const simulation = simulateServers(world, watched(makeServersPolicy(name, world), broken));
        expect({ seed, broken }).toEqual({ seed, broken: [] });
        expectNoneLost(simulation);
        expectLimitsKept(seed, simulation);
        const { requests, capacity, handovers } = serversOutcomes(simulation);
        expect(requests.late).toBe(0);
        expect(capacity.violations).toBe(0);
        starts += simulation.requests.filter(({ run }) => run?.server !== undefined).length;
        drops += requests.dropped;
        waits += simulation.slots.reduce((sum, { waiting }) => sum + waiting, 0);
        moved += handovers;
      }
      // what is tested does happen
      expect(starts).toBeGreaterThan(SEEDS.length / 2);
      expect(drops).toBeGreaterThan(0);
      expect(waits).toBeGreaterThan(0);
      if (handover) expect(moved).toBeGreaterThan(SEEDS.length / 10);
      else expect(moved).toBe(0);
    },
  );
});

/** The same scenario with its edge as the only server, which everyone reaches. */
function asOneServer(
  seed: number,
): { readonly one: ReturnType<typeof toColumns>; readonly several: ServersScenario } | null {
  const scenario = randomScenario(seed, 12);
  const { edge, users, services: _, ...settings } = scenario;
  if (edge.stepCapacity === undefined || users.some(({ models }) => models !== undefined)) return null;
  const servers = [{ id: "only", ...edge, stepCapacity: edge.stepCapacity }];
  const own = users.map(({ link, models: __, ...user }) => ({ ...user, links: { only: link } }));
  return { one: toColumns(scenario), several: { ...settings, servers, users: own } };
}

describe("one server that everyone reaches", () => {
  it.each([true, false])(
    "has the requests, slots and costs of one edge, with handover %s",
    MORE_IN_FULL,
    (handover) => {
      let worlds = 0;
      for (const seed of SEEDS) {
        const both = asOneServer(seed);
        if (both === null) continue;
        worlds += 1;
        const options: WorldOptions = {
          slots: 8,
          slotSeconds: 0.5 + (seed % 3),
          arrivals: { pattern: seed % 2 === 0 ? "bursty" : "poisson" },
          channel: seed % 5 === 0 ? "mobile" : "fixed",
          capacity: {
            tenants: seed % 3 === 0,
            ...(seed % 4 === 0 && { outage: { from: 2, until: 5, left: 0.2 * (seed % 3) } }),
          },
        };
        const world = makeWorld(both.one, options, seed);
        const today = simulate(world, makePolicy("exact", world));
        const own = makeServersWorld(both.several, { ...options, handover }, seed);
        const simulation = simulateServers(own, makeServersPolicy("exact", own));
        const requests = simulation.requests.map(({ run, ...request }) => {
          if (run === undefined) return request;
          const { server, ...rest } = run;
          expect(server).toBe(run.offload === 1 ? 0 : undefined);
          return { ...request, run: rest };
        });
        expect(requests).toEqual(today.requests);
        const slots = simulation.slots.map(({ capacity, used, prices, ...counts }) => ({
          ...counts,
          capacity: capacity[0],
          used: used[0],
          price: prices[0],
        }));
        expect(slots).toEqual(today.slots);
        const { handovers, ...summed } = serversOutcomes(simulation);
        expect(handovers).toBe(0);
        expect(summed).toEqual(outcomes(today));
      }
      expect(worlds).toBeGreaterThan(SEEDS.length / 10);
    },
  );
});

describe("simulateServers", () => {
  it("is late only where deadlines are ignored", MORE_IN_FULL, () => {
    let late = 0;
    for (const seed of SEEDS) {
      const world = randomServersWorld(seed);
      if (world.scenario.device.weights.time === 0) continue;
      const simulation = simulateServers(world, makeServersPolicy("nearest", world), { ignoreDeadlines: true });
      expectNoneLost(simulation);
      late += serversOutcomes(simulation).requests.late;
    }
    expect(late).toBeGreaterThan(SEEDS.length / 50);
  });

  it("gives the same records for the same world and policy, and tells each as it comes", MORE_IN_FULL, () => {
    for (const seed of SEEDS.slice(0, 10)) {
      const once = simulateServers(randomServersWorld(seed), makeServersPolicy("dual", randomServersWorld(seed)));
      const told: unknown[] = [];
      const world = randomServersWorld(seed);
      const again = simulateServers(world, makeServersPolicy("dual", world), { onSlot: (record) => told.push(record) });
      expect(again.slots).toEqual(once.slots);
      expect(told).toEqual(once.slots);
    }
  });

  it("counts a handover where a user's start at a server is elsewhere than the one before", () => {
    const world: ServersWorld = makeServersWorld(
      generateServers({ users: 2, servers: 3, seed: 1 }),
      { slots: 4, arrivals: [] },
      1,
    );
    const request = (index: number, user: number, slot: number, server?: number) => ({
      index,
      user,
      task: user,
      arrival: 0,
      state: "done" as const,
      run: {
        slot,
        offload: server === undefined ? 0 : 1,
        ...(server !== undefined && { server }),
        ...{ steps: 1, wait: 0, latency: 1, error: 0, energy: 0, deviceEnergy: 0, utility: 0, cost: 1, late: false },
      },
    });
    // user 0 by start: 1, device, 1, 2; user 1: 0, 2
    const requests = [
      request(0, 0, 3, 2),
      request(1, 0, 0, 1),
      request(2, 1, 0, 0),
      request(3, 0, 1),
      request(4, 0, 2, 1),
      request(5, 1, 2, 2),
    ];
    expect(serversOutcomes({ world, requests, slots: [] }).handovers).toBe(2);
  });
});
