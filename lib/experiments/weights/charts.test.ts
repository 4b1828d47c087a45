import { describe, expect, it } from "vitest";
import type { ServiceName } from "../../population/preset.js";
import type { Chart } from "../../report/chart.js";
import { catalogue } from "../catalogue.js";
import { chartsOf } from "../experiment.js";
import { weightsDesign } from "./design.js";
import { weightsFronts } from "./front.js";
import { weightsPareto } from "./pareto.js";
import { weightsParetoChart } from "./pareto-chart.js";
import { weightsSobol } from "./sobol.js";
import { weightsSobolChart } from "./sobol-chart.js";
import { weightsSweep, weightsSweepRuns } from "./sweep.js";
import { weightsSweepChart } from "./sweep-chart.js";

const services: readonly ServiceName[] = ["text-to-image-512", "text-to-video"];
const small = { services, users: 6, populations: 2, decades: 2 };
const sweep = weightsSweep(weightsSweepRuns({ ...small, values: 1 }, 1));
const pareto = weightsPareto(weightsFronts(weightsDesign({ ...small, points: 16 }, 1)));
const sobol = weightsSobol({ ...small, samples: 4, replicates: 2 }, 1);
const charts: Record<string, Chart> = {
  "weights-sweep": weightsSweepChart(sweep),
  "weights-pareto": weightsParetoChart(pareto),
  "weights-sobol": weightsSobolChart(sobol),
};

describe.each(Object.entries(charts))("%s", (name, chart) => {
  it("has its name, stands in the catalogue, and names each series once", () => {
    expect(chart.name).toBe(name);
    expect(chartsOf(catalogue).map((entry) => entry.name)).toContain(name);
    const shown = chart.data.filter(({ showlegend }) => showlegend).map((trace) => trace["name"]);
    expect(shown.length).toBeGreaterThan(3);
    expect(new Set(shown).size).toBe(shown.length);
  });

  it("letters its panels and gives units", () => {
    const titles = Object.entries(chart.layout)
      .filter(([key]) => key.startsWith("xaxis"))
      .map(([, axis]) => (axis as { title: { text: string } }).title.text);
    titles.forEach((title, i) => {
      expect(title).toContain(`(${String.fromCharCode(97 + i)}) text-to-`);
    });
    expect(titles).toHaveLength(name === "weights-sweep" ? 6 : 2);
  });
});

describe("weightsSweepChart", () => {
  it("draws each weight's means, with a band for the spread", () => {
    const { data } = charts["weights-sweep"]!;
    const rows = sweep.rows.filter(({ service, weight }) => service === "text-to-video" && weight === "energy");
    const [line] = data.filter((trace) => trace["yaxis"] === "y6" && trace["legendgroup"] === "energy");
    expect(line!["y"]).toEqual(rows.map(({ energyMean }) => energyMean));
    expect(line!["x"]).toEqual([0.01, 1, 100]);
    expect(data.filter(({ fill }) => fill === "toself")).toHaveLength(2 * 3 * 5);
  });
});

describe("weightsParetoChart", () => {
  it("draws every plan once, where it is, coloured by its error", () => {
    const { data } = charts["weights-pareto"]!;
    const drawn = data.flatMap((trace) => trace["x"] as number[]);
    expect([...drawn].sort()).toEqual(pareto.rows.map(({ latency }) => latency).sort());
    const colours = data.flatMap(({ marker }) =>
      (marker as { coloraxis?: string; color: number[] }).coloraxis ? (marker as { color: number[] }).color : [],
    );
    expect(Math.min(...colours)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...colours)).toBeLessThanOrEqual(1);
  });
});

describe("weightsSobolChart", () => {
  it("draws bars for total and points for first-order indices, all weights side by side", () => {
    const { data } = charts["weights-sobol"]!;
    const rows = sobol.rows.filter(({ service, outcome }) => service === "text-to-image-512" && outcome === "error");
    expect(data[2]!["y"]).toEqual(rows.map(({ total }) => total));
    expect(data[3]!["y"]).toEqual(rows.map(({ first }) => first));
    const positions = data
      .filter((trace) => trace["type"] === "bar" && trace["xaxis"] === "x")
      .flatMap((trace) => trace["x"]);
    expect(new Set(positions).size).toBe(15);
  });
});
