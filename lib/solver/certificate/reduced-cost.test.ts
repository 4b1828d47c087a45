/** Alternatives of a user whose error halves with every step, and of random ones against a list of all their choices. */
import { describe, expect, it } from "vitest";
import { pricedCost } from "../../model/cost.js";
import { fewestSteps, maxWholeSteps } from "../../model/placement.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import { feasibleProblems } from "../../testing/feasible-problems.js";
import { halving } from "../../testing/halving.js";
import { alternatives, cheapestAlternative } from "./reduced-cost.js";

const problem = toProblem(halving(["open", "closed"], 1, { 1: 1e3 }));
const at = (user: number, use: number) => ({ user, use, copies: 1 });
const told = (user: number, steps: number, price: number, limit: number) =>
  alternatives(problem, price, at(user, steps), limit)
    .map(({ reducedCost, shift }) => [shift, Number(reducedCost.toPrecision(10))])
    .sort((a, b) => a[0]! - b[0]!);

describe("alternatives", () => {
  it("are the device and steps more or less, by what they cost more", () => {
    // the 9th step saves 0.0171875, the 8th 0.134375, the 7th 0.36875, the 6th 0.8375 and the 5th 1.775, each for 0.5
    expect(told(0, 6, 0.5, 1)).toEqual([
      [-1, 0.3375],
      [1, 0.13125],
      [2, 0.496875],
      [3, 0.9796875],
    ]);
    // 6 steps cost 4.5375 then, the device 6.875
    expect(told(0, 6, 0.5, 2.3375)).toContainEqual([-6, 2.3375]);
    expect(told(0, 6, 0.5, 2.33)).not.toContainEqual([-6, 2.3375]);
    expect(told(1, 6, 0.5, 100)).not.toContainEqual([-6, Infinity]);
    // all of 30
    expect(told(1, 6, 0.5, Infinity).filter(([shift]) => shift! > -6)).toHaveLength(29);
  });

  it("of a user on its device lie around what it would take at the edge", () => {
    // 5 steps cost 2.375 + 5λ: 6.975 at 0.92; 4 and 6 of them 7.83 and 7.0575, and the device 6.875
    expect(told(0, 0, 0.92, 0.2)).toEqual([
      [5, 0.1],
      [6, 0.1825],
    ]);
    expect(told(0, 0, 0.92, 0.15)).toEqual([[5, 0.1]]);
    expect(told(0, 0, 0.92, 0.05)).toEqual([]);
  });

  it("are none where the edge is closed", () => {
    const closed = toProblem(halving(["open", "open"], 1, { 0: 1e3, 1: 0.05 }));
    expect(closed.edge.open[1]).toBe(0);
    expect(alternatives(closed, 1, at(1, 0), Infinity)).toEqual([]);
    expect(cheapestAlternative(closed, 1, at(1, 0))).toBe(Infinity);
  });
});

/** Reduced cost of each choice but the block's own, by its steps, at what the user does best. */
function listed({ edge, localWholeCost }: Problem, price: number, user: number, steps: number): Map<number, number> {
  const value = (s: number): number => (s === 0 ? localWholeCost[user]! : pricedCost(edge, user, s, price));
  const all = Array.from({ length: maxWholeSteps(edge, user) + 1 }, (_, s) => s);
  return new Map(
    all
      .filter((s) => s !== steps && (s === 0 || s >= fewestSteps(edge, user)))
      .map((s) => [s - steps, Math.max(0, value(s) - value(steps))]),
  );
}

it("alternatives of random users are all that cost up to the limit more, and the cheapest is among them", () => {
  let compared = 0;
  for (const { problem } of feasibleProblems(5)) {
    const { edge, localWholeCost, count } = problem;
    for (let n = 0; n < count; n++) {
      for (const price of [0, 0.01, 0.3, 2]) {
        const own = edge.open[n] === 1 ? bestWholeSteps(edge, n, price) : 0;
        const atEdge = own > 0 && pricedCost(edge, n, own, price) < localWholeCost[n]!;
        const block = at(n, atEdge ? own : 0);
        const all = edge.open[n] === 1 ? listed(problem, price, n, block.use) : new Map<number, number>();
        const cheapest = Math.min(Infinity, ...all.values());
        expect(cheapestAlternative(problem, price, block)).toBe(cheapest);
        for (const limit of [cheapest, 3 * cheapest]) {
          if (!(limit < Infinity)) continue;
          compared++;
          const found = alternatives(problem, price, block, limit);
          const expected = [...all].filter(([, reducedCost]) => reducedCost <= limit);
          expect(new Map(found.map(({ shift, reducedCost }) => [shift, reducedCost]))).toEqual(new Map(expected));
          expect(found).toHaveLength(expected.length);
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(500);
});
