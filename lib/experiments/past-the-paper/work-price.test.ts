import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { workPrice, workPriceDefaults, workPriceDifferences, workPriceRuns } from "./work-price.js";
import { workPriceChart } from "./work-price-chart.js";

const options = { ...workPriceDefaults, capacities: [100, 400], scenarios: 8 };
const runs = workPriceRuns(options, 1);
const table = workPrice(runs);
const differences = workPriceDifferences(runs);

describe("a capacity in work", () => {
  it("never costs more than the steps whose work it has, in any draw: their plan is one of its own", () => {
    expect(runs.rows).toHaveLength(32);
    for (const { stepCapacity, seed, capacity, objective } of runs.rows) {
      if (capacity === "steps") continue;
      const steps = runs.rows.find(
        (row) => row["stepCapacity"] === stepCapacity && row["seed"] === seed && row["capacity"] === "steps",
      )!;
      expect(objective).toBeLessThanOrEqual(Number(steps["objective"]) * (1 + 1e-9));
    }
  });

  it("lets pictures in that steps keep out", () => {
    const at = (capacity: string): number =>
      Number(table.rows.find((row) => row["stepCapacity"] === 400 && row["capacity"] === capacity)!["picturesMean"]);
    expect(at("work")).toBeGreaterThan(at("steps") + 0.3);
    for (const row of differences.rows) expect(row["objectiveMoreMedian"]).toBeGreaterThan(0);
  });

  it("is drawn with all capacities", () => {
    const { data, caption, table: drawn } = workPriceChart(table, differences);
    expect(data).toHaveLength(9);
    for (const { x } of data.slice(4)) expect(x).toEqual(options.capacities);
    expect(caption).toContain("Over 8 scenarios");
    for (const row of drawn.rows) expect(Object.keys(row).sort()).toEqual(drawn.columns.map(({ name }) => name).sort());
  });

  it("refuses no scenarios", () => {
    expect(() => workPriceRuns({ ...options, scenarios: 0 }, 1)).toThrow(InputError);
  });
});
