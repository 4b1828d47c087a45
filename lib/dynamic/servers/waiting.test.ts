/** Who waits before several servers, by hand. */
import { describe, expect, it } from "vitest";
import { NO_LINK, toServersColumns } from "../../servers/columns.js";
import { toServersProblem } from "../../servers/problem.js";
import type { ServersUser } from "../../servers/types.js";
import type { ServersSlot } from "./slot.js";
import { patience, whoFits, whoStarts } from "./waiting.js";

/**
 * Users of `halving` before servers a, b, …: each is told as its device, open or closed, and the servers that it reaches, as in
 * `closed ab`. At a price λ a user wants the edge steps that save more than 0.1 + λ, and the s-th saves 60·2^−s: 9 for nothing.
 */
function slot(
  users: readonly string[],
  capacities: readonly (number | null)[],
  others: Partial<ServersSlot> = {},
): ServersSlot {
  const scenario = {
    weights: { time: 1, error: 60, energy: 0, localUtility: 0, edgeUtility: 0 },
    servers: capacities.map((stepCapacity, e) => ({
      ...{ id: "abc"[e]!, speed: 1e13, switchedCapacitance: 0, maxSteps: 30 },
      stepCapacity,
    })),
    users: users.map((text, n): ServersUser => {
      const [device, reached = "", deadline] = text.split(" ");
      return {
        id: `u${n}`,
        workload: 1e12,
        device: { speed: 1e12, switchedCapacitance: 0, maxSteps: device === "open" ? 20 : 0 },
        links: Object.fromEntries([...reached].map((id) => [id, NO_LINK])),
        errorModel: { kind: "exponential", initial: 1, decay: Math.LN2 },
        ...(deadline !== undefined && { deadline: Number(deadline) }),
      };
    }),
  };
  return {
    ...{ index: 0, last: false, requests: [], slotSeconds: 1 },
    problem: toServersProblem(toServersColumns(scenario)),
    dropCost: new Float64Array(users.length).fill(100),
    ...others,
  };
}

describe("whoFits", () => {
  it("gives those without a device their fewest steps in order, at the server with most room of those that each reaches", () => {
    const of = (...given: Parameters<typeof slot>): number[] => [...whoFits(slot(...given).problem)];
    expect(of(["closed a", "closed ab", "closed b"], [1, 1])).toEqual([1, 1, 0]);
    expect(of(["closed ab", "closed ab", "open", "closed ab"], [1, 1])).toEqual([1, 1, 1, 0]);
    expect(of(["closed a", "closed a"], [1, 9])).toEqual([1, 0]);
    expect(of(["closed a", "closed b"], [0, null])).toEqual([0, 1]);
  });
});

describe("whoStarts", () => {
  const of = (usual: number[], ...given: Parameters<typeof slot>): number[] => [...whoStarts(slot(...given), usual)];

  it("lets all start where the servers have enough together, though one has not", () => {
    expect(of([0, 0], ["closed ab", "closed ab"], [9, 9])).toEqual([1, 1]);
    expect(of([0, 0], ["open a", "closed", "closed ab"].slice(0, 1), [0, 0])).toEqual([1]);
    // a step costs 30.1, waiting 1 s and 2.02
    expect(of([0, 0], ["closed a", "closed a", "closed a"], [9, 9]).reduce((a, b) => a + b)).toBe(1);
    expect(of([0, 0], ["closed ab", "closed ab", "closed a"], [9, 9]).reduce((a, b) => a + b)).toBe(2);
    expect(of([0, 0], ["closed ab", "closed ab"], [1, 1])).toEqual([0, 0]);
  });

  it("waits for the cheapest of the servers that it reaches, at their usual prices", () => {
    // one step of each now; later 9 for nothing at b, which the first does not reach
    expect(of([50, 0], ["closed a", "closed ab"], [1, 1])).toEqual([1, 0]);
    expect(of([50, 50], ["closed a", "closed ab"], [1, 1])).toEqual([1, 1]);
  });

  it("waits for a server without a step, as it may have some again", () => {
    expect(of([0, 0], ["closed a", "closed ab"], [0, 0])).toEqual([0, 0]);
    expect(of([0, 50], ["closed b", "closed ab"], [0, 1]).reduce((a, b) => a + b)).toBe(1);
  });

  it("waits for no slot that would be too late, or does not come", () => {
    expect(of([0, 0], ["closed ab 1.05", "closed ab 1.15"], [1, 1])).toEqual([1, 0]);
    expect(of([0, 0], ["closed ab", "closed ab"], [1, 1], { last: true })).toEqual([1, 1]);
  });
});

describe("patience", () => {
  it("has for each server a price that rises with what is asked for of it alone", () => {
    const who = patience(2);
    const slotOf = (...users: string[]): number[] => [...who(slot(users, [9, 90]))];
    // hardly anyone asks: both prices fall to nothing
    const alone = Array.from({ length: 300 }, () => slotOf("closed ab").join());
    expect(new Set(alone)).toEqual(new Set(["1"]));
    const crowd = ["closed a", "closed a", "closed a", "closed b"];
    const first = slotOf(...crowd);
    expect(first).toEqual([...whoStarts(slot(crowd, [9, 90]), [0, 0])]);
    expect(first.reduce((a, b) => a + b)).toBe(2);
    // 27 steps are asked for of a, which has 9: in the end waiting for it is so dear that all start
    for (let k = 0; k < 300; k++) slotOf(...crowd);
    expect(slotOf(...crowd)).toEqual([1, 1, 1, 1]);
    // b's price is nothing still, so that waiting for it is worth it
    const atB = [...who(slot(["closed b", "closed b", "closed b"], [9, 9]))];
    expect(atB.reduce((a, b) => a + b)).toBe(1);
  });
});
