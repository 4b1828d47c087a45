/**
 * The price with real steps, worked out for users whose error halves with every step, and against plain sums of demand. At the price
 * λ they want log₂(60 ln 2/(0.1 + λ)) edge steps, and those with an open device leave the edge at λ = 0.9, where an edge step costs
 * as much as one of the device: with log₂(60 ln 2) = 5.378 steps.
 */
import { describe, expect, it } from "vitest";
import { convexOf } from "../../model/convex.js";
import { pricedCost } from "../../model/cost.js";
import { type Problem, problemOf, toProblem } from "../../model/problem.js";
import { bestSteps, mostBestSteps } from "../../model/steps.js";
import { generateColumns } from "../../population/generate.js";
import { compoundScenario } from "../../testing/compound-scenario.js";
import { feasibleProblems, hasPlan } from "../../testing/feasible-problems.js";
import { flat } from "../../testing/flat.js";
import { floorScenario } from "../../testing/floor-scenario.js";
import { halving } from "../../testing/halving.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../../testing/long.js";
import { modelsScenario } from "../../testing/models-scenario.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { workScenario } from "../../testing/work-scenario.js";
import { leavingPrice, type RealPrice, realPrice } from "./real-price.js";

/** Steps wanted at a price. */
const wanted = (price: number): number => Math.log2((60 * Math.LN2) / (0.1 + price));
/** The price at which so many steps are wanted. */
const priceOf = (steps: number): number => 60 * Math.LN2 * 2 ** -steps - 0.1;
const AT_LEAVING = wanted(0.9);

const solved = (devices: readonly ("open" | "closed")[], capacity: number | null, near?: number): RealPrice => {
  const problem = toProblem(halving(devices, capacity));
  return realPrice(problem, problem.localCost, near === undefined ? undefined : { price: near });
};
const offloaded = ({ offload }: RealPrice): number[] => [...offload].map((a) => Number(a.toFixed(10)));
const shares = (...all: number[]): number[] => all.map((a) => Number(a.toFixed(10)));

describe("realPrice", () => {
  it("is 0 where everybody gets what it wants, unlimited or just enough", () => {
    for (const capacity of [null, 100, 27]) {
      const found = solved(["open", "open", "open"], capacity);
      expect(found.price).toBe(0);
      expect(offloaded(found)).toEqual([1, 1, 1]);
      for (const s of found.edgeSteps) expect(s).toBeCloseTo(wanted(0), 10);
    }
  });

  it("shares the capacity among users who stay", () => {
    for (const [capacity, each] of [
      [18, 6],
      [24, 8],
      [26, 26 / 3],
    ] as const) {
      const found = solved(["open", "open", "open"], capacity);
      expect(found.price).toBeCloseTo(priceOf(each), 10);
      expect(offloaded(found)).toEqual([1, 1, 1]);
      for (const s of found.edgeSteps) expect(s).toBeCloseTo(each, 10);
    }
  });

  it("splits 150 000 users who leave at one price", ONLY_IN_FULL, () => {
    const { price, offload } = solved(new Array<"open">(150_000).fill("open"), 500_000);
    expect(price).toBeCloseTo(0.9, 10);
    expect(offload.reduce((sum, a) => sum + a, 0)).toBeCloseTo(500_000 / AT_LEAVING, 5);
    expect(offload.filter((a) => a > 0 && a < 1).length).toBeLessThanOrEqual(1);
  });

  it("fills it in index order where users leave, with one of them in part", () => {
    const found = solved(["open", "open", "open"], 10);
    expect(found.price).toBeCloseTo(0.9, 10);
    expect(offloaded(found)).toEqual(shares(1, 10 / AT_LEAVING - 1, 0));
    for (const s of found.edgeSteps) expect(s).toBeCloseTo(AT_LEAVING, 8);
    expect(offloaded(solved(["open", "open", "open"], 1))).toEqual(shares(1 / AT_LEAVING, 0, 0));
    expect(offloaded(solved(["open", "open", "open"], 0))).toEqual([0, 0, 0]);
  });

  it("keeps users at the edge who have nowhere else to go", () => {
    const mixed = solved(["open", "closed", "open"], 7);
    expect(mixed.price).toBeCloseTo(0.9, 10);
    expect(offloaded(mixed)).toEqual(shares((7 - AT_LEAVING) / AT_LEAVING, 1, 0));
    const scarce = solved(["open", "closed", "open"], 3);
    expect(scarce.price).toBeCloseTo(priceOf(3), 10);
    expect(offloaded(scarce)).toEqual([0, 1, 0]);
    expect(scarce.edgeSteps[1]).toBeCloseTo(3, 10);
    const least = solved(["closed", "open", "closed"], 2);
    expect(least.price).toBeCloseTo(priceOf(1), 12);
    expect(offloaded(least)).toEqual([1, 0, 1]);
    expect([least.edgeSteps[0], least.edgeSteps[2]]).toEqual([1, 1]);
  });

  it("leaves out users whom their local value keeps away, and whose edge is closed", () => {
    const problem = toProblem(halving(["open", "open", "open"], 12, { 0: 1e3, 1: 0.05, 2: 2e3 }));
    const found = realPrice(problem, Float64Array.of(-Infinity, 1e9, Infinity));
    expect(found.price).toBe(0);
    expect(offloaded(found)).toEqual([0, 0, 1]);
    expect(found.edgeSteps[0]).toBeCloseTo(wanted(0), 10);
    expect(found.edgeSteps[1]).toBeNaN();
    const none = realPrice(problem, Float64Array.of(-Infinity, 1e9, -Infinity));
    expect([none.price, ...none.offload]).toEqual([0, 0, 0, 0]);
  });
});

it("a user leaves at the price at which the edge costs as much as the device", () => {
  const problem = toProblem(halving(["open"], 1));
  expect(leavingPrice(problem, problem.localCost[0]!, 0, 0, 100)).toBeCloseTo(0.9, 12);
  expect(leavingPrice(problem, problem.localCost[0]!, 0, 0.3, 100)).toBeCloseTo(0.9, 12);
  expect(leavingPrice(problem, problem.localCost[0]!, 0, 0, 0.7)).toBe(0.7);
  expect(leavingPrice(problem, problem.localCost[0]!, 0, 0.95, 2)).toBe(0.95);
});

const EDGE_ALONE = (problem: Problem): Float64Array => new Float64Array(problem.count).fill(Infinity);

describe("where costs are flat", () => {
  it("fills the capacity in index order", () => {
    const problem = toProblem(flat([0.5, 0.5, 0.25], 75));
    const { price, offload, edgeSteps } = realPrice(problem, EDGE_ALONE(problem));
    expect([price, ...offload]).toEqual([0.5, 1, 1, 1]);
    expect([...edgeSteps]).toEqual([30, 15, 30]);
    const scarce = toProblem(flat([0.5, 0.5, 0.25], 12));
    expect(realPrice(scarce, EDGE_ALONE(scarce))).toMatchObject({
      price: 0.75,
      offload: Float64Array.of(1, 1, 1),
      edgeSteps: Float64Array.of(1, 1, 10),
    });
    const just = toProblem(flat([0.5, 0.5, 0.25], 32));
    expect(realPrice(just, EDGE_ALONE(just))).toMatchObject({
      price: 0.5,
      offload: Float64Array.of(1, 1, 1),
      edgeSteps: Float64Array.of(1, 1, 30),
    });
  });

  it("fills it with users who leave just there as well", () => {
    const problem = toProblem(flat([0.5, 0.5, 0.25], 75));
    // φ + λs = 0 at the price 0.5 whatever s: the second is tied with its device
    const value = Float64Array.of(Infinity, 0, Infinity);
    const { price, offload, edgeSteps } = realPrice(problem, value);
    expect(price).toBe(0.5);
    expect([...offload]).toEqual([1, 0.5, 1]);
    expect([...edgeSteps]).toEqual([30, 30, 30]);
  });

  it("in index order also where one who leaves comes before one who stays", () => {
    const problem = toProblem(flat([0.5, 0.5, 0.25], 75));
    const { offload, edgeSteps } = realPrice(problem, Float64Array.of(0, Infinity, Infinity));
    expect([...offload]).toEqual([1, 1, 1]);
    expect([...edgeSteps]).toEqual([30, 15, 30]);
  });

  it("is where a user leaves whose steps are worth more than they cost", () => {
    const problem = toProblem(flat([0.5], 10));
    expect(realPrice(problem, Float64Array.of(0))).toMatchObject({
      price: 0.5,
      offload: Float64Array.of(1 / 3),
      edgeSteps: Float64Array.of(30),
    });
  });

  it("fills it where demand falls past the capacity between two numbers", () => {
    // an error so small that steps fall from 30 to 2 within the rounding of the price
    const problem = toProblem(flat([0.5, 0.5], 40, 60e-17));
    const { price, offload, edgeSteps } = realPrice(problem, EDGE_ALONE(problem));
    expect(price).toBeGreaterThan(0.5);
    expect(price).toBeLessThan(0.5 + 1e-15);
    expect([...offload]).toEqual([1, 1]);
    expect(edgeSteps[0]).toBe(30);
    expect(edgeSteps[1]).toBeCloseTo(10, 12);
  });
});

/** Demand of the edge at a price, summed plainly. */
function demandAt({ count, edge }: Problem, localValue: Float64Array, price: number): number {
  let sum = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 0) continue;
    const s = bestSteps(edge, n, price);
    if (localValue[n] === Infinity || pricedCost(edge, n, s, price) < localValue[n]!) sum += s;
  }
  return sum;
}

/** That it is the smallest price at which demand fits, and that users do what is best for them at it. @returns Users there in part. */
function expectOptimal(problem: Problem, name: string): number {
  const { count, edge, capacity, localCost } = problem;
  const { price, offload, edgeSteps } = realPrice(problem, localCost);
  expect(demandAt(problem, localCost, price * (1 + 1e-10)), name).toBeLessThanOrEqual(capacity);
  if (price > 0) expect(demandAt(problem, localCost, price * (1 - 1e-9)), name).toBeGreaterThan(capacity);
  let taken = 0;
  let parts = 0;
  for (let n = 0; n < count; n++) {
    const [a, s] = [offload[n]!, edgeSteps[n]!];
    if (edge.open[n] === 0) {
      if (a !== 0 || !Number.isNaN(s)) throw new Error(`${name}: user ${n} is at an edge that is closed to it`);
      continue;
    }
    taken += a * s;
    if (a > 0 && a < 1) parts++;
    const own = bestSteps(edge, n, price);
    const most = Math.max(mostBestSteps(edge, n, price), bestSteps(edge, n, price * (1 - 1e-10)));
    if (!(s >= own * (1 - 1e-12) && s <= most * (1 + 1e-12)))
      throw new Error(`${name}: user ${n} takes ${s} steps, not ${own}`);
    // the other place costs no less
    const stay = pricedCost(edge, n, own, price);
    const rounding = 1e-11 * (Math.abs(stay) + price * s + 1);
    if (a > 0 ? stay > localCost[n]! + rounding : localCost[n]! > stay + rounding) {
      throw new Error(`${name}: user ${n} would rather be elsewhere`);
    }
    if (a > 0 && a < 1 && localCost[n]! > stay + rounding) throw new Error(`${name}: user ${n} would rather stay`);
  }
  expect(parts).toBeLessThanOrEqual(1);
  expect(taken).toBeLessThanOrEqual(capacity * (1 + 1e-12));
  if (price > 0) expect(taken, name).toBeGreaterThanOrEqual(capacity * (1 - 1e-12));
  return parts;
}

describe("on random problems", () => {
  const problems = [...feasibleProblems(shortOrFull(24, 60))];

  it("it is the smallest price at which demand fits, and users do what is best for them at it", MORE_IN_FULL, () => {
    let fractional = 0;
    for (const { seed, problem } of problems) fractional += expectOptimal(problem, `seed ${seed}`);
    expect(fractional).toBeGreaterThan(problems.length / 12);
  });

  it("so it is of many users, of whom many leave between the first two prices, or all at one", () => {
    for (const stepCapacity of [1, 40, 300, 900, 1500]) {
      const users = { users: 200, seed: 4, stepCapacity };
      expectOptimal(problemOf(generateColumns(users)), `${stepCapacity}`);
      expectOptimal(problemOf(generateColumns({ ...users, deadlineShare: 0.5, batteryShare: 0.5 })), `${stepCapacity}`);
    }
    const found = solved(
      Array.from({ length: 50 }, () => "open"),
      100,
    );
    expect(found.price).toBeCloseTo(0.9, 10);
    expect(offloaded(found)).toEqual(
      Array.from({ length: 50 }, (_, n) => shares(Math.min(1, Math.max(0, 100 / AT_LEAVING - n)))[0]),
    );
  });

  it("a guess, right or wrong, changes nothing but rounding", MORE_IN_FULL, () => {
    for (const { seed, problem } of problems.slice(0, shortOrFull(10, 30))) {
      const { localCost } = problem;
      const own = realPrice(problem, localCost);
      for (const factor of [0, 1e-6, 0.5, 1 - 1e-12, 1, 1 + 1e-12, 2, 1e6]) {
        const found = realPrice(problem, localCost, { price: own.price * factor });
        expect(Math.abs(found.price - own.price), `seed ${seed}`).toBeLessThanOrEqual(1e-11 * own.price);
        const apart = found.offload.map((a, n) => Math.abs(a - own.offload[n]!));
        expect(Math.max(...apart), `seed ${seed}`).toBeLessThanOrEqual(1e-8);
      }
    }
  });

  it.each([
    ["of one law each", randomScenario],
    ["with compound laws", compoundScenario],
    ["with several models", modelsScenario],
    ["under a capacity in work", workScenario],
    ["with floors", floorScenario],
  ])("what an earlier answer knew changes nothing but rounding, users %s", MORE_IN_FULL, (_, made) => {
    let [compared, moved] = [0, 0];
    const seeds = shortOrFull(6, 60);
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = made(seed, 30);
      if (!hasPlan(scenario)) continue;
      const convex = convexOf(toProblem(scenario));
      const { localCost } = convex;
      let near = realPrice(convex, localCost);
      for (const [k, part] of [0.01, -0.01, 0.2, -3].entries()) {
        // as a penalty's slope that pushes every other user to its device
        const value = localCost.map((own, n) => (n % 2 === 0 && own < Infinity ? own - part * Math.abs(own) : own));
        const anew = realPrice(convex, value);
        const found = realPrice(convex, value, near);
        const where = `seed ${seed}, ${k}`;
        expect(Math.abs(found.price - anew.price), where).toBeLessThanOrEqual(1e-11 * anew.price);
        expect(Math.max(...found.offload.map((a, n) => Math.abs(a - anew.offload[n]!))), where).toBeLessThan(1e-8);
        compared++;
        moved += Number(found.price !== near.price);
        near = found;
      }
    }
    expect(compared).toBeGreaterThan(1.5 * seeds);
    expect(moved).toBeGreaterThan(compared / 6);
  });

  it("a price that stands is not searched for, and nobody is asked again", () => {
    let stood = 0;
    for (const { seed, problem } of problems.slice(0, 30)) {
      const { localCost } = problem;
      const near = realPrice(problem, localCost);
      // a penalty's slope that holds all where they are
      const value = localCost.map((own, n) => (near.offload[n] === 1 ? own + 1 : own - 1));
      const split = near.offload.some((a) => a > 0 && a < 1);
      if (near.price === 0 || split) continue;
      const found = realPrice(problem, value, near);
      stood += Number(found.price === near.price && found.wanted === near.wanted);
      expect(found.offload, `seed ${seed}`).toEqual(near.offload);
      const anew = realPrice(problem, value);
      expect(Math.abs(found.price - anew.price), `seed ${seed}`).toBeLessThanOrEqual(1e-11 * anew.price);
    }
    expect(stood).toBeGreaterThan(3);
  });

  it("a capacity without end has the price 0, whatever was thought to be near", () => {
    const columns = generateColumns({ users: 20, seed: 3 });
    const endless = problemOf({ ...columns, edge: { ...columns.edge, stepCapacity: null } });
    expect(realPrice(endless, endless.localCost, { price: 0.5 }).price).toBe(0);
  });

  it("what was wanted of another edge is not believed", () => {
    const [one, other] = problems.map(({ problem }) => problem);
    const { wanted: theirs } = realPrice(other!, other!.localCost);
    const own = realPrice(one!, one!.localCost);
    const misled = realPrice(one!, one!.localCost, { price: own.price, wanted: theirs });
    expect(misled.edgeSteps).toEqual(realPrice(one!, one!.localCost, { price: own.price }).edgeSteps);
  });
});
