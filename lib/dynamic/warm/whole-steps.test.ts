import { expect, it } from "vitest";
import { pricedCost } from "../../model/cost.js";
import { fewestSteps, maxWholeSteps } from "../../model/placement.js";
import { toProblem } from "../../model/problem.js";
import { flatPrice } from "../../model/steps.js";
import { bestWholeSteps, stepSaving } from "../../model/whole-steps.js";
import { stream } from "../../numerics/stream.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { WholeSteps } from "./whole-steps.js";

it(
  "is bestWholeSteps at every price, in whatever order they come, those included at which a step more or less is as good",
  MORE_IN_FULL,
  () => {
    let kept = 0;
    for (let seed = 1; seed <= shortOrFull(8, 25); seed++) {
      const { edge, count } = toProblem(randomScenario(seed, 8));
      const next = stream(seed, 5);
      const known = new WholeSteps(count);
      for (let n = 0; n < count; n++) {
        if (edge.open[n] === 0) continue;
        for (let i = 0; i < 12; i++) {
          const price = 10 ** (2 * next() - 2);
          const steps = bestWholeSteps(edge, n, price);
          expect(known.at(edge, n, price)).toBe(steps);
          const near = [price * 1.001, price * 0.999, price];
          if (steps > fewestSteps(edge, n)) near.push(stepSaving(edge, n, steps));
          if (steps < maxWholeSteps(edge, n)) near.push(stepSaving(edge, n, steps + 1));
          for (const other of near) {
            const expected = bestWholeSteps(edge, n, other);
            const found = known.at(edge, n, other);
            kept += Number(expected === steps);
            if (!Number.isNaN(flatPrice(edge, n))) {
              // every step saves the same but for rounding, which says how many there are at that price
              const value = pricedCost(edge, n, expected, other);
              expect(Math.abs(pricedCost(edge, n, found, other) - value)).toBeLessThan(1e-12 * (1 + Math.abs(value)));
            } else expect(found).toBe(expected);
          }
        }
      }
    }
    expect(kept).toBeGreaterThan(shortOrFull(300, 1000));
  },
);

it("asks again only where the steps may be others, and after it forgot", () => {
  const { edge } = toProblem(randomScenario(3, 8));
  let asked = 0;
  const value = (s: number): number => {
    asked++;
    return edge.utility.value(s);
  };
  const counting = { ...edge, utility: { ...edge.utility, value } };
  const known = new WholeSteps(edge.open.length);
  const asks = (n: number, price: number): boolean => {
    const before = asked;
    known.at(counting, n, price);
    return asked > before;
  };
  const users = [...edge.open.keys()].filter((n) => edge.open[n] === 1);
  expect(users.length).toBeGreaterThan(1);
  for (const n of users) expect([asks(n, 0.1), asks(n, 0.1)]).toEqual([true, false]);
  known.forget(Int32Array.of(users[0]!));
  expect(users.map((n) => asks(n, 0.1))).toEqual(users.map((_, i) => i === 0));
});
