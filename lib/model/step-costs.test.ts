/** What is kept of a point's steps is what they cost, whatever was asked before. */
import { expect, it } from "vitest";
import { feasibleProblems } from "../testing/feasible-problems.js";
import { FEASIBLE } from "../testing/reference.js";
import { cost, subdifferential } from "./cost.js";
import { averageError } from "./error.js";
import { fewestSteps } from "./placement.js";
import { toProblem } from "./problem.js";
import { stepCosts } from "./step-costs.js";

it("tells cost, size and distance of the steps that it is asked about, at the price that it is asked at", () => {
  let asked = 0;
  for (const { seed, problem } of feasibleProblems(12)) {
    for (const place of [problem.local, problem.edge]) {
      const kept = stepCosts({ ...place }, problem.count);
      for (let n = 0; n < problem.count; n++) {
        if (place.open[n] === 0) continue;
        const [fewest, most] = [fewestSteps(place, n), place.maxSteps[n]!];
        for (const part of [0, 0.5, 0.5, 1, 0]) {
          const s = fewest + part * (most - fewest);
          const prices = [0, 0.3, 0.3, 0];
          const distances = prices.map((price) => {
            const [left, right] = subdifferential(place, n, s, price);
            return Math.max(0, s < most ? -right : 0, s > fewest ? left : 0);
          });
          const own = prices.map((price) => kept.distance(n, s, price));
          asked += prices.length;
          const who = `seed ${seed}, ${place.name}, ${n}, ${s}`;
          const worth = place.utilityWeight * place.utility.value(s);
          const known = [kept.cost(n, s), kept.magnitude(n, s)];
          expect(known, who).toEqual([cost(place, n, s), cost(place, n, s) + 2 * worth]);
          // the error's slope is told by the error, which has a floor
          const slopes = place.stepCost[n]! + place.utilityWeight + place.errorWeight * averageError(place.users, n, s);
          own.forEach((d, i) => {
            expect(Math.abs(d - distances[i]!), who).toBeLessThan(1e-14 * (slopes + distances[i]!));
          });
        }
      }
    }
  }
  expect(asked).toBeGreaterThan(1000);
});

it("is one for a place", () => {
  const problem = toProblem(FEASIBLE[0]!.scenario);
  expect(stepCosts(problem.edge, problem.count)).toBe(stepCosts(problem.edge, problem.count));
  expect(stepCosts(problem.edge, problem.count)).not.toBe(stepCosts(problem.local, problem.count));
});
