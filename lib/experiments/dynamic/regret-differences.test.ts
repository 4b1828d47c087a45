import { expect, test } from "vitest";
import { ONLY_IN_FULL } from "../../testing/long.js";
import { dynamicRegretDefaults, dynamicRegretRuns } from "./regret.js";
import { dynamicRegretDifferences, dynamicRegretPairs } from "./regret-differences.js";

test("every pair is of policies that the study runs", () => {
  const known = Object.keys(dynamicRegretDefaults.policies);
  for (const policy of dynamicRegretPairs.flat()) expect(known).toContain(policy);
});

test("differences are those of runs in the same world", ONLY_IN_FULL, () => {
  const { price, warm } = dynamicRegretDefaults.policies;
  const seeds = 6;
  const runs = dynamicRegretRuns({ worlds: ["steady", "moving"], policies: { price: price!, warm: warm! }, seeds }, 3);
  const { rows } = dynamicRegretDifferences(runs, [["price", "warm"]]);
  for (const [i, world] of ["steady", "moving"].entries()) {
    const of = (policy: string): number[] =>
      runs.rows.filter((row) => row["world"] === world && row["policy"] === policy).map((row) => Number(row["regret"]));
    const [prices, warms] = [of("price"), of("warm")];
    const sorted = prices.map((regret, k) => regret - warms[k]!).sort((a, b) => a - b);
    expect(rows[i]).toMatchObject({ world, policy: "price", than: "warm", seeds });
    expect(rows[i]!["regretMoreMedian"]).toBeCloseTo((sorted[seeds / 2 - 1]! + sorted[seeds / 2]!) / 2, 12);
    expect(rows[i]!["regretMoreCiLow"]).toBe("NA"); // of six coins 2/64 outside, more than 0.05/2
  }
  expect(
    dynamicRegretDifferences({ ...runs, rows: runs.rows.filter(({ world }) => world === "steady") }, [
      ["price", "warm"],
    ]).rows[0]!["regretMoreCiLow"],
  ).toBeTypeOf("number");
});
