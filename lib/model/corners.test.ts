/** Corners that are found around a price are those of the whole hull, and costs that are told together are those told alone. */
import { describe, expect, it } from "vitest";
import { stream } from "../numerics/stream.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { modelsScenario } from "../testing/models-scenario.js";
import { type Corners, cornersOf } from "./corners.js";
import { cost } from "./cost.js";
import { maxWholeSteps, type Place, wholeSteps } from "./placement.js";
import { toProblem } from "./problem.js";

const SEEDS = shortOrFull(8, 120);

/** Users who have several models at a place that is open to them. */
function* choosing(): Generator<{ readonly place: Place; readonly n: number; readonly seed: number }> {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { local, edge, count, scenario } = toProblem(modelsScenario(seed));
    if (scenario.users.models === null) continue;
    for (const place of [local, edge]) {
      for (let n = 0; n < count; n++) if (place.open[n] === 1) yield { place, n, seed };
    }
  }
}

/** A corner with what is saved on either side. */
function told(corners: Corners, i: number): readonly number[] {
  return [corners.data[i]!, corners.data[i + 1]!, corners.saving(i), corners.saving(i + 2)];
}

describe("corners", () => {
  it(
    "around the price that is asked first are those of the whole hull, and so are those at any price after it",
    MORE_IN_FULL,
    () => {
      let [asked, fewer] = [0, 0];
      for (const { place, n, seed } of choosing()) {
        const next = stream(seed, n);
        const whole = cornersOf({ ...place });
        whole.upTo(n, 0);
        const all = whole.data.filter((x) => x > 0).length;
        for (let i = 0; i < 4; i++) {
          const near = cornersOf({ ...place });
          const first = 10 ** (3 * next() - 2);
          for (const price of [first, first * (0.9 + 0.2 * next()), first * 10 * next(), 0]) {
            const expected = whole.at(n, price);
            const s = whole.data[expected]!;
            expect(
              [told(near, near.at(n, price)), told(near, near.upTo(n, s))],
              `seed ${seed}, user ${n}, ${price}`,
            ).toEqual([told(whole, expected), told(whole, whole.upTo(n, s))]);
            if (price === first) fewer += Number(near.data.filter((x) => x > 0).length < all);
            asked++;
          }
        }
      }
      expect(asked).toBeGreaterThan(100 * SEEDS);
      expect(fewer).toBeGreaterThan(SEEDS);
    },
  );

  it(
    "are given up at falling prices, and at each price between two of them no other steps are better",
    MORE_IN_FULL,
    () => {
      let corners = 0;
      for (const { place, n } of choosing()) {
        const whole = cornersOf({ ...place });
        const steps = wholeSteps(place, n);
        expect(whole.saving(whole.upTo(n, 0))).toBe(Infinity);
        let i = whole.upTo(n, 0);
        for (; whole.saving(i + 2) > -Infinity; i += 2) {
          expect(whole.saving(i + 2)).toBeLessThan(whole.saving(i));
          const price = whole.saving(i + 2);
          const value = (s: number): number => cost(place, n, s) + price * s;
          const own = value(whole.data[i]!);
          const rounding = 1e-9 * (Math.abs(own) + price * whole.data[i]!);
          expect(own).toBeLessThanOrEqual(Math.min(...steps.map(value)) + Math.abs(rounding));
          corners++;
        }
        expect(whole.data[i]).toBe(steps.at(-1));
      }
      expect(corners).toBeGreaterThan(20 * SEEDS);
    },
  );
});

it("costs of many whole steps are to the last bit what each of them costs", MORE_IN_FULL, () => {
  let [told, none] = [0, 0];
  for (const { place, n, seed } of choosing()) {
    const most = maxWholeSteps(place, n);
    for (const from of [1, 2, Math.ceil(most / 2)]) {
      const costs = place.choice!.costs!(n, from, most);
      if (costs === undefined) {
        expect(place.choice!.rows.perStep).not.toBeNull();
        none++;
        continue;
      }
      const each = Array.from({ length: Math.max(0, most + 1 - from) }, (_, i) => cost(place, n, from + i));
      expect(costs, `seed ${seed}, user ${n}, from ${from}`).toEqual(each);
      told += costs.length;
    }
  }
  expect(told).toBeGreaterThan(100 * SEEDS);
  expect(none).toBeGreaterThan(SEEDS / 4);
});
