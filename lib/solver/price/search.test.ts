/** Brackets from a guess outward, on functions whose root is known. */
import { describe, expect, it } from "vitest";
import { geometricMiddle, straddle } from "./search.js";

/** Demand that falls in a line from `most` at price 0 to nothing at price `most`. @returns The bracket and the prices asked. */
function lineFrom(
  guess: number,
  { most, capacity = 0, scale = 10 }: { most: number; capacity?: number; scale?: number },
) {
  const asked: number[] = [];
  const found = straddle(
    guess,
    (price) => {
      asked.push(price);
      return most - price - capacity;
    },
    scale,
    () => 1000,
  );
  return { found, asked };
}

describe("straddle", () => {
  it("answers 0 where demand fits for nothing", () => {
    expect(lineFrom(0, { most: 8, capacity: 8 })).toEqual({ found: 0, asked: [0] });
    expect(lineFrom(4, { most: 8, capacity: 9 })).toEqual({ found: 0, asked: [4, 0] });
  });

  it("goes straight to the bound from 0", () => {
    expect(lineFrom(0, { most: 8, capacity: 7 })).toEqual({
      found: { bracket: { low: 0, high: 1000 }, excessLow: 1, excessHigh: -999, last: "high" },
      asked: [0, 1000],
    });
  });

  it("goes down from a guess at which demand fits, four times as far each time", () => {
    // the step is 2·0.5/10 of the price
    const { found, asked } = lineFrom(8, { most: 7.5 });
    expect(asked[0]).toBe(8);
    expect(asked[1]).toBeCloseTo(7.2, 12);
    expect(asked).toHaveLength(2);
    expect(found).toEqual({
      bracket: { low: asked[1], high: 8 },
      excessLow: 7.5 - asked[1]!,
      excessHigh: -0.5,
      last: "low",
    });
    const further = lineFrom(8, { most: 5.5, scale: 100 });
    // 2·2.5/100 = 0.05, then 0.2 and 0.8
    expect(further.asked.map((price) => price.toFixed(4))).toEqual(["8.0000", "7.6000", "6.0800", "1.2160"]);
    expect(further.found).toMatchObject({ bracket: { low: further.asked[3], high: further.asked[2] }, last: "low" });
  });

  it("goes up from a guess at which it does not, and to the bound where a step would double the price", () => {
    const { found, asked } = lineFrom(4, { most: 5, scale: 100 });
    // 2·1/100 = 0.02, 0.08, 0.32
    expect(asked.map((price) => price.toFixed(4))).toEqual(["4.0000", "4.0800", "4.4064", "5.8164"]);
    expect(found).toEqual({
      bracket: { low: asked[2], high: asked[3] },
      excessLow: 5 - asked[2]!,
      excessHigh: 5 - asked[3]!,
      last: "high",
    });
    expect(lineFrom(4, { most: 9, scale: 10 }).asked).toEqual([4, 1000]);
  });

  it("keeps a guess that is the root as the high end", () => {
    const { found, asked } = lineFrom(8, { most: 8 });
    expect(asked).toEqual([8, 8 * (1 - 1e-6)]);
    expect(found).toMatchObject({ bracket: { high: 8 }, excessHigh: 0, last: "low" });
  });

  it("answers the bound where nothing fits", () => {
    const asked: number[] = [];
    const excess = (price: number): number => {
      asked.push(price);
      return 1;
    };
    expect(straddle(0, excess, 1, () => 3)).toBe(3);
    expect(asked).toEqual([0, 3]);
  });

  it("asks for nothing but 0 where there is no capacity to fill", () => {
    const asked: number[] = [];
    const excess = (price: number): number => {
      asked.push(price);
      return -Infinity;
    };
    expect(straddle(5, excess, 1, () => 3)).toBe(0);
    expect(asked).toEqual([5, 0]);
  });
});

it("the middle of prices of many sizes is geometric, and of 0 a part of the high end", () => {
  expect(geometricMiddle(1, 16)).toBe(4);
  expect(geometricMiddle(2, 4)).toBe(3);
  expect(geometricMiddle(2, 3)).toBe(2.5);
  expect(geometricMiddle(0, 64)).toBe(1);
});
