import { describe, expect, it } from "vitest";
import { binomialAtMost, proportionInterval } from "./binomial.js";

describe("binomialAtMost", () => {
  it("counts coins", () => {
    // Of five coins 1, 5, 10, 10, 5, 1 of 32 show 0 to 5 heads.
    [1, 6, 16, 26, 31, 32].forEach((count, k) => {
      expect(binomialAtMost(k, 5, 0.5)).toBeCloseTo(count / 32, 14);
    });
    expect([binomialAtMost(-1, 5, 0.5), binomialAtMost(0, 3, 0), binomialAtMost(2, 3, 1)]).toEqual([0, 1, 0]);
  });

  it.each([
    [3, 20, 0.3, 0.10708680450373087], // scipy.stats.binom.cdf
    [178, 200, 0.95, 0.00048110916845550667],
    [10, 15, 0.5, 0.940765380859375],
    [960, 1000, 0.95, 0.9401851209480974],
  ])("P(X ≤ %d) of %d trials at p = %f is SciPy's", (k, n, p, expected) => {
    expect(binomialAtMost(k, n, p) / expected).toBeCloseTo(1, 10);
  });
});

describe("proportionInterval", () => {
  it.each([
    [1, 0, /^trials: must be a whole number from 1 to 1000, not 0/],
    [5, 4, /^successes: must be a whole number from 0 to 4, not 5/],
    [1, 1001, /^trials: must be a whole number from 1 to 1000, not 1001/],
  ])("%d of %d is refused in a line", (successes, trials, message) => {
    expect(() => proportionInterval(successes, trials)).toThrow(message);
  });

  it.each([
    // scipy.stats.binomtest(k, n).proportion_ci(method="exact")
    [10, 10, 0.95, 0.6915028921812371, 1],
    [0, 4, 0.95, 0, 0.6023646356164858],
    [3, 4, 0.95, 0.19412044968324338, 0.9936905367902901],
    [10, 15, 0.95, 0.38380373254115413, 0.8817588966331302],
    [479, 500, 0.95, 0.9365130594670813, 0.9738164232238541],
    [7, 20, 0.99, 0.11387976326673215, 0.6565685842319213],
  ])("of %d in %d at %f is SciPy's exact one", (successes, trials, confidence, low, high) => {
    const interval = proportionInterval(successes, trials, confidence);
    expect(interval.low).toBeCloseTo(low, 11);
    expect(interval.high).toBeCloseTo(high, 11);
  });

  it("holds the chance with at least the confidence, whatever the chance", () => {
    for (const trials of [4, 10, 25]) {
      const intervals = Array.from({ length: trials + 1 }, (_, k) => proportionInterval(k, trials));
      for (let p = 0.01; p < 1; p += 0.01) {
        const chances = intervals.map((_, k) => binomialAtMost(k, trials, p) - binomialAtMost(k - 1, trials, p));
        const held = chances.reduce((sum, chance, k) => {
          const { low, high } = intervals[k]!;
          return low <= p && p <= high ? sum + chance : sum;
        }, 0);
        expect(held).toBeGreaterThanOrEqual(0.95);
      }
    }
  });
});
