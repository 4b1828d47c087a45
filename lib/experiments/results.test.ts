import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { defaultWeights } from "../population/generate.js";
import type { Chart } from "../report/chart.js";
import { fromCsv, toCsv } from "../report/csv.js";
import type { Table } from "../report/table.js";
import { figureTex } from "../report/tex.js";
import { ablationChart } from "./ablation/gaps-chart.js";
import { baselinesChart } from "./baselines/outcomes-chart.js";
import { BASELINES_AXES, type BaselinesAxis } from "./baselines/runs.js";
import { benchmarkScalingChart } from "./certificate/benchmark-scaling-chart.js";
import { dynamicLyapunovChart } from "./dynamic/lyapunov-chart.js";
import { dynamicRegretChart } from "./dynamic/regret-chart.js";
import { errorModelFamiliesChart } from "./error-model/families-chart.js";
import { maskedStepsChart } from "./error-model/masked-steps-chart.js";
import { errorModelMechanismChart } from "./error-model/mechanism-chart.js";
import { errorModelRegretChart } from "./error-model/regret-chart.js";
import { floorPriceChart } from "./past-the-paper/floor-price-chart.js";
import { handoverGainChart } from "./past-the-paper/handover-gain-chart.js";
import { hedgeRegretChart } from "./past-the-paper/hedge-regret-chart.js";
import { modelChoiceChart } from "./past-the-paper/model-choice-chart.js";
import { serversBalanceChart } from "./past-the-paper/servers-balance-chart.js";
import { splitRegionChart } from "./past-the-paper/split-region-chart.js";
import { workPriceChart } from "./past-the-paper/work-price-chart.js";
import { stepLimitsChart } from "./step-limits/step-limits-chart.js";
import { tauConvergenceChart } from "./tau/convergence-chart.js";
import { tauSensitivityChart } from "./tau/sensitivity-chart.js";

const root = new URL("../../", import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), "utf8");
const stored = (name: string): Table => fromCsv(text(`data/results/${name}.csv`), name);

test.each(readdirSync(new URL("data/results/", root)).filter((file) => file.endsWith(".csv")))(
  "%s reads back: the same bytes when written again",
  (file) => {
    expect(toCsv(stored(file.replace(/\.csv$/, "")))).toBe(text(`data/results/${file}`));
  },
);

const charts: readonly (() => Chart)[] = [
  () => ablationChart(stored("ablation")),
  ...Object.keys(BASELINES_AXES).map((axis) => () => baselinesChart(stored("baselines"), axis as BaselinesAxis)),
  () => benchmarkScalingChart(stored("benchmark-scaling")),
  () => dynamicLyapunovChart(stored("dynamic-lyapunov"), stored("dynamic-lyapunov-settling")),
  () => dynamicRegretChart(stored("dynamic-regret")),
  () => errorModelFamiliesChart(stored("error-model-families")),
  () => errorModelMechanismChart(stored("error-mechanism"), stored("error-mechanism-laws")),
  () => maskedStepsChart(stored("masked-steps"), stored("masked-steps-laws")),
  () => errorModelRegretChart(stored("error-model-regret")),
  () => floorPriceChart(stored("floor-price"), stored("floor-price-differences")),
  () => hedgeRegretChart(stored("hedge-regret")),
  () => modelChoiceChart(stored("model-choice"), stored("model-choice-differences")),
  () => workPriceChart(stored("work-price"), stored("work-price-differences")),
  () => splitRegionChart(stored("split-region")),
  () => serversBalanceChart(stored("servers-balance")),
  () => handoverGainChart(stored("handover-gain")),
  () => stepLimitsChart(stored("step-limits"), defaultWeights),
  () => tauConvergenceChart(stored("tau-sensitivity")),
  () => tauSensitivityChart(stored("tau-sensitivity")),
];

describe("a stored table draws the stored figure without computing again", () => {
  it.each(charts.map((make) => ({ chart: make() })))("$chart.name", ({ chart }) => {
    expect(toCsv(chart.table)).toBe(text(`figures/${chart.name}.csv`));
    expect(figureTex(chart)).toBe(text(`figures/${chart.name}.tex`));
  });

  it.each(charts.map((make) => ({ chart: make() })))(
    "$chart.name: axes of y begin at 0, or are broken or logarithmic",
    ({ chart: { data, layout } }) => {
      const broken = (layout["shapes"] ?? []) as readonly { readonly yref?: string }[];
      for (const [name, axis] of Object.entries(layout).filter(([key]) => key.startsWith("yaxis"))) {
        const { type = "", range, rangemode, categoryarray, tickvals } = axis as Record<string, unknown>;
        if (type !== "" || rangemode === "tozero" || categoryarray !== undefined || tickvals !== undefined) continue;
        const id = name.replace("axis", "");
        if (broken.some(({ yref }) => yref === `${id} domain`)) continue;
        const own = data.filter(({ yaxis = "y" }) => yaxis === id).flatMap(({ y }) => y as number[]);
        const ends = (range as number[] | undefined) ?? [Math.min(...own), Math.max(...own)];
        expect(ends[0], name).toBeLessThanOrEqual(0);
        expect(ends[1], name).toBeGreaterThanOrEqual(0);
      }
    },
  );
});
