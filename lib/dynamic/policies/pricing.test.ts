/** Decisions at a price, and how the price moves, worked out in the head. */
import { describe, expect, it } from "vitest";
import { halving } from "../../testing/halving.js";
import type { Request } from "../request.js";
import { type Slot, slotOf } from "../slot.js";
import { makeWorld } from "../world.js";
import { makePolicy } from "./policies.js";
import type { Decision, Policy } from "./policy.js";
import { pricing } from "./pricing.js";

type Devices = readonly ("open" | "closed")[];

/** A slot in which these users ask. */
function slot(devices: Devices, capacity: number | null, last = false): Slot {
  const columns = halving(devices.length === 0 ? ["open"] : devices, capacity);
  const world = makeWorld(columns, { slots: 2, arrivals: [] }, 1);
  const requests = devices.map((_, user): Request => ({ index: user, user, task: user, arrival: 0, state: "waiting" }));
  return slotOf(world, last ? 1 : 0, requests);
}

/** Two users without a device and twelve steps: 6 each, at the price of the seventh, 60/128 − 0.1. */
const FIRST = slot(["closed", "closed"], 12);
const PRICE = 0.36875;
/** What an edge step saves at price 0: 9 steps cost 0.9 + 60/512, the device 6.875. */
const WORTH = (6.875 - 0.9 - 60 / 512) / 9;

function started(policy: Policy): Policy {
  policy.decide(FIRST);
  return policy;
}

const places = ({ start, plan }: Decision) =>
  Array.from(start, (starts, n) =>
    starts === 0 ? "waits" : `${plan.offload[n] === 1 ? "edge" : "device"} ${plan.steps[n]}`,
  );

describe("pricing", () => {
  it("solves for its first price", () => {
    const decision = pricing().decide(FIRST);
    expect(decision.price).toBeCloseTo(PRICE, 9);
    expect(places(decision)).toEqual(["edge 6", "edge 6"]);
    expect(decision.plan.computationTime[0]).toBeCloseTo(0.6, 12);
  });

  it("decides in order of arrival, as long as there are steps", () => {
    const decide = (devices: Devices, capacity: number, last = false) =>
      places(started(pricing({ gain: 0 })).decide(slot(devices, capacity, last)));
    expect(decide(["open", "closed", "open", "closed"], 12)).toEqual(["edge 6", "edge 6", "device 5", "waits"]);
    expect(decide(["closed", "open", "closed", "open"], 12)).toEqual(["edge 6", "edge 6", "waits", "device 5"]);
    // four steps at the edge still beat the device, two do not
    expect(decide(["open", "open"], 10)).toEqual(["edge 6", "edge 4"]);
    expect(decide(["open", "open"], 8)).toEqual(["edge 6", "device 5"]);
    // without a device it waits for all that it wants, unless it comes first or no slot follows
    expect(decide(["open", "closed"], 8)).toEqual(["edge 6", "waits"]);
    expect(decide(["open", "closed"], 8, true)).toEqual(["edge 6", "edge 2"]);
    expect(decide(["open", "closed"], 7, true)).toEqual(["edge 6", "edge 1"]);
    expect(decide(["open", "closed"], 6, true)).toEqual(["edge 6", "waits"]);
    expect(decide(["closed", "closed"], 1)).toEqual(["edge 1", "waits"]);
    expect(decide(["closed", "closed"], 4)).toEqual(["edge 4", "waits"]);
    expect(decide(["closed", "open"], 0)).toEqual(["waits", "device 5"]);
  });

  it("computes as fast as each place can", () => {
    const { plan } = started(pricing()).decide(slot(["open", "open"], 6));
    expect([...plan.computationTime].map((t) => Math.round(1e9 * t) / 1e9)).toEqual([0.6, 5]);
  });

  /** Prices of the slots after the first. */
  const prices = (policy: Policy, ...slots: readonly Slot[]) => slots.map((one) => policy.decide(one).price);

  it("raises its price by a tenth of a step's worth for each relative excess, at most five", () => {
    const over = slot(["open", "open", "open"], 12); // 18 wanted
    const far = slot(new Array(10).fill("open"), 12); // 60 wanted
    const farther = slot(new Array(10).fill("open"), 5);
    const policy = started(pricing());
    const [first, second, third, fourth] = prices(policy, over, far, farther, slot([], 12));
    expect(first).toBeCloseTo(PRICE, 9);
    // the first slot had no one with a choice, and wanted what there was
    expect(second! - first!).toBeCloseTo(0.1 * WORTH * 0.5, 9);
    expect(third! - second!).toBeCloseTo(0.1 * WORTH * 4, 9);
    expect(fourth! - third!).toBeCloseTo(0.1 * WORTH * 5, 9);
  });

  it("lowers it where less is wanted, and not below 0", () => {
    const policy = started(pricing({ gain: 0.2 }));
    const [first, second] = prices(policy, slot(["open"], 12), slot([], 12)); // 6 of 12
    expect(second! - first!).toBeCloseTo(-0.2 * WORTH * 0.5, 9);
    const falling = prices(policy, slot([], 12), slot([], 12), slot([], 12), slot([], 12), slot([], 12));
    expect(falling[0]).toBeCloseTo(second! - 0.2 * WORTH, 9);
    expect(falling.slice(-2)).toEqual([0, 0]);
    // at 60/32 − 0.1 the device is better, and nothing is wanted
    const dear = pricing();
    expect(dear.decide(slot(["closed", "closed"], 8)).price).toBeCloseTo(1.775, 9);
    const [before, after] = prices(dear, slot(["open"], 12), slot([], 12));
    // by the price itself, as it is more than a step is worth
    expect(after! - before!).toBeCloseTo(-0.1 * before!, 9);
    // where there is no limit nothing is wanted too much
    const unlimited = prices(started(pricing()), slot(["open"], null), slot([], null));
    expect(unlimited[1]! - unlimited[0]!).toBeCloseTo(-0.1 * WORTH, 9);
    // a capacity of 0 counts as one step
    const closed = prices(started(pricing()), slot(["open"], 0), slot([], 0), slot([], 0));
    expect(closed[1]! - closed[0]!).toBeCloseTo(0.1 * WORTH * 5, 9);
    expect(closed[2]! - closed[1]!).toBeCloseTo(-0.1 * closed[1]!, 9);
  });

  it("moves by what a step saves over one step while nobody has a device", () => {
    const policy = started(pricing());
    // 12 wanted of 8; then one with a device, who wants 6 of 4
    const [first, second, third] = prices(policy, slot(["closed", "closed"], 8), slot(["open"], 4), slot([], 4));
    // 9 steps cost 0.9 + 60/512, one costs 0.1 + 30
    expect(second! - first!).toBeCloseTo((0.1 * 0.5 * (30.1 - 0.9 - 60 / 512)) / 8, 9);
    expect(third! - second!).toBeLessThan(0.1 * WORTH);
  });

  it("is 0 until somebody asks", () => {
    const policy = pricing();
    expect(prices(policy, slot([], 12), slot([], 12), FIRST)[2]).toBeCloseTo(PRICE, 9);
    expect(prices(pricing(), slot([], 12))).toEqual([0]);
  });

  it("with gain 0 stays, and is solved for again after as many slots as it is told", () => {
    const other = slot(["closed", "closed"], 10); // 5 each: 60/64 − 0.1
    expect(prices(started(pricing({ gain: 0 })), other, other, other).map((p) => p.toFixed(6))).toEqual(
      new Array(3).fill(PRICE.toFixed(6)),
    );
    const fresh = prices(started(pricing({ gain: 0, refresh: 2 })), other, other, FIRST, FIRST);
    expect(fresh.map((p) => p.toFixed(4))).toEqual(["0.3688", "0.8375", "0.8375", "0.3688"]);
    // an empty slot asks nothing: the next one with requests does
    const later = prices(started(pricing({ gain: 0, refresh: 2 })), slot([], 12), slot([], 12), other);
    expect(later.map((p) => p.toFixed(4))).toEqual(["0.3688", "0.3688", "0.8375"]);
  });
});

describe("the policies of a price", () => {
  it.each([
    ["static", true],
    ["price", false],
  ] as const)("%s keeps its first price: %s", (name, stays) => {
    const policy = makePolicy(name, makeWorld(halving(["open"], 12), { slots: 2, arrivals: [] }, 1));
    policy.decide(FIRST);
    policy.decide(slot(["open", "open", "open"], 6));
    const { price } = policy.decide(FIRST);
    expect(Math.abs(price - PRICE) < 1e-9).toBe(stays);
  });
});
