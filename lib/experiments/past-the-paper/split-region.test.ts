import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { splitRegion, splitRegionDefaults, splitRegionRuns } from "./split-region.js";
import { splitRegionChart } from "./split-region-chart.js";

const options = {
  ...splitRegionDefaults,
  capacities: [300],
  latentSizes: [0, 0.5, 1, 2],
  scenarios: shortOrFull(2, 6),
};
const runs = splitRegionRuns(options, 1);
const table = splitRegion(runs);

describe("where a split pays", MORE_IN_FULL, () => {
  it("never costs anything, and the less the smaller the latent, in any draw", () => {
    expect(runs.rows).toHaveLength(8 * options.scenarios);
    for (const [i, row] of runs.rows.entries()) {
      const gain = Number(row["gain"]);
      expect(gain).toBeGreaterThanOrEqual(-1e-9);
      if (row["latentSize"] !== 0) expect(gain).toBeLessThanOrEqual(Number(runs.rows[i - 1]!["gain"]) + 1e-9);
    }
  });

  it("leaves the bound where it is once the latent is as large as the picture, unless devices have too few steps", () => {
    for (const { deviceMaxSteps, latentSize, boundFall } of table.rows.map(
      (row) => ({ ...row, boundFall: Number(row["boundFallMean"]) }) as Record<string, number>,
    )) {
      if (deviceMaxSteps === 100 && latentSize! >= 1) expect(Math.abs(boundFall!)).toBeLessThan(1e-9);
      else expect(boundFall).toBeGreaterThan(1e-4);
    }
  });

  it("is drawn with all sizes", () => {
    const { data, caption } = splitRegionChart(table);
    expect(data).toHaveLength(8);
    for (const { x } of data.slice(4)) expect(x).toEqual(options.latentSizes);
    expect(caption).toContain(`Means of ${options.scenarios} scenarios`);
  });

  it("refuses no scenarios", () => {
    expect(() => splitRegionRuns({ ...options, scenarios: 0 }, 1)).toThrow(InputError);
  });
});
