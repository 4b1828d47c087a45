/** What is kept of a point's steps is what they cost, whatever was asked before. */
import { expect, it } from "vitest";
import { cost, subdifferential } from "../../model/cost.js";
import { fewestSteps } from "../../model/placement.js";
import { toProblem } from "../../model/problem.js";
import { feasibleProblems } from "../../testing/feasible-problems.js";
import { FEASIBLE } from "../../testing/reference.js";
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
          const where = `seed ${seed}, ${place.name}, ${n}, ${s}`;
          for (const price of [0, 0.3, 0.3, 0]) {
            const [left, right] = subdifferential(place, n, s, price);
            const wrong = [s < most ? -right : 0, s > fewest ? left : 0];
            expect(kept.distance(n, s, price), where).toBe(Math.max(0, ...wrong));
            asked++;
          }
          expect(kept.cost(n, s), where).toBe(cost(place, n, s));
          const worth = place.utilityWeight * place.utility.value(s);
          expect(kept.magnitude(n, s), where).toBe(cost(place, n, s) + 2 * worth);
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
