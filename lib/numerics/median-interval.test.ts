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

describe("medianInterval", () => {
  const ten = [7, 1, 9, 3, 5, 10, 2, 8, 4, 6];

  it("reaches from the k-th smallest to the k-th largest value", () => {
    // Of ten coins, 2·(1 + 10)/1024 = 0.0215 and 2·(1 + 10 + 45)/1024 = 0.109.
    expect(medianInterval(ten)).toEqual({ median: 5.5, low: 2, high: 9 });
    expect(medianInterval(ten, 0.98)).toEqual({ median: 5.5, low: 1, high: 10 });
    expect(medianInterval(ten, 0.88)).toEqual({ median: 5.5, low: 3, high: 8 });
    expect(ten[0]).toBe(7);
  });

  it("knows nothing where the values are too few", () => {
    expect(medianInterval([1, 2, 3, 4, 5])).toEqual({ median: 3, low: -Infinity, high: Infinity }); // 2/32 > 0.05
    expect(medianInterval([1, 2, 3, 4, 5, 6])).toEqual({ median: 3.5, low: 1, high: 6 });
  });

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
