import { describe, expect, it } from "vitest";
import { meanInterval } from "./mean-interval.js";
import { medianInterval } from "./median-interval.js";
import { normal } from "./normal.js";
import { stream } from "./stream.js";

/** A lognormal with ln x of deviation 2: median 1, mean e², one in twenty above 26. */
function lognormals(seed: number, count: number): number[] {
  const next = stream(seed, 0);
  return Array.from({ length: count }, () => Math.exp(2 * normal(next(), next())));
}

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
    expect(medianInterval([-Infinity, 1, 2, 3, Infinity], 0.6)).toEqual({ median: 2, low: 1, high: 3 });
    expect(() => medianInterval([])).toThrow(new RangeError("medianInterval: there are no values"));
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

describe("medianInterval of heavy tails", () => {
  it("of values that are all the same is that value", () => {
    expect(medianInterval(new Array<number>(20).fill(0), 0.999)).toEqual({ median: 0, low: 0, high: 0 });
  });

  // With 1 − 2·P(X ≤ 5) = 0.9586 for 20 values, 1 − 2·P(X ≤ 1) = 0.9785 for 10; P(beyond these counts) < 1e-4.
  it.each([
    [20, 1881, 1950],
    [10, 1930, 1980],
  ])("of %d lognormals holds their median in %d to %d of 2,000 samples", (count, fewest, most) => {
    let held = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const { low, high } = medianInterval(lognormals(seed, count));
      held += Number(low <= 1 && 1 <= high);
    }
    expect(held).toBeGreaterThanOrEqual(fewest);
    expect(held).toBeLessThanOrEqual(most);
  });

  it("where Student's interval of the mean fails", () => {
    let held = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const { low, high } = meanInterval(lognormals(seed, 20));
      held += Number(low <= Math.exp(2) && Math.exp(2) <= high);
    }
    expect(held).toBeLessThan(0.75 * 2000);
  });
});

describe("meanInterval", () => {
  it("by hand: 4 ± t·s/√n with t = 3.182 of 3 degrees of freedom", () => {
    const { low, high } = meanInterval([1, 3, 5, 7]);
    const half = (3.182446305284263 * Math.sqrt(20 / 3)) / 2;
    expect([low, high]).toEqual([expect.closeTo(4 - half, 10), expect.closeTo(4 + half, 10)]);
  });

  it("of ten normal values holds their mean in 95 % of 2,000 samples", () => {
    let held = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const next = stream(seed, 1);
      const { low, high } = meanInterval(Array.from({ length: 10 }, () => normal(next(), next())));
      held += Number(low <= 0 && 0 <= high);
    }
    expect(held).toBeGreaterThanOrEqual(1860);
    expect(held).toBeLessThanOrEqual(1936);
  });
});
