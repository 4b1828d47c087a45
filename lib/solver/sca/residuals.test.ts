/** The four KKT parts, apart: each is small at the solution and grows where its own condition is broken (MODEL.md §5). */
import { describe, expect, it } from "vitest";
import { pricedCost } from "../../model/cost.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { feasibleProblems } from "../../testing/feasible-problems.js";
import { FEASIBLE } from "../../testing/reference.js";
import type { RelaxedSolution } from "./iterate.js";
import { solvePerspective } from "./perspective.js";
import { kktResiduals, worstResidual } from "./residuals.js";
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

it("solves P2 of 300 random scenarios: residuals under 1e-8, at most one fractional user, duality gap as the slackness says", () => {
  let solved = 0;
  for (const { seed, problem } of feasibleProblems(300)) {
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
  expect(solved).toBeGreaterThan(240);
});
