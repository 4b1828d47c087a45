import { describe, expect, it } from "vitest";
import { violations } from "../model/constraints.js";
import { transferEnergy } from "../model/transfer.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { randomWorld } from "../testing/random-world.js";
import { oracleBound } from "./oracle.js";
import { outcomes } from "./outcomes.js";
import { makePolicy, POLICIES, type PolicyName } from "./policies/policies.js";
import type { Policy } from "./policies/policy.js";
import { type Simulation, simulate } from "./simulate.js";
import { slotColumns } from "./slot.js";
import { decisionSlot, type World } from "./world.js";

/** The first random worlds, by seed; made anew each time, so that each test judges what makes them. */
const worlds = (count: number): { readonly seed: number; readonly world: World }[] =>
  Array.from({ length: count }, (_, i) => ({ seed: i + 1, world: randomWorld(i + 1) }));

/** What a policy sees and answers, kept for the tests. */
function watched(policy: Policy): { policy: Policy; seen: { slot: number; requests: number[]; started: number[] }[] } {
  const seen: { slot: number; requests: number[]; started: number[] }[] = [];
  return {
    seen,
    policy: {
      decide: (slot) => {
        const decision = policy.decide(slot);
        const requests = slot.requests.map(({ index }) => index);
        seen.push({ slot: slot.index, requests, started: requests.filter((_, n) => decision.start[n] === 1) });
        return decision;
      },
    },
  };
}

function policyOf(name: PolicyName, world: World, seed: number): Policy | null {
  if (name === "lyapunov" && world.scenario.weights.energy === 0) return null;
  return makePolicy(name, world, { seed, tradeoff: 10 ** ((seed % 5) - 1), energyBudget: seed % 7 });
}

interface Run {
  readonly seed: number;
  readonly world: World;
  readonly seen: ReturnType<typeof watched>["seen"];
  readonly simulation: Simulation;
}

it.each(POLICIES)(
  "$name in random worlds loses no request, keeps every limit and decides who is there, once",
  MORE_IN_FULL,
  ({ name }) => {
    for (const { seed, world } of worlds(shortOrFull(2, 40))) {
      const policy = policyOf(name, world, seed);
      if (policy === null) continue;
      const { policy: own, seen } = watched(policy);
      const run = { seed, world, seen, simulation: simulate(world, own) };
      expectNoneLost(run);
      expectLimitsKept(run);
      expectDecidedOnce(run);
    }
  },
);

/** arrived = served + late + dropped + waiting + running in every slot. */
function expectNoneLost({ seed, world, simulation }: Run): void {
  const wrong: object[] = [];
  for (const { slot, arrived, served, late, dropped, waiting, running } of simulation.slots) {
    const due = world.arrivals.filter(({ time }) => decisionSlot(time, world.slotSeconds) <= slot).length;
    const sum = served + late + dropped + waiting + running;
    if (arrived !== due || sum !== arrived) wrong.push({ seed, slot, due, arrived, sum });
  }
  expect(wrong).toEqual([]);
  const { requests } = outcomes(simulation);
  const { arrived, served, late, dropped, inFlight } = requests;
  expect(arrived).toBe(world.arrivals.length);
  expect(served + late + dropped + inFlight).toBe(arrived);
  expect(inFlight).toBe(simulation.requests.filter(({ state }) => /waiting|running/.test(state)).length);
}

/** Capacity, batteries, deadlines and all else. */
function expectLimitsKept({ seed, world, simulation }: Run): void {
  expect({ seed, broken: broken(world, simulation) }).toEqual({ seed, broken: [] });
  expect(simulation.slots.filter(({ used, capacity }) => !(used <= capacity))).toEqual([]);
  expect(outcomes(simulation)).toMatchObject({ requests: { late: 0 }, capacity: { violations: 0 } });
}

function expectDecidedOnce({ simulation, seen }: Run): void {
  const gone = new Set<number>();
  const wrong: object[] = [];
  for (const { slot, requests, started } of seen) {
    for (const index of requests) {
      const { arrival, droppedAt = Infinity } = simulation.requests[index]!;
      const there = decisionSlot(arrival, simulation.world.slotSeconds) <= slot && slot < droppedAt;
      if (gone.has(index) || !there) wrong.push({ slot, asked: index });
    }
    for (const index of started) {
      gone.add(index);
      if (simulation.requests[index]!.run!.slot !== slot) wrong.push({ slot, started: index });
    }
  }
  expect(wrong).toEqual([]);
}

it("no policy beats the oracle bound in random worlds, whether it heeds deadlines or not", MORE_IN_FULL, () => {
  for (const { seed, world } of worlds(shortOrFull(1, 40))) {
    const { lowerBound } = oracleBound(world);
    const slack = 1e-9 * (1 + Math.abs(lowerBound));
    for (const { name } of POLICIES) {
      for (const ignoreDeadlines of world.scenario.weights.time === 0 ? [false] : [false, true]) {
        const policy = policyOf(name, world, seed);
        if (policy === null) continue;
        const { objective } = outcomes(simulate(world, policy, { ignoreDeadlines }));
        const over = objective - lowerBound >= -slack;
        expect({ seed, name, ignoreDeadlines, over }).toEqual({ seed, name, ignoreDeadlines, over: true });
      }
    }
  }
});

/** Limits of P1 that a request's run breaks, checked slot by slot from the world alone. */
function broken(world: World, { requests }: Simulation): string[] {
  return Array.from({ length: world.slots }, (_, k) => {
    const started = requests.filter(({ run }) => run?.slot === k);
    const columns = slotColumns(world, k, started);
    const plan = {
      offload: Uint8Array.from(started, ({ run }) => run!.offload),
      steps: Float64Array.from(started, ({ run }) => run!.steps),
      computationTime: Float64Array.from(started, ({ run }, n) => {
        const { uplinkBits, uplinkRate, downlinkBits, downlinkRate } = columns.users;
        const transfer = uplinkBits[n]! / uplinkRate[n]! + downlinkBits[n]! / downlinkRate[n]!;
        return run!.latency - run!.wait - (run!.offload === 1 ? transfer : 0);
      }),
    };
    for (const [n, { run }] of started.entries()) {
      const taken = run!.offload === 1 ? transferEnergy(columns.users, n) : run!.energy;
      expect(run!.deviceEnergy).toBeCloseTo(taken, 9);
    }
    return violations(columns, plan, 1e-7).map(({ message }) => `slot ${k}: ${message}`);
  }).flat();
}

describe("simulate", () => {
  it("is late, and pays the drop cost, only where deadlines are ignored", MORE_IN_FULL, () => {
    const late = worlds(shortOrFull(10, 40))
      .filter(({ world }) => world.scenario.weights.time > 0)
      .flatMap(({ world }) => {
        const simulation = simulate(world, makePolicy("local", world), { ignoreDeadlines: true });
        return simulation.requests
          .filter(({ run }) => run?.late)
          .map(({ user, arrival, run }) => ({ world, user, arrival, run: run! }));
      });
    expect(late.length).toBeGreaterThan(10);
    for (const { world, user, run } of late) {
      expect(run.latency).toBeGreaterThan(world.scenario.users.deadline[user]!);
      expect(run.cost).toBeCloseTo(world.scenario.weights.energy * run.energy + world.dropCost[user]!, 9);
    }
  });

  it("gives the same records for the same world and policy, and drops some requests somewhere", MORE_IN_FULL, () => {
    let dropped = 0;
    for (const { seed, world } of worlds(shortOrFull(5, 40))) {
      const once = simulate(world, makePolicy("random", world, { seed }));
      const again = simulate(randomWorld(seed), makePolicy("random", world, { seed }));
      expect(again.slots).toEqual(once.slots);
      dropped += outcomes(once).requests.dropped;
    }
    expect(dropped).toBeGreaterThan(0);
  });
});
