import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { toColumns } from "../scenario/columns.js";
import { oneUser } from "../testing/one-user.js";
import { decisionSlot, makeWorld, type WorldOptions } from "./world.js";

const one = oneUser({});
const scenario = toColumns({
  ...one,
  users: [
    { ...one.users[0]!, deadline: 5 },
    { ...one.users[0]!, id: "u2" },
  ],
});

function refusal(options: WorldOptions, seed = 1): string {
  try {
    makeWorld(scenario, options, seed);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "";
}

describe("makeWorld", () => {
  it("has sixty slots of a second, fixed rates and the whole server, if it is told nothing", () => {
    const world = makeWorld(scenario, {}, 1);
    expect([world.slots, world.slotSeconds, world.channel]).toEqual([60, 1, null]);
    expect([...world.capacity]).toEqual(new Array(60).fill(50));
    // one request a user and slot
    expect(Math.abs(world.arrivals.length - 2 * 59)).toBeLessThan(4 * Math.sqrt(2 * 59));
  });

  it("drops at c₁·deadline + 2c₂ε̄(1), a minute where there is no deadline, or at what it is told", () => {
    const error = 2 * 40 * Math.exp(-0.1);
    const { dropCost } = makeWorld(scenario, { slots: 7, slotSeconds: 3 }, 1);
    expect(dropCost[0]).toBeCloseTo(5 + error, 12);
    expect(dropCost[1]).toBeCloseTo(60 + error, 12);
    expect([...makeWorld(scenario, { dropCost: 0 }, 1).dropCost]).toEqual([0, 0]);
  });

  it("draws arrivals, channels and capacity apart: a change of one leaves the others", () => {
    const options: WorldOptions = { channel: "mobile", capacity: { tenants: true } };
    const world = makeWorld(scenario, options, 5);
    const other = makeWorld(scenario, { ...options, arrivals: { rate: 0.1 } }, 5);
    expect(other.channel).toEqual(world.channel);
    expect(other.capacity).toEqual(world.capacity);
    expect(other.arrivals).not.toEqual(world.arrivals);
    const another = makeWorld(scenario, options, 6);
    expect(another.channel).not.toEqual(world.channel);
    expect(another.arrivals).not.toEqual(world.arrivals);
    expect(another.capacity).not.toEqual(world.capacity);
    expect(world.channel!.uplinkRate).toHaveLength(120);
  });

  it("takes a trace as it is", () => {
    const arrivals = [
      { time: 0, user: 1 },
      { time: 0.5, user: 0 },
      { time: 0.5, user: 1 },
      { time: 59, user: 0 },
    ];
    expect(makeWorld(scenario, { arrivals }, 1).arrivals).toBe(arrivals);
    expect(makeWorld(scenario, { arrivals: [] }, 1).arrivals).toEqual([]);
  });

  it.each<[WorldOptions, string]>([
    [{ arrivals: [{ time: 59.1, user: 0 }] }, "arrivals[0].time: must be from 0 to 59 s, in rising order, not 59.1"],
    [{ arrivals: [{ time: -1, user: 0 }] }, "arrivals[0].time: must be from 0 to 59 s, in rising order, not -1"],
    [
      {
        slotSeconds: 2,
        arrivals: [
          { time: 3, user: 0 },
          { time: 2, user: 0 },
        ],
      },
      "arrivals[1].time: must be from 0 to 118 s, in rising order, not 2",
    ],
    [{ arrivals: [{ time: 1, user: 2 }] }, "arrivals[0].user: must be a whole number from 0 to 1, not 2"],
    [{ arrivals: [{ time: 1, user: -1 }] }, "arrivals[0].user: must be a whole number from 0 to 1, not -1"],
    [{ slotSeconds: Infinity }, "slotSeconds: must be from 0.001 to 3600 [s], not Infinity"],
    [{ slotSeconds: 0 }, "slotSeconds: must be from 0.001 to 3600 [s], not 0"],
    [{ slots: 0 }, "slots: must be a whole number from 1 to 1000000, not 0"],
    [{ dropCost: -1 }, "dropCost: must be a finite number >= 0, not -1"],
    [{ channel: "wired" as "fixed" }, 'channel: must be one of fixed, mobile, not "wired"'],
  ])("refuses %j", (options, message) => {
    expect(refusal(options)).toBe(message);
  });

  it("refuses a seed that is none", () => {
    expect(refusal({}, -1)).toBe("seed: must be a whole number from 0 to 4294967295, not -1");
    expect(refusal({}, 2 ** 32)).toBe("seed: must be a whole number from 0 to 4294967295, not 4294967296");
    expect(refusal({}, 2 ** 32 - 1)).toBe("");
  });
});

it("a request can start at the beginning of the first slot that does not begin before it", () => {
  expect([0, 0.1, 1, 1.0001, 2].map((time) => decisionSlot(time, 1))).toEqual([0, 1, 1, 2, 2]);
  // 0.7·3 is a little more than 2.1
  expect(decisionSlot(0.7 * 3, 0.7)).toBe(3);
  expect(decisionSlot(2.1 + 1e-9, 0.7)).toBe(4);
});
