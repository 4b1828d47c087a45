import { describe, expect, it } from "vitest";
import { toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { randomScenario } from "../testing/random-scenario.js";
import { splitScenario } from "../testing/split-scenario.js";
import { violations } from "./constraints.js";
import { userOutcome } from "./objective.js";
import { places } from "./places.js";
import { parsePlan } from "./plan.js";
import { type SplitTimes, splitTimes } from "./split.js";

/** One user whose device is as quick as the edge and costs eight times the energy. */
const even: Scenario = {
  weights: { time: 1, error: 10, energy: 1, localUtility: 0, edgeUtility: 0 },
  edge: { speed: 8, switchedCapacitance: 1, maxSteps: 10, stepCapacity: 5, split: true },
  users: [
    {
      id: "u1",
      workload: 1,
      device: { speed: 8, switchedCapacitance: 8, maxSteps: 10 },
      link: {
        uplinkBits: 0,
        downlinkBits: 3,
        latentBits: 1,
        uplinkRate: 1,
        downlinkRate: 1,
        transmitPower: 0,
        receivePower: 0,
      },
      errorModel: { kind: "exponential", initial: 1, decay: 0.1 },
    },
  ],
};

/** The scenario with its user's fields changed. */
function withUser(change: object, scenario = even): Scenario {
  return { ...scenario, users: [{ ...scenario.users[0]!, ...change }] };
}

function timesOf(scenario: Scenario): SplitTimes {
  return splitTimes(toColumns(scenario), 0);
}

describe("best times", () => {
  it("are both at v₀ where nothing binds", () => {
    const times = timesOf(even);
    expect(times.fit(2, 3)).toBe(true);
    // f° = (c₁/(2c₃κ))^(1/3)
    expect(times.edge).toBeCloseTo(2 / Math.cbrt(1 / 2), 12);
    expect(times.device).toBeCloseTo(3 / Math.cbrt(1 / 16), 12);
  });

  it("share what a deadline leaves so that κ_e·v_e³ = κ·v_l³", () => {
    const times = timesOf(withUser({ deadline: 5 })); // T = 4, v_e = (2 + 3·2)/4
    expect(times.fit(2, 3)).toBe(true);
    expect([times.edge, times.device]).toEqual([1, 3]);
  });

  it("stay at full speed where a place would be above it, and the other takes the rest", () => {
    const { edge, ...rest } = even;
    const slow = withUser({ deadline: 5 }, { ...rest, edge: { ...edge, speed: 1 } });
    const times = timesOf(slow); // v_e = 2 is above 1
    expect(times.fit(2, 3)).toBe(true);
    expect([times.edge, times.device]).toEqual([2, 2]);
    const { device } = even.users[0]!;
    const weak = timesOf(withUser({ deadline: 5, device: { ...device, speed: 0.8 } }));
    expect(weak.fit(2, 3)).toBe(true); // v_l = 1 is above 0.8
    expect(weak.device).toBeCloseTo(3.75, 12);
    expect(weak.edge).toBeCloseTo(0.25, 12);
  });

  it("do not fit where both are too slow at their bounds, nor any with more on the device", () => {
    const times = timesOf(withUser({ deadline: 1.5 })); // T = 0.5
    expect([times.fit(2, 2), times.fit(2, 3), times.fit(2, 4)]).toEqual([true, false, false]);
  });

  it("keep the battery, less what the transfers take", () => {
    const { device, link } = even.users[0]!;
    const times = timesOf(withUser({ device: { ...device, battery: 3 }, link: { ...link, receivePower: 1 } })); // E = 2
    expect(times.fit(2, 3)).toBe(true);
    // κ(ωj)³/t_l² = E
    expect((8 * 27) / times.device ** 2).toBeCloseTo(2, 12);
    expect(timesOf(withUser({ device: { ...device, battery: 0.5 }, link: { ...link, receivePower: 1 } })).open).toBe(
      false,
    );
    expect(timesOf(withUser({ device: { ...device, battery: 1 }, link: { ...link, receivePower: 1 } })).open).toBe(
      false,
    );
  });

  it("are no dearer than any others that keep the limits, on random users", MORE_IN_FULL, () => {
    let bound = 0;
    for (let seed = 1; seed <= shortOrFull(16, 50); seed++) {
      const scenario = toColumns(splitScenario(seed));
      const { users, weights, edge } = scenario;
      for (let n = 0; n < users.count; n++) {
        const times = splitTimes(scenario, n);
        if (!times.open) continue;
        for (const [k, j] of [
          [1, 1],
          [2, 3],
          [4, 1],
        ] as const) {
          if (!times.fit(k, j)) continue;
          const [te, tl] = [times.edge, times.device];
          const own = times.cost(k, j);
          for (let i = 0; i < 60; i++) {
            // around the best times, and along t_e + t_l
            const step = 10 ** (-6 + (i % 6)) * (i % 2 === 0 ? 1 : -1);
            const [e, l] =
              i < 20 ? [te * (1 + step), tl] : i < 40 ? [te, tl * (1 + step)] : [te * (1 + step), tl - te * step];
            const { latency, energy, deviceEnergy } = userOutcome(scenario, n, 1, k + j, e, undefined, j, l);
            const work = users.workload[n]!;
            const kept =
              e >= (work * k) / edge.speed &&
              l >= (work * j) / users.deviceSpeed[n]! &&
              latency <= users.deadline[n]! &&
              deviceEnergy <= users.battery[n]!;
            if (!kept) continue;
            const other = weights.time * latency + weights.energy * energy;
            expect(other, `seed ${seed}, user ${n}, ${k} and ${j} steps`).toBeGreaterThanOrEqual(own * (1 - 1e-12));
            bound++;
          }
        }
      }
    }
    expect(bound).toBeGreaterThan(shortOrFull(600, 2000));
  });

  it("cost at least m_l more for each further step on the device", MORE_IN_FULL, () => {
    for (let seed = 1; seed <= shortOrFull(30, 100); seed++) {
      const scenario = toColumns(splitScenario(seed));
      for (let n = 0; n < scenario.users.count; n++) {
        const times = splitTimes(scenario, n);
        if (!times.open) continue;
        for (let j = 1; j < 8 && times.fit(3, j); j++) {
          const before = times.cost(3, j);
          if (!times.fit(3, j + 1)) break;
          expect(times.cost(3, j + 1) - before).toBeGreaterThanOrEqual(times.deviceStep - 1e-9 * Math.abs(before));
        }
      }
    }
  });
});

describe("a user without a best time", () => {
  it("is told also where only a split has none", () => {
    const { device, link } = even.users[0]!;
    const free = { ...even, weights: { ...even.weights, time: 0 } };
    // the content takes more than the battery has, the latent less; the floor is above what either place reaches
    const split = withUser(
      { device: { ...device, battery: 2, maxSteps: 1 }, link: { ...link, receivePower: 1 }, maxError: 0.85 },
      free,
    );
    expect(() => places(toColumns(split))).toThrow(
      "users[0].deadline: missing; must be given, since weights.time is 0 and energy costs: user u1 has no best computation time at the edge",
    );
    const { edge, ...rest } = split;
    expect(() => places(toColumns({ ...rest, edge: { ...edge, split: false } }))).not.toThrow();
  });
});

describe("a plan", () => {
  const times = timesOf(even);
  times.fit(2, 3);
  const plan = {
    offload: [1],
    steps: [5],
    computationTime: [times.edge],
    deviceSteps: [3],
    deviceTime: [times.device],
  };
  const broken = (change: object, scenario = even): string[] =>
    violations(toColumns(scenario), parsePlan({ ...plan, ...change }, 1, null, true)).map(
      ({ constraint, message }) => `${constraint}: ${message}`,
    );

  it("keeps the limits of both places", () => {
    expect(broken({})).toEqual([]);
    const { device } = even.users[0]!;
    expect(broken({}, withUser({ device: { ...device, maxSteps: 2 } }))).toEqual([
      "maxSteps: user u1: deviceSteps, limited by device.maxSteps, is 3, more than 2",
    ]);
    expect(broken({}, { ...even, edge: { ...even.edge, maxSteps: 1 } })).toEqual([
      "maxSteps: user u1: steps, limited by edge.maxSteps, is 2, more than 1",
    ]);
    expect(broken({ deviceTime: [0.1] })).toEqual([
      "speed: user u1: deviceTime is 0.1 s, less than the 0.375 s at full speed",
    ]);
    expect(broken({}, withUser({ deadline: 1 }))[0]).toMatch(/^deadline: user u1: latency/);
    expect(broken({}, withUser({ device: { ...device, battery: 1 } }))[0]).toMatch(/^battery: user u1: energy/);
    expect(broken({}, withUser({ maxError: 0.1 }))[0]).toMatch(/^maxError: user u1: average error/);
    // the edge's steps alone count
    expect(broken({}, { ...even, edge: { ...even.edge, stepCapacity: 2 } })).toEqual([]);
    expect(broken({}, { ...even, edge: { ...even.edge, stepCapacity: 1 } })[0]).toMatch(
      /^stepCapacity: edge steps of all users together are 2/,
    );
  });

  it("has 1 to s − 1 device steps at the edge, and none elsewhere or without a latent", () => {
    for (const deviceSteps of [5, 2.5, -1, 6]) {
      expect(broken({ deviceSteps: [deviceSteps] })[0]).toBe(
        `deviceSteps: user u1: deviceSteps are ${deviceSteps}, not a whole number from 0 to 4`,
      );
    }
    expect(broken({ offload: [0] })).toEqual([
      "deviceSteps: user u1: deviceSteps are 3, not a whole number from 0 to 0",
    ]);
    const { latentBits: _, ...link } = even.users[0]!.link;
    expect(broken({}, withUser({ link }))).toHaveLength(1);
    expect(broken({ deviceTime: [0] })).toEqual(["deviceTime: user u1: deviceTime is 0 s, not a finite number > 0"]);
    expect(broken({ deviceSteps: [0] })[0]).toMatch(/^deviceTime: .* not 0 as of a task that is not split$/);
  });

  it("must tell both where tasks may be split", () => {
    const { deviceTime: _, ...rest } = plan;
    expect(() => parsePlan(rest, 1, null, true)).toThrow(/^deviceTime: missing/);
    expect(parsePlan(rest, 1)).not.toHaveProperty("deviceSteps");
    expect(() => parsePlan({ ...plan, deviceSteps: [1, 2] }, 1, null, true)).toThrow(
      /^deviceSteps: .*one for each of the 1 users/,
    );
  });
});

it("a user who cannot split sees the edge that there was", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { edge, ...rest } = randomScenario(seed, 10);
    const [without, none] = [false, true].map((split) => places(toColumns({ ...rest, edge: { ...edge, split } })));
    expect(none).toEqual({
      local: { ...without!.local, users: none!.local.users },
      edge: { ...without!.edge, users: none!.edge.users },
    });
  }
});
