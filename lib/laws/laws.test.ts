/** What laws say of themselves beside their values: slopes, curvatures, closed forms, and how fast a curvature may fall. */
import { describe, expect, it } from "vitest";
import { stream } from "../numerics/stream.js";
import { indexOf, LAWS } from "./error/all-laws.js";
import type { ErrorFunction } from "./error/error-law.js";
import { ERROR_LAWS } from "./error/error-laws.js";
import { UTILITIES } from "./utility/utilities.js";

/** A law with numbers of its own, as a function of s. */
interface Drawn {
  readonly name: string;
  readonly law: ErrorFunction;
  readonly p: Float64Array;
}

/** Each law of a few parameters with and without a floor, and mixtures of two of them. */
function* drawn(): Generator<Drawn> {
  const next = stream(1, 0);
  const numbers = (law: (typeof ERROR_LAWS)[number]): number[] =>
    law.parameters.map((parameter) =>
      "usual" in parameter
        ? parameter.usual[0] + next() * (parameter.usual[1] - parameter.usual[0])
        : Math.max(0, 0.2 * next() - 0.1),
    );
  for (let i = 0; i < 5; i++) {
    for (const law of ERROR_LAWS) yield { name: law.kind, law, p: Float64Array.from(numbers(law)) };
    const [one, two] = [ERROR_LAWS[0]!, ERROR_LAWS.at(-1)!];
    const parts = [0.3, indexOf(one.kind), ...numbers(one), 0.7, indexOf(two.kind), ...numbers(two)];
    yield { name: "mixture", law: LAWS[indexOf("mixture")]!, p: Float64Array.of(2, ...parts) };
  }
}

const STEPS = [1, 1.7, 3, 7.5, 20, 60];
const central = (f: (s: number) => number, s: number): number => (f(s + 1e-4) - f(s - 1e-4)) / 2e-4;

describe("an error law", () => {
  it("has the slope and curvature of finite differences, and tells them from each other", () => {
    for (const { name, law, p } of drawn()) {
      for (const s of STEPS) {
        const slope = law.slope(p, 0, s);
        const curvature = law.curvature(p, 0, s);
        expect(central((v) => law.value(p, 0, v), s) / slope, `${name}, ${s}`).toBeCloseTo(1, 6);
        expect(central((v) => law.slope(p, 0, v), s) / curvature, `${name}, ${s}`).toBeCloseTo(1, 6);
        if (law.slopeOf) expect(law.slopeOf(p, 0, s, law.value(p, 0, s)) / slope, name).toBeCloseTo(1, 10);
        if (law.steepening) expect(law.steepening(p, 0, s) / (-curvature / slope), name).toBeCloseTo(1, 12);
      }
    }
  });

  it("has a curvature that falls no faster than it says, from there on, of one kind just so fast", () => {
    for (const { name, law, p } of drawn()) {
      for (const s of STEPS) {
        if (!law.curvatureRate) continue;
        const most = law.curvatureRate(p, 0, s);
        for (const v of STEPS.filter((one) => one >= s)) {
          const rate = -central((u) => law.curvature(p, 0, u), v) / law.curvature(p, 0, v);
          expect(rate, `${name}, ${s}, ${v}`).toBeLessThan(most * (1 + 1e-6));
          if (v === s && name !== "mixture") expect(rate, `${name}, ${s}`).toBeGreaterThan(most * (1 - 1e-6));
        }
      }
    }
  });

  it("inverts its slope and its value where it can", () => {
    for (const { name, law, p } of drawn()) {
      for (const s of STEPS) {
        if (law.stepsWhere) expect(law.stepsWhere(p, 0, 2, -2 * law.slope(p, 0, s)), name).toBeCloseTo(s, 9);
        if (law.stepsTo) expect(law.stepsTo(p, 0, law.value(p, 0, s)) / s, name).toBeCloseTo(1, 9);
      }
    }
  });
});

describe("a utility", () => {
  it("has the slope and curvature of finite differences, is at most s, and bends no faster than it says", () => {
    for (const g of UTILITIES) {
      expect(g.value(0)).toBe(0);
      for (const s of STEPS) {
        expect(g.value(s)).toBeLessThanOrEqual(s);
        expect(central(g.value, s)).toBeCloseTo(g.slope(s), 7);
        expect(central(g.slope, s)).toBeCloseTo(g.curvature(s), 7);
        if (g.constantSlope > 0) expect(g.slope(s)).toBe(g.constantSlope);
        else {
          expect(-central(g.curvature, s) / g.curvature(s) / g.curvatureRate(s)).toBeCloseTo(1, 6);
          expect(g.stepsWhere(3, 3 * g.slope(s))).toBeCloseTo(s, 9);
        }
      }
    }
  });
});
