import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { serversBalance, serversBalanceDefaults, serversBalanceRuns } from "./servers-balance.js";
import { serversBalanceChart } from "./servers-balance-chart.js";

const options = {
  ...serversBalanceDefaults,
  population: { users: 60 },
  servers: [1, 2, 5],
  scenarios: shortOrFull(2, 5),
};
const runs = serversBalanceRuns(options, 1);
const table = serversBalance(runs);

describe("more servers", MORE_IN_FULL, () => {
  it("leave a gap within M/N, and simple rules behind the plan, in every draw", () => {
    expect(runs.rows).toHaveLength(3 * options.scenarios);
    for (const { servers, gap, nearestMore, leastLoadedMore, priceSpread } of runs.rows) {
      expect(gap).toBeGreaterThanOrEqual(0);
      expect(gap).toBeLessThanOrEqual(Number(servers) / 60);
      expect(nearestMore).toBeGreaterThan(0);
      expect(leastLoadedMore).toBeGreaterThan(0);
      if (servers === 1) expect(priceSpread).toBe(0);
    }
  });

  it("are drawn by their number", () => {
    const { data, caption } = serversBalanceChart(table);
    expect(data).toHaveLength(4);
    for (const { x } of data) expect(x).toEqual(options.servers);
    expect(caption).toContain(`over ${options.scenarios} scenarios`);
    for (const row of table.rows) expect(Object.keys(row).sort()).toEqual(table.columns.map(({ name }) => name).sort());
  });

  it("refuse no scenarios", () => {
    expect(() => serversBalanceRuns({ ...options, scenarios: 0 }, 1)).toThrow(InputError);
  });
});
