/** The figures of the step limits: step-limits, capacity-price, phone-power. */
import { expect, test } from "vitest";
import { campus30 } from "../../population/campus.js";
import { defaultWeights } from "../../population/generate.js";
import type { Chart } from "../../report/chart.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { catalogue } from "../catalogue.js";
import { chartsOf } from "../experiment.js";
import { capacityPrice, capacityPriceDefaults } from "./capacity-price.js";
import { capacityPriceChart } from "./capacity-price-chart.js";
import { capacityWorth } from "./capacity-worth.js";
import { phonePower, phonePowerDefaults } from "./phone-power.js";
import { phonePowerChart } from "./phone-power-chart.js";
import { DEVICE_LIMITS, EDGE_LIMITS, stepLimitsDefaults } from "./runs.js";
import { stepLimitsChart } from "./step-limits-chart.js";
import { stepLimits } from "./summary.js";

interface Trace {
  readonly x: number[];
  readonly y: number[];
  readonly text: string[][];
}
const named = ({ data }: Chart, name: string): Trace[] =>
  data.filter((trace) => trace["name"] === name) as unknown as Trace[];

test("the catalogue has all of them", () => {
  const names = chartsOf(catalogue).map(({ name }) => name);
  for (const name of ["step-limits", "capacity-price", "phone-power"]) expect(names).toContain(name);
});

test("step limits: cells and curves are those of the table, costs weighted", MORE_IN_FULL, () => {
  const population = { ...stepLimitsDefaults.population, users: 6 };
  const table = stepLimits({ ...stepLimitsDefaults, population, scenarios: shortOrFull(1, 2) }, 1);
  const chart = stepLimitsChart(table, defaultWeights);
  const value = (limits: object, name: string): number =>
    Number(table.rows.find((row) => Object.entries(limits).every(([limit, of]) => row[limit] === of))![name]);
  const maps = chart.data.filter((trace) => trace["type"] === "heatmap") as unknown as Trace[];
  expect(maps.map(({ text }) => [text.length, text[0]!.length])).toEqual([
    [DEVICE_LIMITS.length, EDGE_LIMITS.length],
    [DEVICE_LIMITS.length, EDGE_LIMITS.length],
    [EDGE_LIMITS.length, EDGE_LIMITS.length],
  ]);
  const tight = value({ deviceMaxSteps: 20, edgeMaxSteps: 5, capacityPerUser: 2 }, "excessMean");
  expect(maps[2]!.text[1]![0]).toBe((100 * tight).toFixed(0));
  const [task, total] = named(chart, "<i>c</i><sub>2</sub> · error");
  const limits = { deviceMaxSteps: 20, edgeMaxSteps: 10, capacityPerUser: "none" };
  expect(task!.y[2]).toBe(40 * value(limits, "errorMean"));
  expect(total!.y[2]).toBe(40 * value({ ...limits, edgeMaxSteps: 100, capacityPerUser: 10 }, "errorMean"));
  expect(named(chart, "same, total 10")[0]!.y[2]).toBe(
    100 * value({ ...limits, capacityPerUser: 10 }, "offloadedMean"),
  );
});

test("capacity price: means over scenarios, zeros at the axis, and the close-up as it is", () => {
  const population = { ...capacityPriceDefaults.population, users: 6 };
  const table = capacityPrice({ population, scenarios: 3, capacities: [30, 60, 400] }, 1);
  const closeUp = capacityPrice({ population: campus30, scenarios: 1, capacities: [300, 301] }, campus30.seed);
  const chart = capacityPriceChart(table, closeUp);
  const prices = capacityWorth(table).rows.map(({ priceMean }) => Number(priceMean));
  expect(named(chart, "price <i>λ</i>")[0]).toMatchObject({ x: [5, 10, 400 / 6], y: [prices[0], prices[1], 0.01] });
  expect(prices[2]).toBe(0);
  expect(named(chart, "saving reached")[0]!.y[2]).toBe(100);
  expect(named(chart, "optimum's fall")[0]).toMatchObject({ x: [300, 301], y: closeUp.rows.map(({ saved }) => saved) });
  expect(chart.table.rows).toHaveLength(11);
});

test("phone power: a curve for each weight of energy in each panel", () => {
  const options = { ...phonePowerDefaults, scenarios: 2, powers: [3, 7] };
  const table = phonePower(options, 1);
  const chart = phonePowerChart(table);
  const curves = named(chart, "<i>c</i><sub>3</sub> = 0.2 1/J");
  expect(curves).toHaveLength(3);
  const of = (power: number): number[] =>
    table.rows
      .filter((row) => row["energyWeight"] === 0.2 && row["power"] === power)
      .map((row) => Number(row["offloaded"]));
  expect(curves[1]!.x).toEqual([3, 7].map((power) => power * Math.exp(0.035))); // beside the other weight's
  for (const [i, power] of [3, 7].entries()) {
    expect(curves[1]!.y[i]).toBeCloseTo((100 * (of(power)[0]! + of(power)[1]!)) / 2, 10);
  }
});
