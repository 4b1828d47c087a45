/** Who waits: by hand, and against plain sums in random slots. */
import { describe, expect, it } from "vitest";
import { cost } from "../../model/cost.js";
import { toProblem } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import { stream } from "../../numerics/stream.js";
import { halving } from "../../testing/halving.js";
import { randomScenario } from "../../testing/random-scenario.js";
import type { Slot } from "../slot.js";
import { whoFits, whoStarts } from "./waiting.js";

type Devices = readonly ("open" | "closed")[];

const LAW = { kind: "exponential", initial: 1, decay: Math.LN2 } as const;

const slot = (devices: Devices, capacity: number | null, deadlines = {}, others: Partial<Slot> = {}): Slot => ({
  index: 0,
  last: false,
  requests: [],
  problem: toProblem(halving(devices, capacity, deadlines)),
  slotSeconds: 1,
  dropCost: new Float64Array(devices.length).fill(100),
  ...others,
});

describe("whoFits", () => {
  it("lets all with a device start, and of the others the first, a step each", () => {
    const of = (devices: Devices, capacity: number | null): number[] => [...whoFits(slot(devices, capacity).problem)];
    expect(of(["closed", "open", "closed", "closed", "open"], 2)).toEqual([1, 1, 1, 0, 1]);
    expect(of(["closed", "closed"], 0)).toEqual([0, 0]);
    expect(of(["closed", "closed"], 2)).toEqual([1, 1]);
    expect(of(["closed", "closed"], null)).toEqual([1, 1]);
  });
});

describe("whoStarts", () => {
  it("lets all start where waiting costs more than fewer steps, and of those that tie the first", () => {
    // two with 4 steps each cost 0.4 + 3.75; waiting costs 1 s and 9 steps at the usual price, 0
    expect([...whoStarts(slot(["closed", "closed"], 100), 0)]).toEqual([1, 1]);
    expect([...whoStarts(slot(["open", "closed", "open"], 100), 0)]).toEqual([1, 1, 1]);
    // 9 steps for three who are alike: at the price at which waiting is as good, one has them all
    expect([...whoStarts(slot(["closed", "closed", "closed"], 9), 0)]).toEqual([1, 0, 0]);
    expect([...whoStarts(slot(["closed", "closed", "closed"], 18), 0)]).toEqual([1, 1, 0]);
    // a single step costs 30.1, waiting 1 s and 1.02
    expect([...whoStarts(slot(["closed", "closed", "closed"], 1), 0)]).toEqual([0, 0, 0]);
    expect([...whoStarts(slot(["open", "closed", "closed"], 0), 0)]).toEqual([1, 0, 0]);
  });

  it("waits at the usual price, not for nothing", () => {
    // 9 steps for two: either one of them has all and the other waits, or they share
    const both = (usual: number): number[] => [...whoStarts(slot(["closed", "closed"], 9), usual)];
    expect(both(0)).toEqual([1, 0]);
    expect(both(5)).toEqual([1, 1]);
    expect([...whoStarts(slot(["closed", "closed"], 9, {}, { slotSeconds: 60 }), 0)]).toEqual([1, 1]);
  });

  it("waits for no slot that would be too late, or does not come", () => {
    // a step takes 0.1 s; after a slot 0.05 s are left to the third
    expect([...whoStarts(slot(["closed", "closed", "closed"], 1, { 2: 1.05 }), 0)]).toEqual([0, 0, 1]);
    expect([...whoStarts(slot(["closed", "closed", "closed"], 1, { 2: 1.15 }), 0)]).toEqual([0, 0, 0]);
    // at the price at which waiting is as good, 8 steps each: the first takes them, 5 are too few for another
    expect([...whoStarts(slot(["closed", "closed", "closed"], 13, { 0: 1.05 }), 0)]).toEqual([1, 0, 0]);
    expect([...whoStarts(slot(["closed", "closed", "closed"], 16, { 0: 1.05 }), 0)]).toEqual([1, 1, 0]);
    const last = slot(["closed", "closed"], 2, {}, { last: true });
    expect([...whoStarts(last, 0)]).toEqual([1, 1]);
    // nobody is served who costs less dropped
    const cheap = slot(["closed", "closed"], 9, {}, { last: true, dropCost: Float64Array.of(0.5, 100) });
    expect([...whoStarts(cheap, 0)]).toEqual([0, 1]);
  });

  it.each(["steps", "work"])("knows what the fastest model of each can do in time, with a capacity in %s", (unit) => {
    const model = (workload: number) => ({ name: "other", workload, errorModel: LAW });
    /** The third has 0.15 s left after a slot. */
    const of = (workload: number, others?: number): number[] => {
      const edge = unit === "work" ? { stepCapacity: null, workCapacity: 1e12 } : {};
      const user = { workload, ...(others !== undefined && { models: [model(others)] }) };
      const problem = toProblem(halving(["closed", "closed", "closed"], 1, { 2: 1.15 }, { edge, user }));
      return [...whoStarts({ ...slot([], 1), problem, dropCost: new Float64Array(3).fill(100) }, 0)];
    };
    expect(of(1e12)).toEqual([0, 0, 0]);
    // no other model, the same again, a worse one, and the faster one as the other
    for (const others of [undefined, 1e12, 3e12]) expect(of(1e12, others)).toEqual([0, 0, 0]);
    expect(of(3e12, 1e12)).toEqual([0, 0, 0]);
    // 0.2 s or more a step: the third must start, where it can
    if (unit === "steps") for (const others of [undefined, 2e12, 3e12]) expect(of(2e12, others)).toEqual([0, 0, 1]);
  });

  it("waits where a split is still in time", () => {
    // an error of 1/10 takes 4 steps: 4 s on the device, 10 s down from the edge, and 1.3 s with 3 steps there
    const link = { uplinkBits: 0, downlinkBits: 10, latentBits: 0, uplinkRate: 1, downlinkRate: 1 };
    const user = { maxError: 0.1, link: { ...link, transmitPower: 0, receivePower: 0 } };
    const of = (...deadlines: number[]): number[] => {
      const problem = toProblem(halving(["open", "open"], 3, { ...deadlines }, { edge: { split: true }, user }));
      return [...whoStarts({ ...slot([], 1), problem, dropCost: new Float64Array(2).fill(100) }, 0)];
    };
    expect(of(2.5, 2.5)).toEqual([0, 0]);
    expect(of(2.5, 2.25)).toEqual([0, 1]);
    expect(of(2.25, 2.5)).toEqual([1, 0]);
  });

  it("is what every request does best at the smallest price at which demand fits", () => {
    let waiting = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const next = stream(seed, 3);
      const problem = toProblem(randomScenario(seed, 12));
      const { count, edge, local, capacity, scenario, localWholeCost } = problem;
      const usual = 2 * next();
      const slotSeconds = 0.2 + 3 * next();
      const last = next() < 0.2;
      const dropCost = Float64Array.from({ length: count }, () => 50 * next());
      const start = whoStarts({ index: 0, last, requests: [], problem, slotSeconds, dropCost }, usual);
      const { time } = scenario.weights;
      const elsewhere = Array.from(localWholeCost, (value, n) => {
        if (local.open[n] === 1) return value;
        const transfer = scenario.users.uplinkBits[n]! / scenario.users.uplinkRate[n]!;
        const content = scenario.users.downlinkBits[n]! / scenario.users.downlinkRate[n]!;
        const left = scenario.users.deadline[n]! - transfer - content - slotSeconds;
        if (last || left * scenario.edge.speed < scenario.users.workload[n]!) return dropCost[n]!;
        const s = bestWholeSteps(edge, n, usual);
        return time * slotSeconds + cost(edge, n, s) + usual * s;
      });
      /** What the edge saves user n at a price, and the steps for that. */
      const saving = (n: number, price: number): readonly [number, number] => {
        const s = bestWholeSteps(edge, n, price);
        return [elsewhere[n]! - cost(edge, n, s) - price * s, s];
      };
      const atEdge = [...start.keys()].filter((n) => edge.open[n] === 1);
      const demand = (price: number): number =>
        atEdge.reduce((sum, n) => sum + (saving(n, price)[0] > 0 ? saving(n, price)[1] : 0), 0);
      let [low, high] = [0, 1e6];
      if (demand(0) <= capacity) high = 0;
      for (let i = 0; i < 80; i++) {
        const middle = (low + high) / 2;
        if (demand(middle) > capacity) low = middle;
        else high = middle;
      }
      for (let n = 0; n < count; n++) {
        if (local.open[n] === 1) {
          expect(start[n]).toBe(1);
          continue;
        }
        if (edge.open[n] === 0) continue;
        const [saved] = saving(n, high);
        const tie = Math.abs(saved) < 1e-6 * (1 + Math.abs(elsewhere[n]!));
        if (!tie) expect({ seed, n, start: start[n] }).toEqual({ seed, n, start: saved > 0 ? 1 : 0 });
        waiting += Number(start[n] === 0);
      }
    }
    expect(waiting).toBeGreaterThan(10);
  });
});
