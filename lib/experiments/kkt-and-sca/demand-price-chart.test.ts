import { expect, it } from "vitest";
import { fiveUsers } from "../../population/five-users.js";
import { demandPrice } from "./demand-price.js";
import { demandPriceChart } from "./demand-price-chart.js";

it("draws the demand, the capacity and the price where they cross, and names who leaves where", () => {
  const { data, layout } = demandPriceChart(demandPrice({ scenario: fiveUsers, highestPrice: 2.5 }));
  const [demand, capacity, solution] = data as { x: number[]; y: number[]; name: string }[];
  expect(demand!.x.at(-1)).toBe(2.5);
  expect(capacity!.y).toEqual([40, 40]);
  expect(solution!.y).toEqual([40]);
  expect(solution!.name).toContain(solution!.x[0]!.toFixed(3));
  const labels = layout["annotations"] as { text: string; x: number; y: number }[];
  expect(labels.map(({ text }) => text)).toEqual(["E", "A", "C", "B", "D"].map((id) => `${id} leaves`));
  for (const { x, y } of labels) {
    const jump = demand!.y.filter((_, i) => demand!.x[i] === x);
    expect(y).toBeLessThan(jump[0]!);
    expect(y).toBeGreaterThan(jump[1]!);
  }
});
