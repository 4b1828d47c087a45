import { describe, expect, it } from "vitest";
import { campusWorld, WORLDS } from "../experiments/dynamic/worlds.js";
import { oracleByHighs } from "../testing/oracle-lp.js";
import { enumeratedBound } from "./enumerated-bound.js";
import { oracleBound } from "./oracle.js";

const CASES = (["steady", "bursty", "moving"] as const).flatMap((name) => [1, 2, 3].map((seed) => ({ name, seed })));

describe("oracleBound", () => {
  it.each(CASES)("is the dual that HiGHS finds, in $name $seed", async ({ name, seed }) => {
    const world = campusWorld(WORLDS[name], seed);
    const { lowerBound, upperBound, prices } = oracleBound(world);
    const { lower, upper } = await oracleByHighs(world, prices);
    const { value, margin } = enumeratedBound(world, prices);
    console.log(name, seed, lowerBound, upperBound, lower, upper, value-lowerBound, margin);
    expect(lowerBound).toBeGreaterThanOrEqual(upper * (1 - 1e-5));
    expect(lowerBound).toBeLessThanOrEqual(upper * (1 + 1e-9));
    expect(upperBound).toBeGreaterThanOrEqual(lower * (1 - 1e-9));
  });
});
