import { expect, test } from "vitest";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import { solve } from "../../solver/solve.js";
import { placeTradeoff } from "./place-tradeoff.js";

const scenario = generate(campus30);
const { rows } = placeTradeoff({ scenario, users: ["u23", "u11"] });
const pick = (user: string, varied: string, place: string): { value: number; steps: number; pricedCost: number }[] =>
  rows
    .filter((row) => row["user"] === user && row["varied"] === varied && row["place"] === place)
    .map(({ value, steps, pricedCost }) => ({
      value: Number(value),
      steps: Number(steps),
      pricedCost: Number(pricedCost),
    }));

test.each(["u23", "u11"])("neither link nor price matters on the device: %s", (user) => {
  const costs = [...pick(user, "rate", "local"), ...pick(user, "price", "local")].map(({ pricedCost }) => pricedCost);
  expect(costs.length).toBe(122);
  expect(new Set(costs).size).toBe(1);
});

test.each(["u23", "u11"])(
  "at the edge a faster link costs less, a higher price costs more and buys fewer steps: %s",
  (user) => {
    const byRate = pick(user, "rate", "edge");
    for (const [i, { pricedCost }] of byRate.entries())
      if (i > 0) expect(pricedCost).toBeLessThan(byRate[i - 1]!.pricedCost);
    const byPrice = pick(user, "price", "edge");
    for (const [i, { pricedCost, steps }] of byPrice.entries()) {
      if (i === 0) continue;
      expect(pricedCost).toBeGreaterThan(byPrice[i - 1]!.pricedCost);
      expect(steps).toBeLessThanOrEqual(byPrice[i - 1]!.steps);
    }
    expect(byPrice.at(-1)!.steps).toBeLessThan(byPrice[0]!.steps);
  },
);

test("the two users are on different sides of the scenario's price, as in its optimum", () => {
  const { plan, price } = solve(scenario, { method: "exact" });
  for (const user of ["u23", "u11"]) {
    const at = (place: string): number =>
      pick(user, "price", place).find(({ value }) => Math.abs(value - price) < 1e-12)!.pricedCost;
    const n = scenario.users.findIndex(({ id }) => id === user);
    expect(at("edge") < at("local")).toBe(plan.offload[n] === 1);
  }
  expect([plan.offload[22], plan.offload[10]]).toEqual([0, 1]);
});
