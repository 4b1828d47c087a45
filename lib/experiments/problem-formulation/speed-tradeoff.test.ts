import { expect, test } from "vitest";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import { speedTradeoff } from "./speed-tradeoff.js";
import { stepTradeoff } from "./step-tradeoff.js";

const scenario = generate(campus30);
const { rows } = speedTradeoff({ scenario, user: "u23", steps: 20 });

test.each(["local", "edge"])("energy falls with the square of the computation time: %s", (place) => {
  const products = rows
    .filter((row) => row["place"] === place)
    .map(({ energy, computationTime }) => Number(energy) * Number(computationTime) ** 2);
  expect(products.length).toBe(91);
  for (const product of products) expect(product / products[0]!).toBeCloseTo(1, 12);
});

test.each(["local", "edge"])("no speed costs less than the best time of the model: %s", (place) => {
  const best = stepTradeoff({ scenario, user: "u23" }).rows.find(
    (row) => row["place"] === place && row["steps"] === 20,
  )!;
  const costs = rows.filter((row) => row["place"] === place).map(({ cost }) => Number(cost));
  const excess = Math.min(...costs) - Number(best["cost"]);
  expect(excess).toBeGreaterThan(-1e-12);
  expect(excess).toBeLessThan(1e-3);
});
