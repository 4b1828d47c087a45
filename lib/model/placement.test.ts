/** What one user sees of device and edge, worked out by hand. */
import { describe, expect, it } from "vitest";
import type { Scenario } from "../scenario/types.js";
import { oneUser } from "../testing/one-user.js";
import {
  computingCost,
  computingCurvature,
  computingSlope,
  cost,
  pricedCost,
  shareCost,
  shareSlope,
  subdifferential,
} from "./cost.js";
import { BATTERY, DEADLINE, maxWholeSteps, type Place, turnAt } from "./placement.js";
import { toProblem } from "./problem.js";
import { bestTime, cruisingSpeed } from "./speed.js";

const device = { speed: 2e12, switchedCapacitance: 5e-37, maxSteps: 20 };

const of = (user: Partial<Scenario["users"][number]>, weights: Partial<Scenario["weights"]> = {}) =>
  toProblem(oneUser(user, weights));

/** h and its derivatives at s. */
const computing = (place: Place, s: number, beyond: boolean): number[] => [
  computingCost(place, 0, s),
  computingSlope(place, 0, s, beyond),
  computingCurvature(place, 0, s, beyond),
];

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  for (const [i, x] of found.entries()) {
    expect(Math.abs(x - expected[i]!), `entry ${i}: ${x}, not ${expected[i]}`).toBeLessThan(1e-9 * (1 + Math.abs(x)));
  }
}

describe("without deadline and battery", () => {
  it("a device runs at full speed where the best speed is above it: a step costs 1 s and 4 J", () => {
    const { scenario, local } = of({});
    expect(cruisingSpeed(scenario, "local", 0)).toBe(2e12);
    expect(local.limits).toBeNull();
    expect(turnAt(local, 0)).toBe(Infinity);
    expect(local.fixedCost[0]).toBe(0);
    expectClose(computing(local, 5, false), [5 * 1.08, 1.08, 0]);
    expect(bestTime(scenario, "local", 0, 5)).toBe(5);
  });

  it("the edge runs at f°, where a step's energy costs half of its time", () => {
    const { scenario, edge } = of({});
    // f° = (c₁/(2c₃κ))^(1/3)
    const f = (1 / (2 * 0.02 * 8e-39)) ** (1 / 3);
    expectClose([cruisingSpeed(scenario, "edge", 0)], [f]);
    expect(edge.limits).toBeNull();
    // 0.8 s and 0.1 J of transfers
    expectClose([edge.fixedCost[0]!], [0.802]);
    expectClose(computing(edge, 10, false), [(15 * 2e12) / f, (1.5 * 2e12) / f, 0]);
    expectClose([bestTime(scenario, "edge", 0, 10)], [(10 * 2e12) / f]);
  });

  it("at full speed where energy is free", () => {
    const { scenario } = of({}, { energy: 0 });
    expect(cruisingSpeed(scenario, "edge", 0)).toBe(4e13);
  });

  it("the cost of steps is that of computing, error and transfer, less the utility", () => {
    const { local, edge } = of({}, { localUtility: 0.3, edgeUtility: 0.7 });
    expectClose([cost(local, 0, 5)], [5.4 + 40 * Math.exp(-0.5) - 1.5]);
    expectClose([cost(edge, 0, 10)], [0.802 + computingCost(edge, 0, 10) + 40 * Math.exp(-1) - 7]);
  });
});

describe("parts of a cost", () => {
  it("of a share leave out error and transfer, a price comes on top", () => {
    const { edge } = of({ deadline: 3 }, { edgeUtility: 0.7 });
    for (const [s, beyond] of [
      [10, false],
      [20, true],
    ] as const) {
      expectClose([shareCost(edge, 0, s)], [computingCost(edge, 0, s) - 0.7 * s]);
      expectClose([shareSlope(edge, 0, s, beyond, 0.3)], [computingSlope(edge, 0, s, beyond) - 0.7 + 0.3]);
      expectClose([pricedCost(edge, 0, s, 0.3)], [cost(edge, 0, s) + 0.3 * s]);
    }
    expect(shareCost(edge, 0, 0)).toBe(0);
    const bent = toProblem({ ...oneUser({}, { edgeUtility: 0.7 }), utility: "log" }).edge;
    expectClose([shareCost(bent, 0, 10)], [computingCost(bent, 0, 10) - 0.7 * Math.log(11)]);
    expectClose([shareSlope(bent, 0, 10, false, 0)], [computingSlope(bent, 0, 10, false) - 0.7 / 11]);
  });

  it("have two slopes at a kink alone", () => {
    const { local } = of({ device: { ...device, battery: 8 } });
    const slopes = (s: number): readonly number[] => subdifferential(local, 0, s, 0.3);
    const before = (s: number): number => 1.08 - 4 * Math.exp(-s / 10) - 0.01 + 0.3;
    const beyond = (s: number): number => 1.5 * Math.SQRT1_2 * Math.sqrt(s) - 4 * Math.exp(-s / 10) - 0.01 + 0.3;
    expectClose(slopes(1.5), [before(1.5), before(1.5)]);
    expectClose(slopes(turnAt(local, 0)), [before(2), beyond(2)]);
    expectClose(slopes(4), [beyond(4), beyond(4)]);
  });
});

describe("a battery of 8 J", () => {
  const user = { device: { ...device, battery: 8 } };

  it("slows the device down from the third step on", () => {
    const { scenario, local, edge } = of(user);
    expect(edge.limits).toBeNull();
    expect(local.limits!.regime[0]).toBe(BATTERY);
    expectClose([turnAt(local, 0)], [2]);
    expectClose(computing(local, 2, false), [2.16, 1.08, 0]);
    // all 8 J, in a time of √(κω³/E)·s^1.5 = √½·s^1.5 seconds
    const b = Math.SQRT1_2;
    expectClose(computing(local, 3, true), [b * 3 ** 1.5 + 0.16, 1.5 * b * Math.sqrt(3), (0.75 * b) / Math.sqrt(3)]);
    expectClose([bestTime(scenario, "local", 0, 3)], [b * 3 ** 1.5]);
    expect(local.maxSteps[0]).toBe(20);
  });

  it("limits the steps where a deadline leaves no more time", () => {
    // (E·T²/κ)^(1/3)/ω, below fT/ω = 10
    const { local } = of({ ...user, deadline: 10 });
    expectClose([local.maxSteps[0]!], [200 ** (1 / 3)]);
    expect(maxWholeSteps(local, 0)).toBe(5);
  });

  it("allows any time where time is free", () => {
    const { local } = of({ ...user, deadline: 10 }, { time: 0 });
    expect(local.limits!.regime[0]).toBe(DEADLINE);
    expect(turnAt(local, 0)).toBe(0);
    // 4 J·s³/T²
    expectClose(computing(local, 5, true), [
      (0.02 * 4 * 125) / 100,
      (3 * 0.02 * 4 * 25) / 100,
      (6 * 0.02 * 4 * 5) / 100,
    ]);
  });

  it("of 0 J computes what takes no energy, and sends nothing", () => {
    const { local, edge } = of({ device: { ...device, switchedCapacitance: 0, battery: 0 }, deadline: 3 });
    expect([local.open[0], local.maxSteps[0], edge.open[0]]).toEqual([1, 3, 0]);
  });

  it("must hold the transfers' 0.1 J", () => {
    expect(of({ device: { ...device, battery: 0.1 + 1e-9 } }).edge.open[0]).toBe(1);
    expect(of({ device: { ...device, battery: 0.1 - 1e-9 } }).edge.open[0]).toBe(0);
  });
});

describe("a deadline of 3 s", () => {
  it("leaves 3 steps on the device, and 44 at the edge after 0.8 s of transfers", () => {
    const { local, edge } = of({ deadline: 3 });
    expectClose([local.maxSteps[0]!, edge.maxSteps[0]!], [3, 44]);
  });

  it("makes the edge faster than f° beyond the turn", () => {
    const { scenario, edge } = of({ deadline: 3 });
    const f = cruisingSpeed(scenario, "edge", 0);
    expect(edge.limits!.regime[0]).toBe(DEADLINE);
    expectClose([turnAt(edge, 0)], [(f * 2.2) / 2e12]);
    // 2.2 s, and κω³s³/T² = 0.064 J·s³/2.2²
    const b = (0.02 * 0.064) / 2.2 ** 2;
    expectClose(computing(edge, 20, true), [b * 8000 + 2.2, 3 * b * 400, 6 * b * 20]);
    expectClose([bestTime(scenario, "edge", 0, 20)], [2.2]);
  });

  it("binds nothing where energy is free, or the device at full speed already", () => {
    expect(of({ deadline: 3 }, { energy: 0 }).edge.limits!.regime[0]).toBe(0);
    expect(turnAt(of({ deadline: 3 }, { energy: 0 }).edge, 0)).toBe(Infinity);
    const still = { ...device, switchedCapacitance: 0 };
    expect(of({ deadline: 3, device: still }).local.limits!.regime[0]).toBe(0);
    expectClose([cost(of({ deadline: 3, device: still }).local, 0, 3)], [3 + 40 * Math.exp(-0.3) - 0.03]);
  });

  it("and free time make a step as slow as it allows", () => {
    const { scenario, local } = of({ deadline: 30 }, { time: 0 });
    expect(bestTime(scenario, "local", 0, 3)).toBe(30);
    expectClose([computingCost(local, 0, 3)], [(0.02 * 4 * 27) / 900]);
  });
});

it("where energy alone costs, a task at the edge needs a deadline too", () => {
  const closed = { device: { ...device, maxSteps: 0 } };
  expect(() => of(closed, { time: 0 })).toThrow(
    "users[0].deadline: missing; must be given, since weights.time is 0 and energy costs: user u1 has no best computation time at the edge",
  );
});

it("steps just short of a whole one by rounding are whole", () => {
  // 3 s for steps of 1 s
  const almost = of({ deadline: 3 * (1 - 1e-14) }).local;
  expect([almost.open[0], almost.maxSteps[0], maxWholeSteps(almost, 0)]).toEqual([1, 3, 3]);
  const short = of({ deadline: 3 * (1 - 1e-9) }).local;
  expect(maxWholeSteps(short, 0)).toBe(2);
  expect(short.maxSteps[0]).toBeLessThan(3);
  const one = of({ deadline: 1 * (1 - 1e-14) }).local;
  expect([one.open[0], one.maxSteps[0]]).toEqual([1, 1]);
});
