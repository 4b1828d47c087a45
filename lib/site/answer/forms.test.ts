/** Between big-M and the perspective form: bounds rise, none is above a plan, and what is drawn of a user is its cost. */
import { describe, expect, it } from "vitest";
import { shareCost } from "../../model/cost.js";
import { averageError } from "../../model/error.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { campus30 } from "../../population/campus.js";
import { fiveUsers } from "../../population/five-users.js";
import { generate } from "../../population/generate.js";
import { bigM } from "../../solver/sca/big-m.js";
import { relaxedObjective, solve } from "../../solver/solve.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../../testing/long.js";
import { withCapacity } from "./answer.js";
import { Forms, Mixed } from "./forms.js";

const SCENARIOS = [
  ["five users", fiveUsers],
  ["five users, 25 steps", withCapacity({ scenario: fiveUsers, capacity: 25 })],
  ["five users, steps left", withCapacity({ scenario: fiveUsers, capacity: 110 })],
  ["campus-30", generate(campus30)],
  ["sixty users", generate({ users: 60, seed: 2 })],
] as const;

/** Of a grid, in one direction. */
const FINE = shortOrFull(60, 120);

/** The least of big-M's cost of a share a, at a price, by a grid over x and y. */
function byGrid({ local, edge, scenario }: Problem, n: number, a: number, price: number): number {
  const [most, mostEdge] = [(1 - a) * local.maxSteps[n]!, a * edge.maxSteps[n]!];
  const parts = Array.from({ length: 1 + FINE }, (_, k) => k / FINE);
  let least = Infinity;
  for (const i of parts) {
    for (const j of parts) {
      const [x, y] = [i * most, j * mostEdge];
      if (x + y < 1) continue;
      const error = scenario.weights.error * averageError(scenario.users, n, x + y);
      const cost = shareCost(local, n, x) + shareCost(edge, n, y) + error + a * edge.fixedCost[n]! + price * y;
      least = Math.min(least, cost);
    }
  }
  return least;
}

describe.each(someOrAll(3, SCENARIOS))("%s", MORE_IN_FULL, (_, scenario) => {
  it("rises from big-M's bound to the perspective form's, and stays below every plan", () => {
    const forms = new Forms();
    const answers = [0, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1].map((tight) =>
      forms.answer({ id: 1, key: "", scenario, tight, price: 0, users: [] }),
    );
    const bounds = answers.map(({ now }) => now.bound);
    const optimum = solve(scenario, { method: "exact" }).objective;
    const rounding = 1e-9 * Math.abs(optimum);
    expect(Math.abs(bounds[0]! - relaxedObjective(scenario, bigM))).toBeLessThan(rounding);
    expect(Math.abs(bounds.at(-1)! - relaxedObjective(scenario))).toBeLessThan(rounding);
    const all = bounds.at(-1)! - bounds[0]!;
    expect(all).toBeGreaterThan(1e-3 * Math.abs(optimum));
    expect(bounds[1]! - bounds[0]!).toBeLessThan(0.05 * all);
    expect(bounds.at(-1)! - bounds.at(-2)!).toBeLessThan(0.05 * all);
    for (const [k, bound] of bounds.entries()) {
      if (k > 0) expect(bound).toBeGreaterThanOrEqual(bounds[k - 1]! - rounding);
      expect(bound).toBeLessThanOrEqual(optimum + rounding);
    }
  });

  it("draws a convex curve between the two plans' costs", () => {
    const price = solve(scenario, { method: "exact" }).price;
    const users = Array.from({ length: Math.min(5, scenario.users.length) }, (_, n) => n);
    const answer = new Forms().answer({ id: 1, key: "", scenario, tight: 0, price, users });
    const mixed = new Mixed(toProblem(scenario));
    for (const { user, device, edge, shares, loose } of answer.users) {
      if (shares.length === 0) {
        expect(Math.max(device, edge)).toBe(Infinity);
        continue;
      }
      expect([shares[0], shares.at(-1), loose[0], loose.at(-1)]).toEqual([0, 1, device, edge]);
      const slopes = Array.from(shares.keys())
        .slice(1)
        .map((k) => (loose[k]! - loose[k - 1]!) / (shares[k]! - shares[k - 1]!));
      for (const [k, slope] of slopes.entries()) if (k > 0) expect(slope).toBeGreaterThanOrEqual(slopes[k - 1]! - 1e-6);
      for (const tight of [0, 0.4, 1]) {
        // θ of the chord and 1 − θ of the curve: nowhere below what the bound counts, and as low somewhere
        const drawn = shares.map((a, k) => (1 - tight) * loose[k]! + tight * ((1 - a) * device + a * edge));
        const { cost } = mixed.least(user, tight, price);
        const apart = Math.min(...drawn) - cost;
        expect(apart).toBeGreaterThanOrEqual(-1e-9 * Math.abs(cost));
        expect(apart).toBeLessThan(3e-4 * Math.max(Math.abs(device), Math.abs(edge)));
        if (tight === 1) expect(cost).toBe(Math.min(device, edge));
      }
    }
  });
});

it("is what the best of all x and y costs, at every share", MORE_IN_FULL, () => {
  const problem = toProblem(fiveUsers);
  const mixed = new Mixed(problem);
  for (const n of [0, 3]) {
    const { shares, loose } = mixed.costsOf(n, 0.5);
    expect(shares.length).toBeGreaterThan(4);
    for (const [k, a] of shares.entries()) {
      const cost = byGrid(problem, n, a, 0.5);
      expect(loose[k]!).toBeLessThanOrEqual(cost + 1e-9);
      expect(cost - loose[k]!).toBeLessThan(0.05);
    }
  }
});

it("keeps what a scenario decides, and begins anew with another", () => {
  const forms = new Forms();
  const ask = (key: string, scenario: typeof fiveUsers) =>
    forms.answer({ id: 1, key, scenario, tight: 0, price: 1, users: [0] });
  const first = ask("a", fiveUsers);
  expect(ask("b", withCapacity({ scenario: fiveUsers, capacity: 20 })).now.bound).toBeGreaterThan(first.now.bound);
  expect(ask("a", fiveUsers)).toEqual(first);
});
