import { describe, expect, it } from "vitest";
import { medianInterval } from "./median-interval.js";
import { stream } from "./stream.js";

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe("medianInterval", () => {
  // The largest r with P(B < r) ≤ 0.025, from tables of the binomial distribution.
  it.each([
    [5, -Infinity, Infinity],
    [6, 1, 6],
    [8, 1, 8],
    [9, 2, 8],
    [10, 2, 9],
    [20, 6, 15],
    [30, 10, 21],
    [100, 40, 61],
  ])("of 1 … %d lies from %d to %d", (n, low, high) => {
    expect(medianInterval(upTo(n))).toEqual({ median: (n + 1) / 2, low, high });
    expect(medianInterval(upTo(n).reverse())).toEqual({ median: (n + 1) / 2, low, high });
  });

  it("widens with the level: 19 of 20 values above 0 decide up to a tail of 21/2²⁰", () => {
    const values = [-1, ...upTo(19)];
    const tail = 21 / 2 ** 20;
    expect(medianInterval(values, 1 - 2.0001 * tail).low).toBe(1);
    expect(medianInterval(values, 1 - 1.9999 * tail).low).toBe(-1);
  });

  it("counts Infinity as larger than all, and has no interval of too few values", () => {
    expect(medianInterval([Infinity, 1, Infinity])).toEqual({ median: Infinity, low: -Infinity, high: Infinity });
    expect(medianInterval([...upTo(5), ...Array(5).fill(Infinity)]).median).toBe(Infinity);
    expect(medianInterval([-Infinity, 2, Infinity], 0.2)).toEqual({ median: 2, low: 2, high: 2 });
    expect(() => medianInterval([])).toThrow(RangeError);
  });

  it("holds the median of a skewed distribution as often as it says", () => {
    const draw = stream(3, 0);
    const runs = 4000;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      // −ln u has the median ln 2
      const { low, high } = medianInterval(Array.from({ length: 15 }, () => -Math.log(1 - draw())));
      if (low <= Math.LN2 && Math.LN2 <= high) held += 1;
    }
    // P(4 ≤ B ≤ 11) for B ~ Binomial(15, ½), and three standard errors
    expect(Math.abs(held / runs - 0.96484375)).toBeLessThan(0.009);
  });

  it("ranks thousands of values, whose 2⁻ⁿ is no number", () => {
    const { low, high } = medianInterval(upTo(4000));
    // 2000.5 ∓ 1.96·√4000/2, to the next rank
    expect(Math.abs(low - (2000.5 - 61.98))).toBeLessThan(1.5);
    expect(low + high).toBe(4001);
  });
});
