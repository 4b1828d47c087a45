import { describe, expect, it } from "vitest";
import { FITTED_LAWS, type FittedLaw } from "../../laws/error/fit.js";
import { proportionInterval } from "../../numerics/binomial.js";
import type { Table } from "../../report/table.js";
import { publishedFits } from "../../testing/published-fits.js";
import { errorModelVerdict } from "./verdict.js";
import { errorModelVerdictChart } from "./verdict-chart.js";

/** A series' four rows, with these leave-one-out errors. */
function series(source: string, looErrors: readonly (number | string)[], marks = "none"): Table["rows"] {
  return FITTED_LAWS.map((law, i) => ({ law, source, marks, looError: looErrors[i]! }));
}
const fitsOf = (rows: readonly Table["rows"][]): Table => ({ name: "fits", columns: [], rows: rows.flat() });
const find = ({ rows }: Table, law: FittedLaw, other: FittedLaw, without = "none"): Table["rows"][number] =>
  rows.find((row) => row["law"] === law && row["other"] === other && row["without"] === without)!;

describe("errorModelVerdict", () => {
  // In the order of FITTED_LAWS: exponential, exponential-floor, power, power-floor.
  const table = errorModelVerdict(
    fitsOf([
      series("large", [4, 1, 2, 3]),
      series("large", [4, 1, 2, 3]),
      series("large", [4, 3, 5, 1]),
      series("split", [4, 3, 2, 1]),
      series("split", [4, 3, 5, 1]),
      series("short", [4, "NA", 2, "NA"]),
      series("apart", [1, 4, 4, 4], "secondary"),
    ]),
  );

  it("counts sources by their majority; one that is split favours neither", () => {
    expect(find(table, "power", "exponential")).toMatchObject({
      series: 6,
      wins: 4,
      sources: 3,
      sourcesFor: 2,
      sourcesAgainst: 0,
      share: 1,
    });
  });

  it("judges by the series alone that have both errors", () => {
    expect(find(table, "power-floor", "exponential-floor")).toMatchObject({
      series: 5,
      wins: 3,
      sources: 2,
      sourcesFor: 1,
      sourcesAgainst: 1,
      share: 0.5,
    });
  });

  it("leaves each source out in turn", () => {
    const without = table.rows.filter((row) => row["law"] === "power" && row["other"] === "exponential");
    expect(without.map((row) => row["without"])).toEqual(["none", "large", "split", "short"]);
    expect(find(table, "power-floor", "exponential-floor", "large")).toMatchObject({
      sourcesFor: 1,
      sourcesAgainst: 0,
    });
    expect(find(table, "power-floor", "exponential-floor", "split")).toMatchObject({ share: 0, series: 3 });
  });

  it("has the exact interval of a share, for six pairs at once, and knows nothing without a source", () => {
    const { low, high } = proportionInterval(2, 2, 1 - 0.05 / 6);
    expect(find(table, "power", "exponential")).toMatchObject({ shareCiLow: low, shareCiHigh: high });
    expect(low).toBeCloseTo(Math.sqrt(0.05 / 12), 12);
    const split = errorModelVerdict(fitsOf([series("one", [1, 2, 3, 4]), series("one", [4, 3, 2, 1])]));
    expect(find(split, "power", "exponential")).toMatchObject({ share: "NA", shareCiLow: 0, shareCiHigh: 1 });
  });

  it("has every pair of laws once", () => {
    const pairs = table.rows.filter(({ without }) => without === "none").map(({ law, other }) => [law, other].join());
    expect(pairs).toHaveLength(6);
    expect(new Set(pairs).size).toBe(6);
  });
});

describe("of the published series", () => {
  const verdict = errorModelVerdict(publishedFits());

  it("ten sources of ten favour a power law before an exponential, and any nine of them", () => {
    expect(find(verdict, "power", "exponential")).toMatchObject({ series: 68, sources: 10, sourcesFor: 10 });
    for (const { law, other, sourcesAgainst, shareCiLow } of verdict.rows) {
      if (law !== "power" || other !== "exponential") continue;
      expect(sourcesAgainst).toBe(0);
      expect(shareCiLow).toBeGreaterThan(0.5);
    }
  });

  it("four sources can judge a floor: no interval of theirs leaves out one half", () => {
    for (const { other, law, sources, shareCiLow, shareCiHigh } of verdict.rows) {
      if (law === "power" && other === "exponential") continue;
      expect(sources).toBeLessThanOrEqual(4);
      expect(shareCiLow).toBeLessThan(0.5);
      expect(shareCiHigh).toBeGreaterThan(0.5);
    }
  });

  it("is drawn with every source left out once", () => {
    const { data, layout } = errorModelVerdictChart(verdict);
    const [all, others] = data as unknown as readonly { x: number[]; y: number[] }[];
    expect(all!.x).toHaveLength(6);
    expect(others!.x).toHaveLength(verdict.rows.length - 6);
    const labels = (layout["yaxis"] as { ticktext: string[] }).ticktext;
    expect(labels).toContain("power before exponential (10; 68)");
  });
});
