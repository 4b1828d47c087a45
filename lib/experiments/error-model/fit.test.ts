import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  type Curve,
  type ErrorFit,
  FITTED_LAWS,
  type FittedLaw,
  fitErrorLaw,
  fittedModel,
  hasFloor,
  lawOf,
  predict,
} from "../../laws/error/fit.js";
import { stream } from "../../numerics/stream.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../../testing/long.js";
import { errorIntervals } from "./intervals.js";

type Parameters = Pick<ErrorFit, "initial" | "rate" | "floor">;
const NAMES = ["initial", "rate", "floor"] as const;
const floorless = (law: FittedLaw): boolean => !law.endsWith("floor");

/** Errors of a law at these steps, each times (1 + noise). */
function curve(law: FittedLaw, planted: Parameters, steps: readonly number[], noise: () => number = () => 0): Curve {
  const fit = { law, ...planted, squares: 0, rateOnBound: false, rateAmbiguous: false };
  return { steps, errors: steps.map((s) => predict(fit, s) * (1 + noise())) };
}

function plantedFor(law: FittedLaw, planted: Parameters): Parameters {
  return floorless(law) ? { ...planted, floor: 0 } : planted;
}

describe("without noise", () => {
  const steps = [1, 2, 4, 8, 12, 20, 30, 50];
  const planted = [
    { initial: 1, rate: 0.15, floor: 0.05 },
    { initial: 400, rate: 0.6, floor: 3 },
    { initial: 0.02, rate: 0.04, floor: 0.001 },
    { initial: 90, rate: 1.7, floor: 20 },
  ];
  it.each(FITTED_LAWS)("%s: planted parameters come back to 1e-6", (law) => {
    for (const each of planted) {
      const truth = plantedFor(law, each);
      const fit = fitErrorLaw(law, curve(law, truth, steps));
      for (const name of ["initial", "rate"] as const) {
        expect(Math.abs(fit[name] / truth[name] - 1)).toBeLessThan(1e-6);
      }
      expect(Math.abs(fit.floor - truth.floor)).toBeLessThan(1e-6 * truth.floor + 1e-18);
      expect(fit.rateOnBound).toBe(false);
    }
  });

  it("a law with a floor finds that there is none", () => {
    for (const floored of FITTED_LAWS.filter(hasFloor)) {
      const law = lawOf(floored).kind;
      const fit = fitErrorLaw(floored, curve(law, { initial: 5, rate: 0.2, floor: 0 }, steps));
      expect(Math.abs(fit.initial - 5)).toBeLessThan(1e-6);
      expect(fit.floor).toBeLessThan(1e-6);
    }
  });
});

describe("with 2 % noise", () => {
  const SERIES = shortOrFull(400, 1000);
  const cases = [
    {
      law: "exponential",
      steps: [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25],
      planted: { initial: 1, rate: 0.1, floor: 0 },
    },
    {
      law: "exponential-floor",
      steps: [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25],
      planted: { initial: 50, rate: 0.2, floor: 4 },
    },
    {
      law: "power",
      steps: [1, 2, 3, 4, 6, 8, 12, 16, 25, 50, 100, 200],
      planted: { initial: 80, rate: 0.7, floor: 0 },
    },
    {
      law: "power-floor",
      steps: [1, 2, 3, 4, 6, 8, 12, 16, 25, 50, 100, 200],
      planted: { initial: 80, rate: 1.1, floor: 2 },
    },
  ] as const;
  it.each(someOrAll(1, cases))(
    `$law: 95 % intervals hold the planted value in 92 to 98 % of ${SERIES} series`,
    MORE_IN_FULL,
    ({ law, steps, planted }) => {
      const held = { initial: 0, rate: 0, floor: 0 };
      for (let seed = 1; seed <= SERIES; seed++) {
        const noisy = curve(law, planted, steps, normal(seed, 0.02));
        const intervals = errorIntervals(fitErrorLaw(law, noisy), noisy);
        for (const name of NAMES) {
          const { low, high } = intervals[name];
          if (low <= planted[name] && planted[name] <= high) held[name]++;
        }
      }
      for (const name of NAMES) {
        if (name === "floor" && floorless(law)) continue;
        expect(held[name], name).toBeGreaterThanOrEqual(0.92 * SERIES);
        expect(held[name], name).toBeLessThanOrEqual(0.98 * SERIES);
      }
    },
  );
});

/** Normal numbers by Box and Muller. */
function normal(seed: number, deviation: number): () => number {
  const next = stream(seed, 0);
  return () => deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

describe("against SciPy's least_squares", () => {
  interface Reference extends Curve {
    readonly model: string;
    readonly sampler: string;
    readonly fits: Readonly<Record<FittedLaw, Parameters & { readonly squares: number }>>;
  }
  const path = new URL("../../testing/error-fit-scipy.json", import.meta.url);
  const references = JSON.parse(readFileSync(path, "utf8")) as Reference[];

  it("there are ten series", () => expect(references).toHaveLength(10));

  it.each(references)("$model, $sampler: the same to 1e-6", (reference) => {
    const least = Math.min(...reference.errors);
    for (const law of FITTED_LAWS) {
      const fit = fitErrorLaw(law, reference);
      const expected = reference.fits[law];
      expect(Math.abs(fit.initial / expected.initial - 1)).toBeLessThan(1e-6);
      expect(Math.abs(fit.rate / expected.rate - 1)).toBeLessThan(1e-6);
      expect(Math.abs(fit.floor - expected.floor)).toBeLessThan(1e-6 * least);
      expect(Math.abs(fit.squares / expected.squares - 1)).toBeLessThan(1e-10);
    }
  });
});

describe("bounds", () => {
  it("a rising curve is a constant, of which no rate can be told", () => {
    for (const law of FITTED_LAWS) {
      const rising = { steps: [1, 2, 3, 4], errors: [1, 2, 3, 4] };
      const fit = fitErrorLaw(law, rising);
      expect(predict(fit, 1)).toBeCloseTo(predict(fit, 100), 12);
      expect(fit.rateOnBound).toBe(true);
      expect(errorIntervals(fit, rising).rate.low).toBeNaN();
    }
  });

  it("a step down after the first point has no rate either, and the floor is what follows", () => {
    const step = { steps: [10, 12, 200, 300], errors: [50, 2, 2, 2] };
    for (const law of ["exponential-floor", "power-floor"] as const) {
      const fit = fitErrorLaw(law, step);
      expect(fit.rateOnBound).toBe(true);
      expect(predict(fit, 10)).toBeCloseTo(50, 5);
      expect(fit.floor).toBeCloseTo(2, 5);
    }
  });

  // 12, 24 and 48 are evenly spaced in ln s: turned round, the points leave the same squares at another rate.
  it("three points evenly spaced may leave two rates that fit as well, and then none has an interval", () => {
    const even = { steps: [12, 24, 48], errors: [34.29, 3.5, 2.69] };
    const fit = fitErrorLaw("power", even);
    expect(fit.rateAmbiguous).toBe(true);
    expect(fit.rateOnBound).toBe(false);
    expect(errorIntervals(fit, even).rate.low).toBeNaN();
    expect(fitErrorLaw("power", { ...even, steps: [12, 18, 48] }).rateAmbiguous).toBe(false);
    expect(fitErrorLaw("power", { ...even, errors: [34.29, 9.5, 2.69] }).rateAmbiguous).toBe(false);
  });

  it("the value at no steps stays finite, however steep the curve far from there", () => {
    const far = { steps: [900, 901, 902, 903], errors: [1e9, 1, 1, 1] };
    for (const law of FITTED_LAWS) {
      const fit = fitErrorLaw(law, far);
      for (const value of [fit.initial, fit.rate, fit.floor, predict(fit, 900)]) expect(value).toBeLessThan(Infinity);
    }
  });

  it("as many points as parameters are met exactly, and have no interval", () => {
    const three = { steps: [5, 10, 20], errors: [4.3, 0.86, 0.21] };
    const fit = fitErrorLaw("power-floor", three);
    for (const [i, s] of three.steps.entries()) expect(predict(fit, s)).toBeCloseTo(three.errors[i]!, 10);
    expect(errorIntervals(fit, three).initial.high).toBeNaN();
  });
});

it("becomes an error model of a scenario, scaled", () => {
  const fit = { initial: 8, rate: 0.5, floor: 2, squares: 0, rateOnBound: false, rateAmbiguous: false };
  expect(fittedModel({ ...fit, law: "power-floor" }, 0.5)).toEqual({
    kind: "power",
    initial: 4,
    exponent: 0.5,
    floor: 1,
  });
  expect(fittedModel({ ...fit, law: "exponential" }, 1)).toEqual({
    kind: "exponential",
    initial: 8,
    decay: 0.5,
    floor: 2,
  });
});

it("says what is wrong with a curve", () => {
  const attempt = (steps: number[], errors: number[]) => () => fitErrorLaw("power-floor", { steps, errors });
  expect(attempt([1, 2], [2, 1])).toThrow(
    "curve: power-floor needs 3 points or more, each with steps and error, not 2",
  );
  expect(attempt([1, 2, 3], [2, 1])).toThrow("each with steps and error");
  expect(attempt([2, 2, 2], [3, 2, 1])).toThrow("steps must be finite, >= 1 and not all the same");
  expect(attempt([0, 1, 2], [3, 2, 1])).toThrow("steps must be finite");
  expect(attempt([1, 2, 3], [3, 2, 0])).toThrow("errors must be finite and > 0");
});
