import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../../testing/long.js";
import { once } from "../../testing/once.js";
import { handoverGain, handoverGainDefaults, handoverGainRuns } from "./handover-gain.js";
import { handoverGainChart } from "./handover-gain-chart.js";

const options = {
  ...handoverGainDefaults,
  population: { users: shortOrFull(10, 16) },
  speeds: [0, 3],
  slots: shortOrFull(4, 8),
  requests: shortOrFull(3, 5),
  worlds: shortOrFull(2, 5),
};
const made = once(() => handoverGainRuns(options, 1));

describe("handover", () => {
  it("is worth something in every draw, more to who walks, who would leave its home behind", ONLY_IN_FULL, () => {
    const runs = made();
    expect(runs.rows).toHaveLength(4 * options.worlds);
    for (const { gain, edgeShare, homeShare, handovers } of runs.rows) {
      expect(gain).toBeGreaterThan(0);
      expect(edgeShare).toBeLessThanOrEqual(1);
      expect(homeShare).toBeLessThan(Number(edgeShare) + 0.1);
      expect(handovers).toBeGreaterThan(0);
    }
    const { rows } = handoverGain(runs);
    for (const servers of options.servers) {
      const [still, walking] = rows.filter((row) => row["servers"] === servers);
      expect(walking!["gainMean"]).toBeGreaterThan(Number(still!["gainMean"]));
      expect(walking!["homeShareMean"]).toBeLessThan(Number(still!["homeShareMean"]));
    }
  });

  it("is drawn by the speed, a line a number of servers", MORE_IN_FULL, () => {
    const table = handoverGain(made());
    const { data, caption } = handoverGainChart(table);
    expect(data).toHaveLength(6);
    for (const { x } of data) expect(x).toEqual(options.speeds);
    expect(caption).toContain(`over ${options.worlds} worlds`);
    for (const row of table.rows) expect(Object.keys(row).sort()).toEqual(table.columns.map(({ name }) => name).sort());
  });

  it("refuses no worlds", () => {
    expect(() => handoverGainRuns({ ...options, worlds: 0 }, 1)).toThrow(InputError);
  });
});
