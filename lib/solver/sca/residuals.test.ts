/** The four KKT parts, apart: each is small at the solution and grows where its own condition is broken (MODEL.md §5). */
import { describe, expect, it } from "vitest";
import { pricedCost } from "../../model/cost.js";
import { turnAt } from "../../model/placement.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { stepCosts } from "../../model/step-costs.js";
import { feasibleProblems } from "../../testing/feasible-problems.js";
import { halving } from "../../testing/halving.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { oneUser } from "../../testing/one-user.js";
import { FEASIBLE } from "../../testing/reference.js";
import type { RelaxedSolution } from "./iterate.js";
import { solvePerspective } from "./perspective.js";
import { idleCapacity, kktResiduals, relaxedMagnitudes, worstResidual } from "./residuals.js";
import { defaultPenalty } from "./sca.js";

const { scenario } = FEASIBLE.find(({ name }) => name === "medium-40")!;
const medium = toProblem(scenario);
const flat = new Float64Array(medium.count);
const point = solvePerspective(medium, flat);
const check = (changed: Partial<RelaxedSolution>) => kktResiduals(medium, { ...point, ...changed }, flat).residuals;
const replaced = (array: Float64Array, n: number, value: number) => array.map((x, i) => (i === n ? value : x));

/** Users inside the edge's step range, and users with a price of their own on either side. */
const interior = medium.localSteps.findIndex((_, n) => {
  const s = point.edgeSteps[n]!;
  return point.offload[n] === 1 && s > 2 && s < medium.edge.maxSteps[n]! - 2;
});
const atEdge = point.offload.indexOf(1);
const onDevice = point.offload.indexOf(0);

describe("kktResiduals", () => {
  it("are tiny at the solution", () => {
    expect(worstResidual(check({}))).toBeLessThan(1e-14);
  });

  it("stationarity grows with a step too many, and nothing else but the capacity", () => {
    const r = check({ edgeSteps: replaced(point.edgeSteps, interior, point.edgeSteps[interior]! + 1) });
    expect(r.stationarity).toBeGreaterThan(1e-4);
    expect(r.dual).toBe(0);
  });

  it("stationarity holds at a bound only if the slope points outward", () => {
    const r = check({ localSteps: replaced(medium.localSteps, onDevice, 1) });
    expect(r.stationarity).toBeGreaterThan(1e-4);
  });

  it("primal grows with demand above the capacity, offloading above 1, steps outside their range", () => {
    const over = check({ offload: point.offload.map(() => 1) });
    expect(over.primal).toBeGreaterThan(1e-3);
    expect(check({ offload: replaced(point.offload, atEdge, 1.5) }).primal).toBeGreaterThanOrEqual(0.5);
    expect(check({ offload: replaced(point.offload, onDevice, -0.5) }).primal).toBeGreaterThanOrEqual(0.5);
    expect(check({ edgeSteps: replaced(point.edgeSteps, interior, 0.5) }).primal).toBeGreaterThanOrEqual(0.5);
  });

  it("dual grows with a negative price", () => {
    expect(check({ price: -0.25 }).dual).toBe(0.25);
  });

  it("complementarity grows with a user at the wrong place, and with a price on unused capacity", () => {
    expect(check({ offload: replaced(point.offload, atEdge, 0) }).complementarity).toBeGreaterThan(1e-4);
    const idle = toProblem({ ...scenario, edge: { ...scenario.edge, stepCapacity: medium.capacity + 100 } });
    expect(kktResiduals(idle, point, flat).residuals.complementarity).toBeGreaterThan(1e-3);
  });
});

describe("by hand", () => {
  // s steps cost s + 60·2^−s on the device, and s/10 + 60·2^−s at the edge
  const error = (s: number): number => 60 * 2 ** -s;
  const falls = (s: number): number => Math.LN2 * error(s);
  const settled = Math.log2(60 * Math.LN2);
  const device = (s: number): number => s + error(s);
  const edge = (s: number): number => s / 10 + error(s);
  type User = readonly [a: number, onDevice: number, atEdge: number];
  const of = (problem: Problem, price: number, users: readonly User[], slope = 0) => {
    const [offload, localSteps, edgeSteps] = ([0, 1, 2] as const).map((k) => Float64Array.from(users, (u) => u[k]));
    const at = { offload: offload!, localSteps: localSteps!, edgeSteps: edgeSteps!, price };
    return kktResiduals(problem, at, new Float64Array(users.length).fill(slope));
  };
  const alone = toProblem(halving(["open"], null));
  const pair = (capacity: number): Problem => toProblem(halving(["open", "open"], capacity));
  const steps = Math.log2(600 * Math.LN2);

  it("stationarity is steps times the slope that points inward, over the user's costs", () => {
    const stationarity = (problem: Problem, onDevice: number, atEdge: number, price = 0): number =>
      of(problem, price, [[0, onDevice, atEdge]]).residuals.stationarity;
    expect(stationarity(alone, settled, steps)).toBeLessThan(1e-15);
    for (const s of [1, 4, 7, 20]) {
      const slope = Math.abs(1 - falls(s));
      expect(stationarity(alone, s, steps)).toBeCloseTo((s * slope) / (device(s) + edge(steps)), 12);
    }
    for (const s of [1, 5, 12, 30]) {
      const slope = Math.abs(0.1 - falls(s));
      expect(stationarity(alone, settled, s)).toBeCloseTo((s * slope) / (device(settled) + edge(s)), 12);
    }
    expect(stationarity(alone, settled, 8, falls(8) - 0.1)).toBeLessThan(1e-15);
    expect(stationarity(alone, settled, 8, falls(8) + 0.4)).toBeCloseTo((8 * 0.5) / (device(settled) + edge(8)), 12);
    // a cost that rises from 1, and one that still falls at s̄, here 3 by the deadline
    expect(stationarity(alone, settled, 1, 100)).toBeLessThan(1e-15);
    const three = toProblem(halving(["open"], null, { 0: 3 }));
    expect(stationarity(three, 3, steps)).toBeLessThan(1e-15);
    // nearly there is not there
    expect(stationarity(alone, settled, 1 + 1e-12, 100)).toBeGreaterThan(0.1);
    expect(stationarity(three, 3 * (1 - 1e-12), steps)).toBeGreaterThan(0.1);
  });

  it("stationarity at a kink is 0 between the slopes before and beyond it", () => {
    // 20 J last for 5 steps at full speed; from there the slope is 1.5 rather than 1.08, less 0.01 of utility
    const at = (weight: number): number => {
      const { device: own, ...rest } = oneUser({}, { error: weight }).users[0]!;
      const problem = toProblem(oneUser({ ...rest, device: { ...own, battery: 20 } }, { error: weight }));
      const turn = turnAt(problem.local, 0);
      expect(turn).toBeCloseTo(5, 12);
      const edgeSteps = solvePerspective(problem, new Float64Array(1)).edgeSteps[0]!;
      return (of(problem, 0, [[0, turn, edgeSteps]]).residuals.stationarity * size(problem, edgeSteps)) / 5;
    };
    const size = (problem: Problem, atEdge: number): number =>
      stepCosts(problem.local, problem.count).magnitude(0, 5) +
      stepCosts(problem.edge, problem.count).magnitude(0, atEdge);
    const saves = (weight: number): number => weight * 0.1 * Math.exp(-0.5);
    expect(at(20)).toBeLessThan(1e-12);
    expect(at(15)).toBeCloseTo(1.07 - saves(15), 9);
    expect(at(30)).toBeCloseTo(saves(30) - 1.49, 9);
  });

  it("primal is how far a is outside [0, 1], or steps are outside [1, s̄] at an open place, s̄ relative", () => {
    const primal = (problem: Problem, ...users: readonly User[]): number => of(problem, 0, users).residuals.primal;
    expect(primal(alone, [0, 5, 5])).toBe(0);
    expect(primal(alone, [1, 1, 30])).toBe(0);
    expect(primal(alone, [-0.125, 5, 5])).toBe(0.125);
    expect(primal(alone, [1.25, 5, 5])).toBe(0.25);
    expect(primal(alone, [0.5, 0.75, 5])).toBe(0.25);
    expect(primal(alone, [0.5, 5, 0.5])).toBe(0.5);
    expect(primal(alone, [0.5, 25, 5])).toBe(0.25);
    expect(primal(alone, [0.5, 5, 36])).toBeCloseTo(0.2, 15);
    expect(primal(toProblem(halving(["closed"], null)), [0.75, NaN, 5])).toBe(0.25);
    expect(primal(toProblem(halving(["closed"], null)), [1, NaN, 5])).toBe(0);
    const columns = halving(["open"], null);
    const closed = toProblem({ ...columns, edge: { ...columns.edge, maxSteps: 0 } });
    expect(primal(closed, [0.25, 5, NaN])).toBe(0.25);
    expect(primal(closed, [0, 5, NaN])).toBe(0);
  });

  it("primal is what is taken beyond the capacity, relative, or where that is below 1 as it is", () => {
    const primal = (capacity: number, ...a: readonly number[]): number =>
      of(
        pair(capacity),
        0,
        a.map((share) => [share, 5, 6] as const),
      ).residuals.primal;
    expect(primal(10, 1, 0.5)).toBe(0);
    expect(primal(9, 1, 0.5)).toBe(0);
    expect(primal(10, 1, 1)).toBeCloseTo(0.2, 15);
    expect(primal(0, 0.125, 0)).toBe(0.75);
  });

  it("complementarity is the wrong share times what it costs, whichever place it is at", () => {
    const size = device(5) + edge(6);
    // V_e(½) − V_l without and with a slope of 3
    const d = edge(6) + 3 - device(5);
    expect(d).toBeLessThan(0);
    for (const a of [0, 0.25, 1]) {
      for (const slope of [0, 3]) {
        const wrong = (d + slope > 0 ? a : 1 - a) * Math.abs(d + slope);
        const { residuals, slackness } = of(alone, 0.5, [[a, 5, 6]], slope);
        expect(residuals.complementarity).toBeCloseTo(wrong / size, 12);
        expect(slackness).toBeCloseTo(wrong, 12);
      }
    }
    // π − d is nothing beside 2⁶⁰
    const large = of(alone, 2 ** 60, [[0.5, 5, 6]], -6 * 2 ** 60);
    expect(large.residuals.complementarity).toBe(0);
    expect(of(alone, 0.5, [[0.5, 5, 6]], 2 ** 60).residuals.complementarity).toBeGreaterThan(1e16);
  });

  it("complementarity and slackness count what a priced capacity leaves idle", () => {
    const [size, wrong] = [device(5) + edge(6), Math.abs(edge(6) + 3 - device(5))];
    const { residuals, slackness } = of(pair(40), 0.5, [
      [1, 5, 6],
      [0.5, 5, 6],
    ]);
    expect(residuals.complementarity).toBeCloseTo((0.5 * 31) / (2 * size), 12);
    expect(slackness).toBeCloseTo(0.5 * wrong + 0.5 * 31, 12);
    expect(idleCapacity(pair(40), 0.5, 9, 4)).toBeCloseTo((0.5 * 31) / 4, 12);
    expect(idleCapacity(pair(40), -0.5, 9, 4)).toBeCloseTo((0.5 * 31) / 4, 12);
    expect(idleCapacity(pair(40), 0.5, 42, 4)).toBeCloseTo((0.5 * 2) / 4, 12);
    expect(idleCapacity(pair(40), 0, 9, 0)).toBe(0);
    // (2 + 64)·2⁻⁵²·40 is what rounding leaves
    expect(idleCapacity(pair(40), 1, 40 * (1 - 60 * 2 ** -52), 4)).toBe(0);
    expect(idleCapacity(pair(40), 1, 40 * (1 - 72 * 2 ** -52), 4)).toBeGreaterThan(0);
  });

  it("where nothing costs anything, all are 0", () => {
    const columns = halving(["open", "open"], 10);
    const weights = { ...columns.weights, time: 0, error: 0 };
    const { residuals, slackness } = of(toProblem({ ...columns, weights }), 0, [
      [1, 5, 6],
      [0.5, 5, 6],
    ]);
    expect([residuals, slackness]).toEqual([{ stationarity: 0, primal: 0, dual: 0, complementarity: 0 }, 0]);
  });

  it("dual is the price where it is negative, and the worst is the largest of the four", () => {
    expect(of(alone, -0.25, [[0, 5, 6]]).residuals.dual).toBe(0.25);
    expect(of(alone, 0.25, [[0, 5, 6]]).residuals.dual).toBe(0);
    const none = { stationarity: 0, primal: 0, dual: 0, complementarity: 0 };
    for (const part of Object.keys(none)) expect(worstResidual({ ...none, [part]: 2 })).toBe(2);
    // a row of a table has its name beside them
    const row = { ...none, point: "the optimum", iteration: 3 };
    expect(worstResidual(row)).toBe(0);
  });

  it("costs add up without regard to sign, those of a split user by its shares", () => {
    const problem = toProblem(oneUser({}, { energy: 0, localUtility: 3, edgeUtility: 2 }));
    const [onDevice, atEdge] = [4 + 40 * Math.exp(-0.4) + 12, 0.8 + 0.15 + 40 * Math.exp(-0.3) + 6];
    expect(stepCosts(problem.local, problem.count).magnitude(0, 4)).toBeCloseTo(onDevice, 12);
    expect(stepCosts(problem.edge, problem.count).magnitude(0, 3)).toBeCloseTo(atEdge, 12);
    const relaxed = (a: number, s: number, y: number): number =>
      relaxedMagnitudes(problem, {
        offload: Float64Array.of(a),
        localSteps: Float64Array.of(s),
        edgeSteps: Float64Array.of(y),
      })[0]!;
    expect(relaxed(0.25, 4, 3)).toBeCloseTo(0.75 * onDevice + 0.25 * atEdge, 12);
    expect(relaxed(0, 4, NaN)).toBeCloseTo(onDevice, 12);
    expect(relaxed(1, NaN, 3)).toBeCloseTo(atEdge, 12);
  });
});

describe("at 10¹⁰ times the default τ", () => {
  const penalty = 1e10 * defaultPenalty(medium, point);
  const decided = slopes(medium, penalty);
  // a price of the order of τ, where all but ten must leave though the penalty holds them
  const scarce = toProblem({ ...scenario, edge: { ...scenario.edge, stepCapacity: 10 } });
  const drawn = slopes(scarce, penalty).map((π) => -Math.abs(π));
  const cases = {
    "no penalty, as around ½": { problem: medium, π: flat, at: point },
    "a penalty on each user": { problem: medium, π: decided, at: solvePerspective(medium, decided) },
    "a price as large as τ": { problem: scarce, π: drawn, at: solvePerspective(scarce, drawn) },
  };
  const residuals = ({ problem, π, at }: (typeof cases)[keyof typeof cases], changed: Partial<RelaxedSolution> = {}) =>
    kktResiduals(problem, { ...at, ...changed }, π).residuals;

  it("solutions are some", () => {
    for (const one of Object.values(cases)) expect(worstResidual(residuals(one))).toBeLessThan(1e-12);
    expect(cases["a price as large as τ"].at.price).toBeGreaterThan(0.01 * penalty);
  });

  it.each(Object.entries(cases))("a hundredth of a step is not stationary: %s", (_name, one) => {
    const n = medium.localSteps.findIndex((s, m) => s > 2 && s < medium.local.maxSteps[m]! - 1);
    const localSteps = replaced(medium.localSteps, n, medium.localSteps[n]! + 0.01);
    expect(residuals(one, { localSteps }).stationarity).toBeGreaterThan(1e-7);
    const there = one.at.offload.indexOf(1);
    const edgeSteps = replaced(one.at.edgeSteps, there, one.at.edgeSteps[there]! + 0.01);
    expect(residuals(one, { edgeSteps }).stationarity).toBeGreaterThan(1e-7);
  });

  it.each(Object.entries(cases))("users at wrong places are complementary to nothing: %s", (_name, one) => {
    for (const [n, a] of one.at.offload.entries()) {
      if (a !== 0 && a !== 1) continue;
      const margin = solvedMargin(one, n);
      if (Math.abs(margin) < 0.1) continue;
      const offload = replaced(one.at.offload, n, a === 1 ? 0.9 : 0.1);
      expect(residuals(one, { offload }).complementarity).toBeGreaterThan(1e-5);
    }
  });

  it("a price that is off by a part in 10¹² of τ shows", () => {
    const one = cases["a price as large as τ"];
    expect(residuals(one, { price: one.at.price * (1 - 1e-12) }).complementarity).toBeGreaterThan(1e-6);
  });

  it.each(Object.entries(cases).filter(([, { at }]) => at.price > 0))("idle capacity shows: %s", (_name, one) => {
    const idle = { ...one.problem, capacity: one.problem.capacity * (1 + 1e-5) };
    expect(kktResiduals(idle, one.at, one.π).residuals.complementarity).toBeGreaterThan(1e-7);
  });

  function solvedMargin({ problem, π, at }: (typeof cases)[keyof typeof cases], n: number): number {
    return pricedCost(problem.edge, n, at.edgeSteps[n]!, at.price) + π[n]! - problem.localCost[n]!;
  }
});

/** Penalty slopes τ(1 − 2a) with a uneven a for each user. */
function slopes(problem: Problem, penalty: number): Float64Array {
  return Float64Array.from({ length: problem.count }, (_, n) => penalty * (1 - 2 * ((n * 0.618) % 1)));
}

const SEEDS = shortOrFull(20, 300);

it(
  `solves P2 of ${SEEDS} random scenarios: residuals under 1e-8, at most one fractional user, duality gap as the slackness says`,
  MORE_IN_FULL,
  () => {
    let solved = 0;
    for (const { seed, problem } of feasibleProblems(SEEDS)) {
      solved++;
      for (const penalty of [0, 0.5, 20]) {
        const π = slopes(problem, penalty);
        const p2 = solvePerspective(problem, π);
        const { residuals, slackness } = kktResiduals(problem, p2, π);
        expect(worstResidual(residuals), `seed ${seed}, τ ${penalty}`).toBeLessThanOrEqual(1e-8);
        expect(p2.offload.filter((a) => a > 0 && a < 1).length).toBeLessThanOrEqual(1);
        const value = p2.objective + p2.offload.reduce((sum, a, n) => sum + a * π[n]!, 0);
        const scale = Math.max(1, Math.abs(p2.dual), Math.abs(value));
        expect(Math.abs(value - p2.dual - slackness), `seed ${seed}, τ ${penalty}`).toBeLessThanOrEqual(1e-9 * scale);
      }
    }
    expect(solved).toBeGreaterThan(0.8 * SEEDS);
  },
);
