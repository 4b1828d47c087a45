import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { medianInterval } from "../../numerics/median-interval.js";
import { generate } from "../../population/generate.js";
import { solve } from "../../solver/solve.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { floorPrice, floorPriceDefaults, floorPriceDifferences, floorPriceRuns } from "./floor-price.js";
import { floorPriceChart } from "./floor-price-chart.js";

const options = { ...floorPriceDefaults, floors: [0.15, 0.2, 1], scenarios: shortOrFull(6, 12) };
const runs = floorPriceRuns(options, 1);
const table = floorPrice(runs);
const differences = floorPriceDifferences(runs);

describe("the price of a floor", MORE_IN_FULL, () => {
  it("is that of the proven optimum, with the floor for all", () => {
    const scenario = generate({ ...options.population, seed: 2 });
    const users = scenario.users.map((user) => ({ ...user, maxError: 0.2 }));
    const { price, objective, totals } = solve({ ...scenario, users }, { method: "exact" });
    expect(runs.rows.find(({ seed, maxError }) => seed === 2 && maxError === 0.2)).toMatchObject({
      price,
      objective: objective / 40,
      meanError: totals.error / 40,
      message: "",
    });
  });

  it("says where there is no plan, and why", () => {
    const without = runs.rows.filter(({ message }) => message !== "");
    expect(without.length).toBeGreaterThan(0);
    for (const row of without) {
      expect(row["price"]).toBe("NA");
      expect(row["message"]).toMatch(/^infeasible: edge.stepCapacity is 600, but \d+ users .* to keep maxError/);
    }
  });

  it("compares scenarios with a plan at every floor", () => {
    const never = new Set(runs.rows.filter(({ message }) => message !== "").map(({ seed }) => seed));
    expect(table.rows.map(({ maxError, drawn, scenarios }) => [maxError, drawn, scenarios])).toEqual(
      options.floors.map((floor) => [floor, options.scenarios, options.scenarios - never.size]),
    );
    expect(table.rows.at(-1)!["possible"]).toBe(options.scenarios);
    const own = runs.rows.filter(({ seed, maxError }) => maxError === 0.2 && !never.has(seed!));
    const { median, low, high } = medianInterval(own.map(({ price }) => Number(price)));
    const row = table.rows[1]!;
    for (const [name, value] of Object.entries({ priceMedian: median, priceCiLow: low, priceCiHigh: high })) {
      if (Number.isFinite(value)) expect(Math.abs(Number(row[name]) / value - 1)).toBeLessThan(1e-5);
      else expect(row[name]).toBe("NA");
    }
  });

  it("rises as the floor gets stricter, and costs: in no scenario is a stricter floor cheaper", () => {
    const [strict, some] = differences.rows;
    expect(differences.rows.map(({ maxError, than }) => [maxError, than])).toEqual([
      [0.15, 1],
      [0.2, 1],
    ]);
    expect(strict!["objectiveMoreMedian"]).toBeGreaterThan(Number(some!["objectiveMoreMedian"]));
    expect(some!["objectiveMoreMedian"]).toBeGreaterThan(0);
    expect(some!["priceMoreMedian"]).toBeGreaterThan(0);
    for (const { seed, maxError, objective } of runs.rows) {
      const looser = runs.rows.find(
        (row) => row["seed"] === seed && row["maxError"] === (maxError === 0.15 ? 0.2 : 1),
      )!;
      if (objective !== "NA") expect(objective).toBeGreaterThanOrEqual(Number(looser["objective"]) * (1 - 1e-12));
    }
  });

  it("is drawn with all its floors, the loosest at no added cost", () => {
    const { data, caption, table: drawn } = floorPriceChart(table, differences);
    expect(data).toHaveLength(3);
    for (const { x } of data) expect(x).toEqual(options.floors);
    expect((data[1]!["y"] as number[]).at(-1)).toBe(0);
    expect(caption).toContain(`the ${table.rows[0]!["scenarios"]} of ${options.scenarios} scenarios`);
    for (const row of drawn.rows) expect(Object.keys(row).sort()).toEqual(drawn.columns.map(({ name }) => name).sort());
  });

  it("refuses no scenarios", () => {
    expect(() => floorPriceRuns({ ...options, scenarios: 0 }, 1)).toThrow(InputError);
  });
});
