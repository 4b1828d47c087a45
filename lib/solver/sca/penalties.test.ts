/** Prices and penalties that the claims on τ speak of (MODEL.md §5, 1 and 3), worked out by hand. */
import { describe, expect, it } from "vitest";
import { type Problem, toProblem } from "../../model/problem.js";
import { halving } from "../../testing/halving.js";
import { binaryPenalty } from "./binary-penalty.js";
import { freezingPenalty, holdingPenalty } from "./holding-penalty.js";
import { largestMargin, margins } from "./margins.js";
import { ownPrice } from "./own-price.js";

type Devices = readonly ("open" | "closed")[];
const of = (devices: Devices, capacity: number | null, deadlines = {}): Problem =>
  toProblem(halving(devices, capacity, deadlines));

/** Real steps: s of them cost s/10 + 60·2^−s, and the last of s is worth this. */
const worth = (s: number): number => Math.LN2 * 60 * 2 ** -s - 0.1;
const wanted = (price: number): number => Math.log2((Math.LN2 * 60) / (price + 0.1));
const edgeCost = (s: number, price: number): number => s / 10 + 60 * 2 ** -s + price * s;
const deviceCost = Math.log2(60 * Math.LN2) + 1 / Math.LN2;

/** The second user's device is a hundred times slower: one step there costs 130. */
function withSlow(capacity: number | null): Problem {
  const columns = halving(["open", "open"], capacity);
  const deviceSpeed = columns.users.deviceSpeed.map((speed, n) => (n === 1 ? speed / 100 : speed));
  return toProblem({ ...columns, users: { ...columns.users, deviceSpeed } });
}

/** The last user, with a slow device, cannot send what its edge steps need, or computes them in half the time. */
function last(devices: Devices, capacity: number, change: "edge closed" | "half the work" | "both"): Problem {
  const columns = halving(devices, capacity);
  const { uplinkBits, transmitPower, battery, workload, deviceSpeed } = columns.users;
  const n = devices.length - 1;
  return toProblem({
    ...columns,
    users: {
      ...columns.users,
      ...(change !== "half the work" && {
        uplinkBits: uplinkBits.with(n, 1),
        transmitPower: transmitPower.with(n, 1),
        battery: battery.with(n, 0.5),
        deviceSpeed: deviceSpeed.with(n, 1e10),
      }),
      ...(change !== "edge closed" && { workload: workload.with(n, 0.5e12) }),
    },
  });
}

describe("ownPrice", () => {
  const up = (): number => 1;
  const down = (): number => -1;

  it("is that at which the users at the edge fill the capacity, or 0 where they do not", () => {
    for (const way of [up, down, () => 0]) {
      expect(ownPrice(of(["open", "open"], 6), [1, 0], way)).toBeCloseTo(worth(6), 9);
      expect(ownPrice(of(["open", "open"], 6), [1, 1], way)).toBeCloseTo(worth(3), 9);
      expect(ownPrice(of(["open", "open"], 9), [1, 0], way)).toBeLessThan(1e-9);
      expect(ownPrice(of(["open", "open"], null), [1, 1], way)).toBeLessThan(1e-9);
      expect(ownPrice(of(["open", "open"], 9), [0, 0], way)).toBeLessThan(1e-9);
    }
  });

  it("goes as far on the way as demand keeps to the capacity", () => {
    // nobody takes less than one step
    const one = of(["open", "open"], 2);
    expect(ownPrice(one, [1, 1], (λ) => 50 - λ)).toBeCloseTo(50, 9);
    expect(ownPrice(one, [1, 1], (λ) => 1e6 - λ)).toBeCloseTo(1e6, 4);
    expect(ownPrice(one, [1, 1], (λ) => 10 - λ)).toBeCloseTo(worth(1), 9);
    // 0.3 s are enough for 3 steps, which are wanted up to their worth
    const three = of(["closed"], 3, { 0: 0.3 });
    expect(ownPrice(three, [1], up)).toBeCloseTo(worth(3), 9);
    expect(ownPrice(three, [1], (λ) => 2 - λ)).toBeCloseTo(2, 9);
    expect(ownPrice(three, [1], (λ) => -1 - λ)).toBe(0);
    // one more than they take: nothing but 0 supports that
    expect(ownPrice(of(["closed"], 4, { 0: 0.3 }), [1], up)).toBeLessThan(1e-9);
  });

  it("of steps that are worth the same goes on as long as all of them fill the capacity", () => {
    // a step is worth 1 less the 0.1 s that it takes, as long as the deadline lets it
    const columns = halving(["closed"], 2, { 0: 0.5 });
    const weights = { ...columns.weights, error: 0, edgeUtility: 1 };
    const flat = toProblem({ ...columns, weights });
    expect(ownPrice(flat, [1], up)).toBeCloseTo(0.9, 9);
    expect(ownPrice(flat, [1], down)).toBeCloseTo(0.9, 9);
  });
});

describe("margins", () => {
  it("are V_e(λ) − V_l of those with both places", () => {
    const problem = last(["open", "closed", "open"], 6, "edge closed");
    for (const price of [0, 0.5, 30]) {
      const margin = edgeCost(Math.max(1, wanted(price)), price) - deviceCost;
      expect(margins(problem, price)).toEqual([expect.closeTo(margin, 9)]);
      expect(largestMargin(problem, price)).toBeCloseTo(Math.abs(margin), 9);
    }
    const [first, slow] = margins(withSlow(6), 0.5);
    expect(slow).toBeCloseTo(edgeCost(wanted(0.5), 0.5) - 130, 9);
    expect(largestMargin(withSlow(6), 0.5)).toBe(Math.max(-first!, -slow!));
    expect(largestMargin(of(["closed"], 6), 0.5)).toBe(0);
  });
});

describe("holdingPenalty", () => {
  it("is the largest misplaced margin at the price", () => {
    const { price, steps } = { price: worth(6), steps: 6 };
    const margin = edgeCost(steps, price) - deviceCost;
    expect(margin).toBeLessThan(0);
    expect(holdingPenalty(of(["open", "open"], 6), [1, 0])).toBeCloseTo(-margin, 9);
    expect(holdingPenalty(of(["open", "open"], 2), [1, 1])).toBeCloseTo(edgeCost(1, worth(1)) - deviceCost, 9);
    expect(holdingPenalty(of(["open", "open"], 50), [1, 1])).toBe(0);
    expect(holdingPenalty(of(["open", "open"], 50), [0, 0])).toBeCloseTo(deviceCost - edgeCost(wanted(0), 0), 9);
  });

  it("is at the price where those at the edge and those on their device are misplaced alike", () => {
    // 30.1 + λ − V_l = 130 − 30.1 − λ
    const price = (130 - 60.2 + deviceCost) / 2;
    expect(holdingPenalty(withSlow(1), [1, 0])).toBeCloseTo(30.1 + price - deviceCost, 9);
  });

  it("knows nobody with one place", () => {
    expect(holdingPenalty(of(["closed", "open"], 2), [1, 1])).toBeCloseTo(edgeCost(1, worth(1)) - deviceCost, 9);
    expect(holdingPenalty(of(["closed", "closed"], 2), [1, 1])).toBe(0);
    expect(holdingPenalty(last(["closed", "open"], 6, "edge closed"), [1, 0])).toBe(0);
  });
});

describe("freezingPenalty", () => {
  it("is the largest margin at price 0 and at that at which nobody wants a second step", () => {
    expect(freezingPenalty(withSlow(6))).toBeCloseTo(130 - edgeCost(wanted(0), 0), 9);
    expect(freezingPenalty(of(["open", "open"], 6))).toBeCloseTo(edgeCost(1, worth(1)) - deviceCost, 9);
    expect(freezingPenalty(of(["open", "open"], null))).toBeCloseTo(deviceCost - edgeCost(wanted(0), 0), 9);
    expect(freezingPenalty(of(["closed", "closed"], 6))).toBe(0);
    const closed = last(["open", "open"], 6, "edge closed");
    expect(freezingPenalty(closed)).toBe(freezingPenalty(of(["open"], 6)));
  });

  it("asks for that price all who may go to the edge, and for margins those who may stay too", () => {
    const dear = (price: number): number => edgeCost(1, price) - deviceCost;
    // its step takes 0.05 s less
    expect(freezingPenalty(last(["open", "closed"], 6, "half the work"))).toBeCloseTo(dear(worth(1) + 0.05), 9);
    expect(freezingPenalty(last(["open", "open"], 6, "both"))).toBeCloseTo(dear(worth(1)), 9);
  });
});

describe("binaryPenalty", () => {
  const penalty = (problem: Problem, price: number, n: number, ...offload: readonly number[]) =>
    binaryPenalty(
      problem,
      {
        offload: Float64Array.from(offload),
        localSteps: problem.localSteps,
        edgeSteps: problem.localSteps,
        price,
        objective: NaN,
        dual: NaN,
      },
      n,
    );
  const three = of(["open", "open", "open"], 6);

  it("is the margin at the price of the place it goes to, over |1 − 2a| before and after", () => {
    const home = Math.abs(edgeCost(6, worth(6)) - deviceCost);
    const away = Math.abs(edgeCost(3, worth(3)) - deviceCost);
    for (const [share, margin] of [
      [0.25, home],
      [0.4, home],
      [0.6, away],
      [0.75, away],
    ] as const) {
      const { low, high } = penalty(three, 1, 1, 1, share, 0);
      expect(low).toBeCloseTo(margin, 9);
      expect(high).toBeCloseTo(margin / Math.abs(1 - 2 * share), 9);
    }
    expect(penalty(three, 1, 1, 1, 0.5, 0)).toEqual({ low: Infinity, high: Infinity });
  });

  it("where capacity is left at price 0, goes by the share of it that is left", () => {
    const full = wanted(0);
    const margin = deviceCost - edgeCost(full, 0);
    const two = of(["open", "open"], 10);
    expect(penalty(two, 1, 1, 1, 0.25).low).toBeCloseTo(margin / (1 - (2 * (10 - full)) / full), 9);
    expect(penalty(two, 1, 1, 1, 0.25).high).toBeCloseTo(margin / 0.5, 9);
    // never more than it had
    expect(penalty(two, 1, 1, 1, 0.125).low).toBeCloseTo(margin / 0.75, 9);
    expect(penalty(two, 1, 0, 0.25, 0).low).toBeCloseTo(margin / 0.5, 9);
    // at the edge it stays whole
    expect(penalty(of(["open", "open"], 20), 1, 1, 1, 0.75).low).toBeCloseTo(margin, 9);
  });

  it("has nothing left where steps that are worth the same can fill the capacity", () => {
    // at the price 0.9 all of the first's steps from 1 to 2 cost the same; the second saves the second that one takes there
    const columns = halving(["closed", "open"], 2);
    const flat = toProblem({ ...columns, weights: { ...columns.weights, error: 0, edgeUtility: 1 } });
    const { low, high } = penalty(flat, 1, 1, 1, 0.25);
    expect(low).toBeCloseTo(1, 9);
    expect(high).toBeCloseTo(2, 9);
  });

  it("is at the price nearest to the relaxation's", () => {
    const one = of(["open", "open"], 1);
    expect(penalty(one, 30, 1, 1, 0.25).low).toBeCloseTo(edgeCost(1, 30) - deviceCost, 9);
    expect(penalty(one, 40, 1, 1, 0.25).low).toBeCloseTo(edgeCost(1, 40) - deviceCost, 9);
    expect(penalty(one, 5, 1, 1, 0.25).low).toBeCloseTo(edgeCost(1, worth(1)) - deviceCost, 9);
  });
});
