import { expect, test } from "vitest";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { catalogue } from "../catalogue.js";
import { chartsOf } from "../experiment.js";
import { errorMechanism, errorMechanismDefaults } from "./mechanism.js";
import { errorModelMechanismChart } from "./mechanism-chart.js";
import { errorMechanismLaws } from "./mechanism-laws.js";
import { reverseDiffusion } from "./reverse-diffusion.js";
import { reverseDiffusionChart } from "./reverse-diffusion-chart.js";

interface Trace {
  readonly name?: string;
  readonly xaxis: string;
  readonly x: number[];
  readonly y: number[];
}

const options = {
  ...errorMechanismDefaults,
  cases: errorMechanismDefaults.cases.slice(1).map((own) => ({ ...own, samples: 2 })),
  seeds: 1,
  steps: shortOrFull(16, 64),
  stops: shortOrFull([0, 10, 12], [0, 40, 48]),
  spacings: [1, 4, 16],
};

test("error-model-mechanism: four panels, each line with its own points, guides of theory's rate", MORE_IN_FULL, () => {
  const mechanism = errorMechanism(options, 1);
  const laws = errorMechanismLaws(mechanism, options);
  const traces = errorModelMechanismChart(mechanism, laws).data as unknown as Trace[];
  for (const [axis, model, sense] of [
    ["x", "mixture", "early"],
    ["x2", "mixture", "coarse"],
    ["x3", "glyphs", "early"],
    ["x4", "glyphs", "coarse"],
  ] as const) {
    const own = traces.filter(({ xaxis }) => xaxis === axis);
    expect(own.filter(({ name }) => name !== undefined)).toHaveLength(4);
    const ddim = own.find(({ name }) => name === "DDIM")!;
    const rows = mechanism.rows.filter(
      (row) =>
        row["model"] === model &&
        row["sense"] === sense &&
        row["sampler"] === "ddim" &&
        row["schedule"] === "geometric" &&
        row["answer"] === "state",
    );
    expect(ddim).toMatchObject({ x: rows.map((row) => row["evaluations"]), y: rows.map((row) => row["errorMean"]) });
    const guides = own.slice(-2);
    const falls = guides.map(({ x, y }) => {
      const run = sense === "early" ? x.at(-1)! - x[0]! : Math.log(x.at(-1)! / x[0]!);
      return Math.log(y[0]! / y.at(-1)!) / run;
    });
    const rate = sense === "early" ? Math.log(40000) / options.steps : 1;
    expect(falls[0]).toBeCloseTo(rate, 6);
    expect(falls[1]).toBeCloseTo(2 * rate, 6);
  }
});

test("reverse-diffusion: a panel for each stop and each spacing, with all samples", () => {
  const table = reverseDiffusion({ schedule: "cosine", samples: 30, steps: 16, stops: [0, 8], spacings: [1, 4] }, 1);
  const all = reverseDiffusionChart(table).data as unknown as Trace[];
  const traces = all.filter(({ name }) => name === undefined);
  const targets = all.filter(({ name }) => name === "target");
  expect(targets.map(({ xaxis }) => xaxis)).toEqual(["x", "x2", "x3", "x4"]);
  for (const { x, y } of targets) for (const [i, at] of x.entries()) expect(Math.hypot(at, y[i]!)).toBeCloseTo(1.4, 12);
  expect(traces.map(({ xaxis }) => xaxis)).toEqual(["x", "x2", "x3", "x4"]);
  for (const { x, y } of traces) expect([x.length, y.length]).toEqual([30, 30]);
  const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  expect(spread(traces[2]!.x)).toBeLessThan(0.5); // one step ends at the mean
  expect(spread(traces[3]!.x)).toBeGreaterThan(2);
});

test("the catalogue has both", () => {
  const names = chartsOf(catalogue).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["error-model-mechanism", "reverse-diffusion"]));
});
