/** The dynamic world where the edge's capacity is work (MODEL.md §10, §12). */

import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { generate, generateColumns } from "../population/generate.js";
import { withCapacity } from "../scenario/capacity.js";
import { replaceUsers, type ScenarioColumns, toColumns } from "../scenario/columns.js";
import type { Model, User } from "../scenario/types.js";
import { solve } from "../solver/solve.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { drawCapacity } from "./capacity.js";
import { clairvoyant } from "./clairvoyant.js";
import { enumeratedBound } from "./enumerated-bound.js";
import { oracleBound } from "./oracle.js";
import { outcomes } from "./outcomes.js";
import { makePolicy, POLICIES } from "./policies/policies.js";
import { simulate } from "./simulate.js";
import { WarmSca } from "./warm/warm.js";
import { capacityIn, makeWorld, type World } from "./world.js";

/** Users of 60 steps a slot together, or of the same in FLOP; a third have no device. @param spread How much their workloads differ. */
function scenarioOf(seed: number, work: boolean, spread = 0): ScenarioColumns {
  const columns = generateColumns({ users: 12, seed, stepCapacity: 60, deadlineShare: 0.5 });
  const { users } = columns;
  for (let n = 0; n < users.count; n++) {
    users.workload[n] = users.workload[0]! * (1 + spread * Math.sin(n));
    if (n % 3 === 0) users.deviceMaxSteps[n] = 0;
  }
  const { stepCapacity, ...edge } = columns.edge;
  return work ? { ...columns, edge: { ...edge, workCapacity: stepCapacity! * users.workload[0]! } } : columns;
}

const SLOTS = shortOrFull(10, 15);

const HARD = { channel: "mobile", capacity: { tenants: true, outage: { from: 5, until: 9, left: 0.3 } } } as const;

function worldOf(seed: number, work: boolean, spread = 0, slots = 15): World {
  return makeWorld(scenarioOf(seed, work, spread), { slots, ...(seed % 2 === 0 && HARD) }, seed);
}

describe("where all workloads are alike", () => {
  it.each(POLICIES.map(({ name }) => name))("%s does what it does with steps", MORE_IN_FULL, (name) => {
    // tenants and outages leave whole steps, but all of the FLOP
    for (const seed of someOrAll(1, [1, 3])) {
      const [a, b] = [worldOf(seed, false), worldOf(seed, true)];
      const [of, own] = [a, b].map((world) => simulate(world, makePolicy(name, world, { seed: 1 })));
      const ω = a.scenario.users.workload[0]!;
      const objective = outcomes(of!).objective;
      // at a price at which someone is tied, rounding decides
      const single = name === "price" || name === "static";
      expect(Math.abs(outcomes(own!).objective / objective - 1)).toBeLessThan(single ? 0.005 : 1e-12);
      if (single) continue;
      expect(own!.requests.map(({ state, run }) => [state, run?.slot, run?.offload, run?.steps])).toEqual(
        of!.requests.map(({ state, run }) => [state, run?.slot, run?.offload, run?.steps]),
      );
      for (const [k, { used, price }] of own!.slots.entries()) {
        expect(used / ω).toBeCloseTo(of!.slots[k]!.used, 9);
        if (!Number.isNaN(price)) expect(price * ω).toBeCloseTo(of!.slots[k]!.price, 6);
      }
    }
  });

  it("the oracle's bound and the clairvoyant plan are those of steps", MORE_IN_FULL, () => {
    for (const seed of someOrAll(1, [1, 3, 5])) {
      const [a, b] = [worldOf(seed, false, 0, SLOTS), worldOf(seed, true, 0, SLOTS)];
      const [of, own] = [oracleBound(a), oracleBound(b)];
      expect(Math.abs(own.lowerBound - of.lowerBound)).toBeLessThan(1e-7 * Math.abs(of.lowerBound));
      const plans = [simulate(a, clairvoyant(a, of)), simulate(b, clairvoyant(b, own))];
      const [ofSteps, ofWork] = plans.map((plan) => outcomes(plan).objective);
      // prices differ in their last digits, which may place a request elsewhere
      expect(Math.abs(ofWork! / ofSteps! - 1)).toBeLessThan(1e-3);
    }
  });
});

describe("where workloads differ", MORE_IN_FULL, () => {
  const bounds = new Map<number, ReturnType<typeof oracleBound>>();
  /** The oracle's bound in the world of a seed, found once. */
  const boundOf = (seed: number, world: World) => {
    const bound = bounds.get(seed) ?? oracleBound(world);
    bounds.set(seed, bound);
    return bound;
  };

  it.each(POLICIES.map(({ name }) => name))("%s keeps every slot's capacity, above the oracle's bound", (name) => {
    for (const seed of someOrAll(1, [2, 1, 3, 4])) {
      const world = worldOf(seed, true, 0.6, SLOTS);
      const simulation = simulate(world, makePolicy(name, world, { seed: 1 }));
      const { objective, capacity } = outcomes(simulation);
      expect(capacity.violations).toBe(0);
      for (const { used, slot } of simulation.slots) expect(used).toBeLessThanOrEqual(capacityIn(world, slot));
      expect(objective).toBeGreaterThanOrEqual(boundOf(seed, world).lowerBound - 1e-9 * Math.abs(objective));
    }
  });

  it("the bound is what trying every step gives, and the clairvoyant plan is close above", () => {
    for (const seed of someOrAll(1, [2, 1, 3, 4])) {
      const world = worldOf(seed, true, 0.6, SLOTS);
      const bound = boundOf(seed, world);
      const { value, margin } = enumeratedBound(world, bound.prices);
      expect(Math.abs(value - bound.lowerBound)).toBeLessThanOrEqual(margin);
      expect(bound.upperBound - bound.lowerBound).toBeLessThan(1e-7 * Math.abs(bound.upperBound));
      const plan = outcomes(simulate(world, clairvoyant(world, bound)));
      expect(plan.capacity.violations).toBe(0);
      expect(plan.objective).toBeGreaterThanOrEqual(bound.lowerBound);
      expect(plan.objective).toBeLessThan(1.1 * bound.lowerBound);
    }
  });

  it("warm finds the plans of sca as users and the capacity change", MORE_IN_FULL, () => {
    const slots = shortOrFull(8, 30);
    const warm = new WarmSca();
    let columns = scenarioOf(1, true, 0.6);
    for (let slot = 2; slot < slots; slot++) {
      const { plan, price } = warm.solve(columns);
      const cold = solve(columns);
      expect([...plan.steps], `${slot}`).toEqual([...cold.plan.steps]);
      expect([...plan.offload], `${slot}`).toEqual([...cold.plan.offload]);
      expect(Math.abs(price / cold.trace[0]!.price - 1)).toBeLessThan(1e-6);
      const others = scenarioOf(slot, true, 0.4).users;
      const theirs = Int32Array.from({ length: 12 }, (_, n) => ((n + slot) % 4 === 0 ? n : -1));
      const { workCapacity } = columns.edge;
      columns = {
        ...columns,
        edge: withCapacity(columns.edge, workCapacity! * (slot % 2 === 0 ? 0.9 : 1.1)),
        users: replaceUsers(columns.users, others, theirs),
      };
    }
  });
});

it("another model, the same again or a useless one, changes nobody's wait", MORE_IN_FULL, () => {
  for (const seed of someOrAll(1, [4, 1, 2, 3, 5, 6])) {
    const { edge, ...scenario } = generate({
      users: 12,
      seed,
      stepCapacity: 40,
      deadlineShare: 1,
      deviceMaxSteps: 0,
    });
    const workCapacity = 40 * scenario.users[0]!.workload;
    const costs = (second?: (user: User) => Model): number[] => {
      const users = scenario.users.map((user) => (second === undefined ? user : { ...user, models: [second(user)] }));
      const columns = toColumns({ ...scenario, edge: { ...edge, stepCapacity: null, workCapacity }, users });
      const world = makeWorld(columns, { slots: 15, arrivals: { rate: 6, quiet: 3 } }, seed);
      const named = someOrAll(1, ["exact", "sca", "warm"] as const);
      return named.map((name) => outcomes(simulate(world, makePolicy(name, world))).objective);
    };
    const alone = costs();
    const same = costs(({ workload, errorModel }) => ({ name: "same", workload, errorModel }));
    const worse = costs(({ workload, errorModel }) => ({ name: "worse", workload: 4 * workload, errorModel }));
    for (const [i, objective] of alone.entries()) {
      expect(same[i], `seed ${seed}`).toBeCloseTo(objective, 6);
      expect(worse[i], `seed ${seed}`).toBeCloseTo(objective, 6);
    }
  }
});

it("a slot's capacity is what is left of the whole server, not rounded where it is work", () => {
  const capacity = { tenants: true, outage: { from: 2, until: 4, left: 0.33 } };
  const [steps, work] = [drawCapacity(100.5, 40, capacity, 1), drawCapacity(100.5, 40, capacity, 1, false)];
  for (const [k, own] of work.entries()) expect(steps[k]).toBe(Math.floor(own + 1e-9));
  expect(work.some((own) => !Number.isInteger(own))).toBe(true);
  expect(() => drawCapacity(1, 9, { outage: { from: 2, until: 2, left: 1 } }, 1, false)).toThrow(InputError);
  expect([...drawCapacity(Infinity, 3, { outage: { from: 0, until: 1, left: 0 } }, 1, false)]).toEqual([
    0,
    Infinity,
    Infinity,
  ]);
});
