/** The figures of the error model: error-model-fits, error-model-families, error-model-regret. */
import { expect, test } from "vitest";
import { FITTED_LAWS, fitErrorLaw, predict } from "../../laws/error/fit.js";
import type { Chart } from "../../report/chart.js";
import { publishedFits } from "../../testing/published-fits.js";
import { catalogue } from "../catalogue.js";
import { chartsOf } from "../experiment.js";
import { errorCurves } from "./curves.js";
import { errorModelExampleDefaults, errorModelExamples, findCurve } from "./examples.js";
import { errorModelFamilies } from "./families.js";
import { errorModelFamiliesChart } from "./families-chart.js";
import { errorModelFitsChart } from "./fits-chart.js";
import { publishedQuality } from "./published-quality.js";
import { errorModelRegret, errorModelRegretDefaults, errorModelRegretRuns } from "./regret.js";
import { errorModelRegretChart } from "./regret-chart.js";

interface Trace {
  readonly x: number[];
  readonly y: number[];
  readonly name: string;
  readonly xaxis: string;
  readonly z: (number | null)[][];
  readonly text: string[][];
}
const traces = ({ data }: Chart): Trace[] => data as unknown as Trace[];
const curves = errorCurves(publishedQuality);

test("the catalogue has all of them", () => {
  const names = chartsOf(catalogue).map(({ name }) => name);
  for (const name of ["fits", "families", "regret", "verdict"]) expect(names).toContain(`error-model-${name}`);
});

test("fits: each panel has the measured points and the four fits over the measured steps", () => {
  const chart = errorModelFitsChart(errorModelExamples(curves, errorModelExampleDefaults));
  for (const [panel, example] of errorModelExampleDefaults.entries()) {
    const curve = findCurve(curves, example);
    expect(curve).toMatchObject({ marks: [], transform: "value" });
    const own = traces(chart).filter(({ xaxis }) => xaxis === (panel === 0 ? "x" : `x${panel + 1}`));
    expect(own).toHaveLength(5);
    expect(own.at(-1)).toMatchObject({ name: "measured", x: curve.steps, y: curve.errors });
    const fit = fitErrorLaw("exponential", curve);
    const line = own.find(({ name }) => name === "exponential")!;
    expect([line.x[0], line.x.at(-1)]).toEqual([curve.steps[0], curve.steps.at(-1)]);
    for (const [i, s] of line.x.entries()) expect(line.y[i]! / predict(fit, s)).toBeCloseTo(1, 5);
  }
  expect(() => errorModelExamples(curves, [{ model: "no", sampler: "such", dataset: "one", metric: "FID" }])).toThrow(
    'curve: there is none of {"model":"no"',
  );
});

test("families: every judged series is won once in each grouping, and what has none is said", () => {
  const table = errorModelFamilies(publishedQuality, publishedFits());
  const chart = errorModelFamiliesChart(table);
  const bars = traces(chart).slice(0, FITTED_LAWS.length);
  const won = bars.reduce((sum, { x }) => sum + x.reduce((a, b) => a + b, 0), 0);
  const judged = table.rows.find((row) => row["grouping"] === "all" && row["series"] === "counted")![
    "judged"
  ] as number;
  expect(won).toBe(3 * judged);
  const labels = (chart.layout["yaxis"] as { ticktext: string[] }).ticktext;
  expect(labels).toContain("DDIM (11 of 15)");
  expect(labels.some((label) => label.startsWith("distilled"))).toBe(false);
  expect(chart.caption).toContain(
    "The series of six more sources, the families transformer diffusion, flow, consistency or distilled, speech and video and samplers that are distilled have too few points",
  );
});

test("regret: the diagonal is 0, the points are planned as exponential and judged by the best law", () => {
  const options = { ...errorModelRegretDefaults, scenarios: 1, curves: errorModelRegretDefaults.curves.slice(0, 4) };
  const table = errorModelRegret(errorModelRegretRuns(options, 1));
  const [measured, extrapolated, map] = traces(errorModelRegretChart(table));
  const judged = (limits: string): number[] =>
    table.rows
      .filter((r) => r["limits"] === limits && r["belief"] === "exponential" && r["truth"] === r["best"])
      .map((r) => 100 * Number(r["regretMean"]));
  const [few, more] = [judged("measured"), judged("extrapolated")]; // the curves in the same order
  const order = [...more.keys()].sort((a, b) => more[a]! - more[b]!);
  expect(extrapolated!.y).toEqual(order.map((i) => more[i]));
  expect(measured!.y).toEqual(order.map((i) => few[i]));
  for (const [i, row] of map!.text.entries()) expect(row[i]).toBe("0");
  expect(map!.z.flat().filter((value) => value !== null).length).toBeGreaterThan(6);
});
