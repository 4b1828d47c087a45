/** The ablation's tables, of runs by hand. */
import { describe, expect, it } from "vitest";
import { namesOf } from "../../input/checks.js";
import { toCsv } from "../../report/csv.js";
import type { Table } from "../../report/table.js";
import { RELAXATIONS } from "../../solver/sca/relaxations.js";
import { ablationExperiment } from "./experiments.js";
import { ablationGaps } from "./gaps.js";
import { ablationChart } from "./gaps-chart.js";
import { ablationIterates } from "./iterates.js";
import { ablationRelaxations } from "./relaxations.js";
import { ROUNDINGS, type RoundingName } from "./roundings.js";
import { type AblationRun, type AblationVariant, type PlanGaps, SIMPLE_BASELINES, VARIANTS } from "./runs.js";
import { ablationVerdict } from "./verdict.js";

type GapOf = (variant: AblationVariant, rounding: RoundingName, k: number) => number;

/** `count` scenarios of some users; the optimum is 0.001 above the bound, and the simple baselines have a gap of 0.5. */
function byHand(users: number, count: number, gapOf: GapOf, moved: (k: number) => number = () => 0): AblationRun[] {
  const quality = (gap: number): PlanGaps => ({ gap, aboveOptimum: gap - 0.001 });
  return Array.from({ length: count }, (_, k) => ({
    users,
    seed: k,
    variants: VARIANTS.map((variant) => ({
      ...variant,
      fractional: k % 2,
      moved: moved(k),
      iterations: k + 1,
      converged: k > 0,
      aboveDual: k / 10,
      quality: Object.fromEntries(namesOf(ROUNDINGS).map((name) => [name, quality(gapOf(variant, name, k))])) as Record<
        RoundingName,
        PlanGaps
      >,
    })),
    baselines: Object.fromEntries(SIMPLE_BASELINES.map((name) => [name, quality(0.5)])),
  }));
}

type Where = Readonly<Record<string, number | string>>;
const find = ({ rows }: Table, where: Where) =>
  rows.find((row) => Object.entries(where).every(([name, value]) => row[name] === value))!;

const half = { relaxation: "perspective", continuation: "without", start: "half" };

describe("every table", () => {
  const runs = [3, 5].flatMap((users) =>
    byHand(users, 6, (_, rounding, k) => (rounding === "none" && k < 4 ? Infinity : 0.01 * (k + 1))),
  );
  const sizes: [name: string, rows: number][] = [
    ["ablation", 2 * VARIANTS.length * ROUNDINGS.length],
    ["ablation-iterates", 2 * VARIANTS.length],
    ["ablation-relaxations", 2 * (VARIANTS.length / RELAXATIONS.length) * ROUNDINGS.length],
    ["ablation-verdict", 2 * ROUNDINGS.length * (VARIANTS.length * (SIMPLE_BASELINES.length + 1) - RELAXATIONS.length)],
  ];

  it.each(sizes)("%s has its rows, fit for CSV, with the cells that its columns say", (name, count) => {
    const table = ablationExperiment.tables![name]!(runs);
    expect(table.name).toBe(name);
    expect(table.rows).toHaveLength(count);
    for (const row of table.rows) {
      expect(Object.keys(row)).toEqual(table.columns.map((column) => column.name));
      for (const { name: column, unit } of table.columns) {
        const cell = row[column]!;
        expect(typeof cell === (unit === "" ? "string" : "number") || cell === "NA").toBe(true);
      }
    }
    expect(toCsv(table)).not.toContain("Infinity");
  });
});

describe("gaps", () => {
  it("have their quantiles and the interval of their median", () => {
    const table = ablationGaps(byHand(3, 20, (_, __, k) => 0.01 * (k + 1)));
    const row = find(table, { ...half, rounding: "ours" });
    expect(row).toMatchObject({ users: 3, scenarios: 20, noPlan: 0, optimal: 0 });
    expect(row["gapP10"]).toBeCloseTo(0.029, 12);
    expect(row["gapP90"]).toBeCloseTo(0.181, 12);
    expect(row["gapMedian"]).toBeCloseTo(0.105, 12);
    expect(row["aboveOptimumMedian"]).toBeCloseTo(0.104, 12);
    // the sixth from below and from above
    expect(row["gapCiLow"]).toBeCloseTo(0.06, 12);
    expect(row["gapCiHigh"]).toBeCloseTo(0.15, 12);
  });

  it("count a scenario without a plan as worse than all: no median where half have none", () => {
    const without = (count: number): Where => {
      const runs = byHand(3, 20, (_, rounding, k) => (rounding === "none" && k < count ? Infinity : 0.001));
      return find(ablationGaps(runs), { ...half, rounding: "none" });
    };
    expect(without(9)).toMatchObject({ noPlan: 0.45, gapMedian: 0.001, gapCiHigh: "NA", gapP10: 0.001, gapP90: "NA" });
    expect(without(9)["optimal"]).toBe(0.55);
    expect(without(10)).toMatchObject({ noPlan: 0.5, gapMedian: "NA", gapCiLow: 0.001, aboveOptimumMedian: "NA" });
  });
});

it("iterates: what moved, whether it helped, and how many ended binary and in time", () => {
  const runs = byHand(
    3,
    4,
    (_, rounding, k) => (rounding === "first" && k === 2 ? 0.02 : 0.01),
    (k) => k ** 2,
  );
  expect(find(ablationIterates(runs), half)).toEqual({
    users: 3,
    ...half,
    scenarios: 4,
    aboveDualLeast: 0,
    aboveDualLargest: 0.3,
    movedMedian: 2.5,
    movedLargest: 9,
    helped: 0.25,
    binary: 0.5,
    fractionalMedian: 0.5,
    iterationsMedian: 2.5,
    unfinished: 0.25,
  });
});

describe("relaxations", () => {
  const ratios = (bigM: (k: number) => number, perspective: (k: number) => number): Where => {
    const runs = byHand(3, 20, ({ relaxation }, _, k) => (relaxation === "big-m" ? bigM(k) : perspective(k)));
    return find(ablationRelaxations(runs), { relaxation: "big-m", start: "random", rounding: "ours" });
  };

  it("compare the gaps of a scenario with each other: how many times smaller is it than the default's", () => {
    expect(
      ratios(
        () => 0.01,
        (k) => 0.01 * (k + 1),
      ),
    ).toMatchObject({ smaller: 19, equal: 1, larger: 0, ratioMedian: 10.5, ratioCiLow: 6, ratioCiHigh: 15 });
  });

  it("count no plan as worse than any, and two that are 0 as equal", () => {
    const row = ratios(
      (k) => (k < 6 ? 1e-17 : 0.02),
      (k) => (k < 12 ? 0 : Infinity),
    );
    expect(row).toMatchObject({ smaller: 8, equal: 6, larger: 6, ratioMedian: 1, ratioCiLow: 0, ratioCiHigh: "NA" });
  });
});

describe("the verdict", () => {
  const judge = (gapOf: GapOf, baseline: string, where: Where = { ...half, rounding: "ours" }): Where =>
    find(ablationVerdict(byHand(3, 20, gapOf)), { ...where, baseline });

  it("is superior or inferior only where all but one of 20 scenarios say so: its intervals hold together", () => {
    const better = (count: number) => judge((_, __, k) => (k < count ? 0.4 : 0.6), "greedy");
    expect(better(20)).toMatchObject({ wins: 20, losses: 0, verdict: "superior" });
    expect(better(19)).toMatchObject({ wins: 19, losses: 1, verdict: "superior" });
    expect(better(18)).toMatchObject({ wins: 18, losses: 2, verdict: "undecided" });
    expect(better(2)["verdict"]).toBe("undecided");
    expect(better(1)["verdict"]).toBe("inferior");
    const { rows, about } = ablationVerdict(byHand(3, 20, () => 0.1));
    expect(about!["level"]).toBe(1 - 0.05 / rows.length);
  });

  it("counts a tie for nobody, and no plan as a loss, of both as a tie", () => {
    expect(judge((_, __, k) => (k < 2 ? 0.5 + 1e-10 : 0.4), "local")).toMatchObject({
      wins: 18,
      ties: 2,
      verdict: "undecided",
    });
    const none = { ...half, rounding: "none" };
    const nowhere = judge((_, rounding) => (rounding === "none" ? Infinity : 0.1), "edge", none);
    expect(nowhere).toMatchObject({ losses: 20, gap: "NA", gapBaseline: 0.5, aheadMedian: "NA", verdict: "inferior" });
    const both = judge((_, rounding) => (rounding === "none" ? Infinity : 0.1), "random-init", none);
    expect(both).toMatchObject({ ties: 20, aheadMedian: 0, verdict: "undecided" });
  });

  it("compares with the same relaxation and rounding from a random start, and that with no random start", () => {
    const gapOf: GapOf = ({ relaxation, start }, rounding) => {
      if (start !== "random") return 0.2;
      return relaxation === "big-m" ? (rounding === "ours" ? 0.1 : 0.2) : 0.3;
    };
    expect(judge(gapOf, "random-init")).toMatchObject({ gapBaseline: 0.3, verdict: "superior" });
    const bigM = { relaxation: "big-m", continuation: "with" };
    expect(judge(gapOf, "random-init", { ...bigM, rounding: "ours" })["verdict"]).toBe("inferior");
    expect(judge(gapOf, "random-init", { ...bigM, rounding: "steps" })["verdict"]).toBe("undecided");
    expect(judge(gapOf, "random-init", { start: "random" })).toBeUndefined();
  });
});

describe("the chart", () => {
  const noPlan: GapOf = ({ relaxation }, rounding) => (relaxation === "big-m" && rounding === "none" ? Infinity : 0.02);
  const runs = [3, 30].flatMap((users) => byHand(users, 5, noPlan));
  const chart = ablationChart(ablationGaps(runs));
  const lines = (panel: string) => chart.data.filter(({ yaxis }) => yaxis === panel);

  it("draws medians in per cent, and none where there is no plan", () => {
    for (const panel of ["y", "y3", "y4", "y5", "y6"])
      expect(lines(panel).map(({ y }) => y)).toEqual(Array(5).fill([2, 2]));
    expect(lines("y2").map(({ y }) => y)).toEqual(Array(5).fill([]));
    expect(lines("y")[2]!["x"]).toEqual([3, 30]);
  });

  it("has bars over the spread, to the top where some have no plan, and side by side", () => {
    const some = byHand(3, 10, (_, rounding, k) => (rounding === "none" && k < 4 ? Infinity : 0.01 * (k + 1)));
    const [first, second] = ablationChart(ablationGaps(some)).data as { x: number[]; y: number[]; error_y: Bars }[];
    interface Bars {
      readonly array: number[];
      readonly arrayminus: number[];
    }
    // 5, 6, …, 10 % and four without: the median between the fifth and the sixth, the lower quantile at 5.9 %
    expect(first!.y[0]).toBeCloseTo(9.5, 9);
    expect(first!.error_y.arrayminus[0]).toBeCloseTo(9.5 - 5.9, 9);
    expect(first!.error_y.array[0]).toBeCloseTo(200 - 9.5, 9);
    expect(first!.x[0]).toBeCloseTo(3 * 0.86, 9);
    expect(second!.x[0]).toBeCloseTo(3 * 0.93, 9);
  });

  it("names its panels, and every line once", () => {
    expect(chart.caption).toContain(
      "(a, b) last iterate as it stands, (c, d) last iterate, best whole steps and (e, f) every iterate rounded. Medians over 5 scenarios",
    );
    expect(chart.data.filter(({ showlegend }) => showlegend).map(({ name }) => name)).toEqual([
      "½",
      "all local",
      "all at the edge",
      "random",
      "continuation",
    ]);
  });
});
