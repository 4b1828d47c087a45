import { describe, expect, it } from "vitest";
import { noiseLevels, type ScheduleName, sigmaOf, snrOf } from "./noise-schedule.js";

describe("noise levels", () => {
  it.each<ScheduleName>(["cosine", "linear", "geometric"])(
    "%s: keep the variance, fall to none, from hardly any signal",
    (schedule) => {
      const levels = noiseLevels(schedule, 50);
      expect(levels).toHaveLength(51);
      for (const { signal, noise } of levels) expect(signal ** 2 + noise ** 2).toBeCloseTo(1, 14);
      const sigmas = levels.map(sigmaOf);
      expect(sigmas).toEqual([...new Set(sigmas)].sort((a, b) => b - a));
      expect(levels.at(-1)).toEqual({ signal: 1, noise: 0 });
      expect(snrOf(levels[0]!)).toBeLessThan(2e-4);
      expect(noiseLevels(schedule, 10)[3]).toEqual(levels[15]);
    },
  );

  it("of the geometric schedule fall by one and the same factor", () => {
    const sigmas = noiseLevels("geometric", 40).slice(0, -1).map(sigmaOf);
    for (const [i, sigma] of sigmas.slice(1).entries()) expect(sigmas[i]! / sigma).toBeCloseTo(40000 ** (1 / 40), 9);
  });

  it("of the linear schedule are those of a thousand steps with β from 0.0001 to 0.02", () => {
    const { signal } = noiseLevels("linear", 1000)[500]!;
    let alphaBar = 1;
    for (let k = 1; k <= 500; k++) alphaBar *= 1 - (0.0001 + (0.0199 * (k - 0.5)) / 1000);
    expect(signal ** 2 / alphaBar).toBeCloseTo(1, 1);
  });
});
