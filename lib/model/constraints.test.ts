/** Every constraint of P1, on plans of one user whose figures are worked out by hand. */
import { describe, expect, it } from "vitest";
import { toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { oneUser } from "../testing/one-user.js";
import { violations } from "./constraints.js";
import type { Plan } from "./objective.js";

const device = { speed: 2e12, switchedCapacitance: 5e-37, maxSteps: 20 };

/** Plans of users alike. */
function plan(offload: readonly number[], steps: readonly number[], time: readonly number[]): Plan {
  return {
    offload: Uint8Array.from(offload),
    steps: Float64Array.from(steps),
    computationTime: Float64Array.from(time),
  };
}

/** What is wrong with one user's a, s and t. */
function wrong(user: Partial<Scenario["users"][number]>, a: number, s: number, t: number, tolerance?: number) {
  return violations(toColumns(oneUser(user)), plan([a], [s], [t]), tolerance);
}

describe("violations", () => {
  it("are none of plans at every limit", () => {
    expect(wrong({ maxSteps: 20, deadline: 20, device: { ...device, battery: 80 } }, 0, 20, 20, 0)).toEqual([]);
    expect(wrong({ deadline: 3.3, device: { ...device, battery: 0.1 } }, 1, 50, 2.5, 1e-15)).toEqual([]);
  });

  it.each<[string, Partial<Scenario["users"][number]>, number, number, number, object]>([
    [
      "a place that is none",
      {},
      2,
      1,
      1,
      { constraint: "offload", value: 2, limit: 1, message: "user u1: offload is 2, neither 0 nor 1" },
    ],
    [
      "a part of a step",
      {},
      0,
      2.5,
      3,
      { constraint: "steps", value: 2.5, limit: 1, message: "user u1: steps are 2.5, not a whole number >= 1" },
    ],
    [
      "no step",
      {},
      1,
      0,
      3,
      { constraint: "steps", value: 0, limit: 1, message: "user u1: steps are 0, not a whole number >= 1" },
    ],
    [
      "more steps than the device takes",
      {},
      0,
      21,
      30,
      {
        constraint: "maxSteps",
        value: 21,
        limit: 20,
        message: "user u1: steps, limited by device.maxSteps, is 21, more than 20",
      },
    ],
    [
      "a computation faster than the device",
      {},
      0,
      2,
      1.5,
      {
        constraint: "speed",
        value: 1.5,
        limit: 2,
        message: "user u1: computationTime is 1.5 s, less than the 2 s at full speed",
      },
    ],
    [
      "a computation faster than the edge",
      {},
      1,
      40,
      1.5,
      {
        constraint: "speed",
        value: 1.5,
        limit: 2,
        message: "user u1: computationTime is 1.5 s, less than the 2 s at full speed",
      },
    ],
    [
      "more steps than the request asks for",
      { maxSteps: 7 },
      1,
      8,
      2.5,
      {
        constraint: "maxSteps",
        value: 8,
        limit: 7,
        message: "user u1: steps, limited by maxSteps of the request or its model, is 8, more than 7",
      },
    ],
    [
      "a late answer of the device",
      { deadline: 2.5 },
      0,
      2,
      3,
      {
        constraint: "deadline",
        value: 3,
        limit: 2.5,
        message: "user u1: latency [s], limited by deadline, is 3, more than 2.5",
      },
    ],
    [
      "a late answer of the edge, transfers counted",
      { deadline: 1.5 },
      1,
      1,
      1,
      {
        constraint: "deadline",
        value: 1.8,
        limit: 1.5,
        message: "user u1: latency [s], limited by deadline, is 1.8, more than 1.5",
      },
    ],
    [
      "more than the battery gives",
      { device: { ...device, battery: 3 } },
      0,
      1,
      1,
      {
        constraint: "battery",
        value: 4,
        limit: 3,
        message: "user u1: energy from the battery [J] is 4, more than 3",
      },
    ],
  ])("tell of %s", (_, user, a, s, t, expected) => {
    expect(wrong(user, a, s, t)).toEqual([{ user: "u1", ...expected }]);
  });

  it.each([0, -1, NaN, Infinity])("tell of a time that is none, and then nothing else of this user (case %#)", (t) => {
    const message = `user u1: computationTime is ${t} s, not a finite number > 0`;
    const found = violations(toColumns(oneUser({ deadline: 1 })), plan([0], [21], [t]));
    expect(found).toEqual([{ constraint: "computationTime", user: "u1", value: t, limit: 0, message }]);
  });

  it("take only transfers from the battery at the edge", () => {
    expect(wrong({ device: { ...device, battery: 0.1 } }, 1, 1, 1, 1e-15)).toEqual([]);
    expect(wrong({ device: { ...device, battery: 0.09 } }, 1, 1, 1)).toMatchObject([
      { constraint: "battery", value: expect.closeTo(0.1, 12), limit: 0.09 },
    ]);
  });

  it("limit the steps at the edge by the edge's own", () => {
    const { edge, ...others } = oneUser({});
    const scenario = toColumns({ ...others, edge: { ...edge, maxSteps: 30 } });
    expect(violations(scenario, plan([1], [30], [9]))).toEqual([]);
    expect(violations(scenario, plan([1], [31], [9]))).toEqual([
      {
        constraint: "maxSteps",
        user: "u1",
        value: 31,
        limit: 30,
        message: "user u1: steps, limited by edge.maxSteps, is 31, more than 30",
      },
    ]);
  });

  it("count the capacity over those at the edge alone", () => {
    const one = oneUser({});
    const users = ["u1", "u2", "u3"].map((id) => ({ ...one.users[0]!, id }));
    const scenario = toColumns({ ...one, users });
    expect(violations(scenario, plan([1, 0, 1], [30, 9, 20], [9, 9, 9]))).toEqual([]);
    expect(violations(scenario, plan([1, 0, 1], [30, 9, 21], [9, 9, 9]))).toEqual([
      {
        constraint: "stepCapacity",
        value: 51,
        limit: 50,
        message: "edge steps of all users together are 51, more than edge.stepCapacity 50",
      },
    ]);
    const unlimited = toColumns({ ...one, users, edge: { ...one.edge, stepCapacity: null } });
    expect(violations(unlimited, plan([1, 1, 1], [90, 90, 90], [9, 9, 9]))).toEqual([]);
  });

  it("leave rounding aside, as much as they are told", () => {
    const limits = { deadline: 2, device: { ...device, battery: 8 } };
    expect(wrong(limits, 0, 2, 2 * (1 - 0.4e-9))).toEqual([]);
    expect(wrong(limits, 0, 2, 2 * (1 + 0.9e-9))).toEqual([]);
    expect(wrong(limits, 0, 2, 2 * (1 - 1.1e-9)).map(({ constraint }) => constraint)).toEqual(["speed", "battery"]);
    expect(wrong(limits, 0, 2, 2 * (1 + 1.1e-9)).map(({ constraint }) => constraint)).toEqual(["deadline"]);
    expect(wrong(limits, 0, 2, 2 * (1 - 0.4e-9), 0).map(({ constraint }) => constraint)).toEqual(["speed", "battery"]);
    expect(wrong(limits, 0, 2, 2.1, 0.1)).toEqual([]);
  });
});
