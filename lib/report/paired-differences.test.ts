import { describe, expect, it } from "vitest";
import { normal } from "../numerics/normal.js";
import { stream } from "../numerics/stream.js";
import { pairedDifferences } from "./paired-differences.js";
import type { Table } from "./table.js";

const columns = [
  { name: "world", unit: "", description: "World." },
  { name: "policy", unit: "", description: "Policy." },
  { name: "seed", unit: "1", description: "Seed." },
  { name: "regret", unit: "1", description: "Regret." },
];
const runs = (rows: Table["rows"]): Table => ({ name: "runs", columns, rows });
const options = {
  name: "differences",
  by: ["world"],
  between: "policy",
  pairs: [["b", "a"]],
  on: "seed",
  over: "seeds",
  of: ["regret"],
} as const;

/** Regrets of a are 10·seed, those of b are 1, 2, 3, … more, in an order of their own. */
const seeds = [7, 3, 1, 9, 2, 8, 4, 10, 6, 5];
const two = runs([
  ...seeds.map((seed) => ({ world: "w", policy: "a", seed, regret: 10 * seed })),
  ...seeds.toReversed().map((seed) => ({ world: "w", policy: "b", seed, regret: 11 * seed })),
]);

describe("pairedDifferences", () => {
  it("pairs by seed: median and interval of what the first has more", () => {
    const { name, columns: own, rows } = pairedDifferences(two, options);
    expect(name).toBe("differences");
    expect(rows).toEqual([
      { world: "w", policy: "b", than: "a", seeds: 10, regretMoreMedian: 5.5, regretMoreCiLow: 2, regretMoreCiHigh: 9 },
    ]);
    expect(own.map((column) => column.name)).toEqual(Object.keys(rows[0]!));
    expect(own.at(-1)!.description).toBe(
      "Regret. What it is more, on the same seed; intervals hold for all rows at once. Upper end of its 95 % interval over the seeds.",
    );
  });

  it("widens the intervals with how many are read together, until the draws are too few", () => {
    const read = (pairs: number): readonly unknown[] => {
      const { rows } = pairedDifferences(two, { ...options, pairs: new Array<["b", "a"]>(pairs).fill(["b", "a"]) });
      return [rows[0]!["regretMoreCiLow"], rows[0]!["regretMoreCiHigh"]];
    };
    // Of ten draws 2/1024 = 0.00195 outside all of them, 22/1024 = 0.0215 outside the second: 0.05/2 and 0.05/3, 0.05/25 and 0.05/26.
    expect([2, 3, 25, 26].map(read)).toEqual([
      [2, 9],
      [1, 10],
      [1, 10],
      ["NA", "NA"],
    ]);
  });

  it("counts groups and columns among them", () => {
    const worlds = ["v", "w", "x"].flatMap((world) => two.rows.map((row) => ({ ...row, world })));
    const { rows } = pairedDifferences(runs(worlds), options);
    expect(rows.map(({ world, regretMoreCiLow }) => [world, regretMoreCiLow])).toEqual([
      ["v", 1],
      ["w", 1],
      ["x", 1],
    ]);
  });

  it.each([
    [{ by: ["day"] }, two.rows, 'table runs: no column is named "day"'],
    [{ pairs: [["b", "c"]] }, two.rows, 'table runs: no policy is "c"'],
    [{}, two.rows.slice(1), "table runs: b and a differ in their values of seed"],
    [{}, [...two.rows, two.rows[0]!], "table runs: a has two rows with seed 7"],
    [{ of: ["world"] }, two.rows, 'table runs, column world: "w" is no finite number'],
  ] as const)("%j is refused", (changed, rows, message) => {
    expect(() => pairedDifferences(runs(rows), { ...options, ...changed })).toThrow(new RangeError(message));
  });

  // Five policies whose regrets share a lognormal world (as a crowd makes all of them worse) and differ by heavy tails of median 0, against
  // the first: all four intervals hold the median in 95 % or more of the tables, and not in nearly all of them.
  it("on heavy tails all intervals of a table hold at once", () => {
    const policies = ["a", "b", "c", "d", "e"];
    const pairs = policies.slice(1).map((policy) => [policy, "a"] as const);
    const tables = 1000;
    let [all, each] = [0, 0];
    for (let k = 0; k < tables; k++) {
      const next = stream(k, 0);
      const heavy = (): number => Math.exp(2 * normal(next(), next()));
      const rows = Array.from({ length: 20 }, (_, seed) => {
        const world = heavy();
        const own = heavy() - heavy();
        return policies.map((policy) => {
          const regret = world + (policy === "a" ? 0 : own + heavy() - heavy());
          return { world: "w", policy, seed, regret };
        });
      }).flat();
      const holds = pairedDifferences(runs(rows), { ...options, pairs }).rows.map(
        ({ regretMoreCiLow: low, regretMoreCiHigh: high }) => Number(low) <= 0 && 0 <= Number(high),
      );
      all += Number(holds.every(Boolean));
      each += holds.filter(Boolean).length;
    }
    // One interval alone errs in 2·P(X ≤ 4 of 20 coins) = 0.0118: P(fewer or more) < 1e-4.
    expect(each / (4 * tables)).toBeGreaterThan(0.98);
    expect(each / (4 * tables)).toBeLessThan(0.995);
    expect(all).toBeGreaterThanOrEqual(922);
    expect(all).toBeLessThan(tables);
  });
});
