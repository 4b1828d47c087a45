import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type ErrorFit,
  FITTED_LAWS,
  type FittedLaw,
  fitErrorLaw,
  parametersOf,
  predict,
} from "../../laws/error/fit.js";
import { toCsv } from "../../report/csv.js";
import type { Table } from "../../report/table.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../../testing/long.js";
import { publishedFits } from "../../testing/published-fits.js";
import { errorCurves } from "./curves.js";
import { errorModelFamilies } from "./families.js";
import { aicc, bestForetellingLaw, canJudge, leaveOneOutError, pearson, rawR2, relativeR2 } from "./fit-quality.js";
import { errorModelFits } from "./fits.js";
import { publishedQuality } from "./published-quality.js";
import { errorModelVerdict } from "./verdict.js";

const curves = errorCurves(publishedQuality);
const number = (row: Table["rows"][number], column: string): number => Number(row[column]);
let fits: Table;
let families: Table;
beforeAll(() => {
  fits = publishedFits();
  families = errorModelFamilies(publishedQuality, fits);
});

describe("quality of a fit", () => {
  // y = 8, 4, 3 at s = 1, 2, 4 and the law 8·s^−1: predictions 8, 4, 2.
  const curve = { steps: [1, 2, 4], errors: [8, 4, 3] };
  const fit: ErrorFit = {
    law: "power",
    initial: 8,
    rate: 1,
    floor: 0,
    squares: 1 / 9,
    rateOnBound: false,
    rateAmbiguous: false,
  };

  it("by hand", () => {
    const constant = (1 / 8 + 1 / 4 + 1 / 3) / (1 / 64 + 1 / 16 + 1 / 9);
    const squares = [8, 4, 3].reduce((sum, y) => sum + (1 - constant / y) ** 2, 0);
    expect(relativeR2(fit, curve)).toBeCloseTo(1 - 1 / 9 / squares, 12);
    expect(rawR2(fit, curve)).toBeCloseTo(1 - 1 / 14, 12); // squares around the mean 5: 9 + 1 + 4
    // Deviations of 8, 4, 2 from 14/3 and of 8, 4, 3 from 5.
    const [a, b] = [
      [10 / 3, -2 / 3, -8 / 3],
      [3, -1, -2],
    ] as const;
    const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
    expect(pearson(fit, curve)).toBeCloseTo(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)), 12);
    expect(aicc(fit, curve)).toBeNaN();
    const five = { steps: [1, 2, 4, 8, 16], errors: [1, 1, 1, 1, 1] };
    expect(aicc(fit, five)).toBeCloseTo(5 * Math.log(1 / 45) + 6 + 24, 12);
    expect(aicc({ ...fit, law: "power-floor" }, five)).toBeNaN();
  });

  it("leaving one out: the three others tell the fourth", () => {
    const four = { steps: [1, 2, 4, 8], errors: [8, 4, 3, 1.25] };
    const misses = four.steps.map((s, i) => {
      const others = {
        steps: four.steps.filter((_, j) => j !== i),
        errors: four.errors.filter((_, j) => j !== i),
      };
      return 1 - predict(fitErrorLaw("power", others), s) / four.errors[i]!;
    });
    const expected = Math.sqrt(misses.reduce((sum, miss) => sum + miss * miss, 0) / 4);
    expect(leaveOneOutError("power", four)).toBeCloseTo(expected, 14);
    expect(expected).toBeGreaterThan(0.1);
    // 8·s^−1 itself is foretold without error.
    expect(leaveOneOutError("power", { ...four, errors: [8, 4, 2, 1] })).toBeLessThan(1e-12);
  });

  it("a law is judged at two numbers of steps more than it has parameters", () => {
    expect(leaveOneOutError("power", curve)).toBeNaN();
    expect(bestForetellingLaw(curve)).toBeUndefined();
    const four = { steps: [1, 2, 4, 8], errors: [8, 4, 3, 1] };
    expect(FITTED_LAWS.map((law) => canJudge(law, four))).toEqual([true, false, true, false]);
    expect(leaveOneOutError("power-floor", four)).toBeNaN();
    expect(bestForetellingLaw(four)).toBeUndefined();
    const five = { steps: [1, 2, 4, 8, 16], errors: [8.1, 4, 2.05, 1, 0.52] };
    expect(bestForetellingLaw(five)).toBe("power");
    // Two sources that differ at the same steps give five points, and still four numbers of steps.
    expect(canJudge("power-floor", { ...five, steps: [1, 2, 2, 8, 16] })).toBe(false);
  });

  it("where what is left has no rate of its own, nothing is foretold", () => {
    const stepDown = { steps: [10, 12, 14, 200, 300], errors: [50, 50, 2, 2, 2] };
    expect(leaveOneOutError("power-floor", stepDown)).toBeNaN(); // without 10 a step down after 12, at any steep rate
    const even = { steps: [12, 18, 24, 48], errors: [34.29, 4.9, 3.5, 2.69] };
    expect(leaveOneOutError("power", even)).toBeNaN(); // without 18 two rates fit as well
    expect(leaveOneOutError("exponential", even)).toBeGreaterThan(0);
  });

  it("a constant law has no correlation, and explains nothing", () => {
    const rising = { steps: [1, 2, 3], errors: [1, 2, 3] };
    const flat = fitErrorLaw("exponential", rising);
    expect(pearson(flat, rising)).toBeNaN();
    expect(relativeR2(flat, rising)).toBeCloseTo(0, 12);
  });
});

describe("errorModelFits", () => {
  it("has a row for each series and law", () => {
    expect(fits.rows).toHaveLength(curves.length * FITTED_LAWS.length);
    const keys = fits.rows.map(({ model, sampler, dataset, metric, law }) =>
      JSON.stringify([model, sampler, dataset, metric, law]),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("is data/results/error-model-fits.csv, without comment lines and in the columns' order", () => {
    const csv = toCsv(fits);
    expect(readFileSync(new URL("../../../data/results/error-model-fits.csv", import.meta.url), "utf8")).toBe(csv);
    expect(csv.startsWith("model,sampler,dataset,metric,law,points,r2,r2Raw,aicc,pearson,looError,")).toBe(true);
    expect(csv).not.toMatch(/^#/m);
  });

  it("has AICc just where there are three points more than parameters", () => {
    for (const row of fits.rows) {
      const parameters = parametersOf(row["law"] as (typeof FITTED_LAWS)[number]);
      expect(row["aicc"] !== "NA").toBe(number(row, "points") >= parameters + 3);
    }
  });

  it("has a leave-one-out error only where no fit to the others is saturated", () => {
    let judged = 0;
    for (const row of fits.rows) {
      if (row["looError"] === "NA") continue;
      judged++;
      expect(number(row, "points") - parametersOf(row["law"] as FittedLaw)).toBeGreaterThanOrEqual(2);
    }
    expect(judged).toBeGreaterThan(200);
  });

  // A last bit can turn the winner of a tie or send a saturated fit to another minimum; a thousand of them must not show.
  it("no statistic hangs on the last bits of what was measured", MORE_IN_FULL, () => {
    // in the short suite every tenth series
    const measured = publishedQuality.filter((_, k) => k % shortOrFull(10, 1) === 0);
    const of = shortOrFull(() => errorModelFits(measured), publishedFits)();
    for (const phase of someOrAll(1, [1, 2, 3])) {
      const shaken = measured.map((one, k) => ({
        ...one,
        values: one.values.map((value) => value * (1 + 2e-13 * Math.sin(1000 * value + 11 * k + phase))),
      }));
      const again = errorModelFits(shaken);
      const tables = [
        [of, again],
        [errorModelFamilies(measured, of), errorModelFamilies(shaken, again)],
        [errorModelVerdict(of), errorModelVerdict(again)],
      ] as const;
      for (const [before, after] of tables) {
        expect(after.rows).toHaveLength(before.rows.length);
        for (const [i, row] of before.rows.entries()) {
          for (const { name } of before.columns) expectAlike(row[name]!, after.rows[i]![name]!, `${name} of row ${i}`);
        }
      }
    }
  });

  it("nests: a floor never fits worse, and R² of relative residuals is in [0, 1]", () => {
    for (let i = 0; i < fits.rows.length; i += 2) {
      const [without, withFloor] = [number(fits.rows[i]!, "r2"), number(fits.rows[i + 1]!, "r2")];
      expect(withFloor).toBeGreaterThanOrEqual(without - 1e-9);
      expect(without).toBeGreaterThanOrEqual(0);
      expect(withFloor).toBeLessThanOrEqual(1);
    }
  });

  it("its parameters are the fit's, to ten digits", () => {
    const curve = curves[0]!;
    const { initial, rate, floor, law } = fits.rows[3] as unknown as ErrorFit;
    const fit = fitErrorLaw(law, curve);
    expect(predict({ ...fit, initial, rate, floor }, 50) / predict(fit, 50)).toBeCloseTo(1, 8);
  });
});

describe("errorModelFamilies", () => {
  const find = (grouping: string, group: string, series = "counted"): Table["rows"] =>
    families.rows.filter((row) => row["grouping"] === grouping && row["group"] === group && row["series"] === series);
  const total = (rows: Table["rows"], column: string): number =>
    rows.reduce((sum, row) => sum + number(row, column), 0);

  it("the groups share the series out, counted and apart", () => {
    for (const series of ["counted", "apart"]) {
      const all = find("all", "all", series);
      const bySource = families.rows.filter((row) => row["grouping"] === "source" && row["series"] === series);
      for (const column of ["fitted", "judged", "looWins"]) expect(total(bySource, column)).toBe(total(all, column));
      for (const grouping of ["family", "sampler"]) {
        const groups = families.rows.filter((row) => row["grouping"] === grouping && row["series"] === series);
        for (const column of ["fitted", "judged", "published", "looWins", "aiccSeries", "aiccWins"]) {
          expect(total(groups, column)).toBe(total(all, column));
        }
      }
    }
    const [counted, apart] = [find("all", "all")[0]!, find("all", "all", "apart")[0]!];
    expect(number(counted, "fitted") + number(apart, "fitted")).toBe(curves.length);
    expect(number(counted, "published")).toBe(publishedQuality.length);
  });

  it("every judged series has one winner, every one with AICc for all laws another", () => {
    for (const series of ["counted", "apart"]) {
      const all = find("all", "all", series);
      expect(total(all, "looWins")).toBe(number(all[0]!, "judged"));
      expect(total(all, "aiccWins")).toBe(number(all[0]!, "aiccSeries"));
    }
  });

  it("agrees with each curve's best law", () => {
    const wins = new Map(FITTED_LAWS.map((law) => [law, 0]));
    for (const curve of curves) {
      const law = bestForetellingLaw(curve);
      if (law === undefined) continue;
      wins.set(law, wins.get(law)! + 1);
    }
    const [counted, apart] = [find("all", "all"), find("all", "all", "apart")];
    for (const [i, law] of FITTED_LAWS.entries()) {
      expect(number(counted[i]!, "looWins") + number(apart[i]!, "looWins")).toBe(wins.get(law));
    }
  });

  it("has nothing to say of GANs and VAEs", () => {
    for (const family of ["GAN", "VAE"]) {
      for (const row of find("family", family)) {
        expect(row).toMatchObject({ fitted: 0, judged: 0, looWins: 0, looErrorMedian: "NA", r2Median: "NA" });
        expect(number(row, "longest")).toBeLessThan(4);
        expect(number(row, "published")).toBeGreaterThan(0);
      }
    }
  });
});

/** The same word, or numbers alike to six digits; parts of their scale that are rounding (below 1e-9) count as 0. */
function expectAlike(before: number | string, after: number | string, what: string): void {
  const both = typeof before === "number" && typeof after === "number";
  if (!both) expect(after, what).toBe(before);
  else expect(Math.abs(after - before), what).toBeLessThanOrEqual(1e-6 * Math.abs(before) + 1e-9);
}
