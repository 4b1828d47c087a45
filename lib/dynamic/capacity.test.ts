import { mean, sampleCorrelation } from "simple-statistics";
import { expect, it } from "vitest";
import { drawCapacity } from "./capacity.js";

it("four tenants, each there a third of the time, for 10 slots on average, take a tenth each", () => {
  const left = Array.from(drawCapacity(1e6, 40_000, { tenants: true }, 2), (steps) => steps / 1e6);
  expect(Math.abs(mean(left) - (1 - 0.4 / 3))).toBeLessThan(0.005);
  // each leaves with probability 1/10 and comes with 1/20
  const correlation = sampleCorrelation(left.slice(1), left.slice(0, -1));
  expect(Math.abs(correlation - (1 - 1 / 10 - 1 / 20))).toBeLessThan(0.01);
  const after3 = sampleCorrelation(left.slice(3), left.slice(0, -3));
  expect(Math.abs(after3 - 0.85 ** 3)).toBeLessThan(0.02);
});

it("begins with as many tenants as it goes on with", () => {
  const first = Array.from({ length: 4000 }, (_, seed) => drawCapacity(100, 1, { tenants: true }, seed)[0]!);
  expect(Math.abs(mean(first) - 100 * (1 - 0.4 / 3))).toBeLessThan(0.6);
});

it("an outage leaves its share of what tenants leave, also beyond the end", () => {
  const whole = drawCapacity(1000, 8, { tenants: true }, 3);
  const outage = drawCapacity(1000, 8, { tenants: true, outage: { from: 6, until: 20, left: 0.5 } }, 3);
  expect([...outage]).toEqual([...whole].map((steps, k) => (k < 6 ? steps : steps / 2)));
  expect([...drawCapacity(7, 3, {}, 1)]).toEqual([7, 7, 7]);
  expect([...drawCapacity(Infinity, 3, { outage: { from: 0, until: 2, left: 0.5 } }, 1)]).toEqual(
    new Array(3).fill(Infinity),
  );
  // 0.1·30 is whole but for rounding
  expect([...drawCapacity(30, 1, { outage: { from: 0, until: 1, left: 0.1 } }, 1)]).toEqual([3]);
});

it.each([
  [{ from: -1, until: 2, left: 0 }, "outage.from: must be a whole number from 0 to 9007199254740991, not -1"],
  [{ from: 0, until: 1.5, left: 0 }, "outage.until: must be a whole number from 0 to 9007199254740991, not 1.5"],
  [{ from: 3, until: 3, left: 0 }, "outage.until: must be above outage.from, 3, not 3"],
  [{ from: 0, until: 1, left: 1.1 }, "outage.left: must be a number from 0 to 1, not 1.1"],
])("refuses the outage %j", (outage, message) => {
  expect(() => drawCapacity(10, 4, { outage }, 1)).toThrow(message);
});
