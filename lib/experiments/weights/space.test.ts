import { expect, test } from "vitest";
import { InputError } from "../../input/errors.js";
import { defaultWeights } from "../../population/generate.js";
import { WEIGHTS } from "../../scenario/weights.js";
import { perSecond, weightsAt } from "./space.js";

test("the middle is the preset, the corners lie the decades away, each coordinate moves its own weight", () => {
  expect(weightsAt([0.5, 0.5, 0.5, 0.5, 0.5], 2)).toEqual(defaultWeights);
  for (const [k, { name }] of WEIGHTS.entries()) {
    for (const [at, factor] of [
      [0, 0.01],
      [1, 100],
    ] as const) {
      const weights = weightsAt(
        Array.from(WEIGHTS.keys(), (i) => (i === k ? at : 0.5)),
        2,
      );
      expect(weights[name]).toBeCloseTo(factor * defaultWeights[name], 12);
      expect({ ...weights, [name]: 0 }).toEqual({ ...defaultWeights, [name]: 0 });
    }
  }
});

test("perSecond keeps the ratios and makes c₁ one", () => {
  const weights = { time: 4, error: 8, energy: 2, localUtility: 1, edgeUtility: 12 };
  expect(perSecond(weights)).toEqual({ time: 1, error: 2, energy: 0.5, localUtility: 0.25, edgeUtility: 3 });
});

test.each([-1, Number.POSITIVE_INFINITY])("%d decades are refused in a line", (decades) => {
  expect(() => weightsAt([0, 0, 0, 0, 0], decades)).toThrow(InputError);
});
