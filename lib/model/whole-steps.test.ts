/** What is kept of a place is what would be found anew, and steps that are thought to be near lead to the same root. */
import { describe, expect, it } from "vitest";
import { ERROR_LAWS } from "../laws/error/error-laws.js";
import { UTILITIES, type UtilityName } from "../laws/utility/utilities.js";
import { stream } from "../numerics/stream.js";
import { generateColumns } from "../population/generate.js";
import { feasibleProblems } from "../testing/feasible-problems.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { pricedCost } from "./cost.js";
import { type Place, wholeSteps } from "./placement.js";
import { type Problem, problemOf } from "./problem.js";
import { bestSteps, flatPrice } from "./steps.js";
import { stepPrice, useOf } from "./use.js";
import { bestWholeSteps, COST, handOnChoices, KEPT, keptChoices, stepSaving, WholeChoice } from "./whole-steps.js";

/** Prices around one, some of them next to each other, as a search asks for them. */
function* prices(next: () => number): Generator<number> {
  let price = 0;
  for (let i = 0; i < 24; i++) {
    yield price;
    price = i % 4 === 0 ? next() ** 3 : price * (1 + 10 ** -(1 + 3 * (i % 4)) * (next() - 0.5));
  }
}

const SEEDS = shortOrFull(3, 25);

/** Every open place of every user of random problems, and of populations with batteries that end full speed, a kink. */
function* eachPlace(seeds: number): Generator<{ seed: number; place: Place; n: number }> {
  const limited = (seed: number, utility: UtilityName): Problem =>
    problemOf(generateColumns({ users: 8, seed, utility, batteryShare: 0.6, deadlineShare: 0.6 }));
  const random = [...feasibleProblems(seeds)];
  const kinked = UTILITIES.map(({ kind }, seed) => ({ seed, problem: limited(seed, kind) }));
  for (const { seed, problem } of [...random, ...kinked]) {
    for (const place of [problem.local, problem.edge]) {
      for (let n = 0; n < problem.count; n++) if (place.open[n] === 1) yield { seed, place, n };
    }
  }
}

/** Steps that cost no more than any others, but for rounding. */
function expectBest(place: Place, n: number, price: number, found: readonly number[], who: string): void {
  let least = Infinity;
  for (const s of wholeSteps(place, n)) least = Math.min(least, pricedCost(place, n, s, price));
  for (const s of found) {
    const over = pricedCost(place, n, s, price) - least;
    const parts = Math.abs(least) + place.fixedCost[n]! + (stepPrice(place, n, price) + 2) * s;
    if (!(over < 1e-13 * parts))
      expect.fail(`${who}, ${place.name}, user ${n}, price ${price}: ${s} steps cost ${over} more`);
  }
}

describe("whole steps", () => {
  it("are those that a place without memory has, to the last bit of their cost", MORE_IN_FULL, () => {
    let asked = 0;
    for (const { seed, problem } of feasibleProblems(SEEDS)) {
      const { edge, count } = problem;
      const next = stream(seed, 0);
      const choice = new WholeChoice(edge);
      for (const price of prices(next)) {
        for (let n = 0; n < count; n++) {
          if (edge.open[n] === 0) continue;
          const value = choice.valueAt(n, price);
          const anew = new WholeChoice({ ...edge });
          expect([value, choice.steps], `seed ${seed}, user ${n}, ${price}`).toEqual([
            anew.valueAt(n, price),
            anew.steps,
          ]);
          asked++;
        }
      }
    }
    expect(asked).toBeGreaterThan(40 * SEEDS);
  });

  it("are the best of all where the next are nearly as good, asked anew and after a price nearby", MORE_IN_FULL, () => {
    let asked = 0;
    for (const { seed, place, n } of eachPlace(SEEDS)) {
      const all = wholeSteps(place, n);
      for (const s of all.slice(1)) {
        const tied = stepSaving(place, n, s) / useOf(place, n, 1);
        const choice = new WholeChoice({ ...place });
        for (const off of [-0.1, -1e-2, -1e-3, -1e-5, -1e-7, 1e-7, 1e-5, 1e-3, 1e-2, 0.1]) {
          const price = tied * (1 + off);
          if (!(price >= 0)) continue;
          choice.valueAt(n, price);
          expectBest(
            place,
            n,
            price,
            [choice.steps, bestWholeSteps({ ...place }, n, price)],
            `seed ${seed}, ${s}, ${off}`,
          );
          asked++;
        }
      }
    }
    expect(asked).toBeGreaterThan(1000 * SEEDS);
  });

  it.each(UTILITIES.map(({ kind }) => kind))(
    "are the best of all of a population with limits, with %s utility",
    MORE_IN_FULL,
    (utility) => {
      const users = shortOrFull(250, 5000);
      for (const { kind: errorKind } of ERROR_LAWS) {
        const limits = { batteryShare: 0.6, deadlineShare: 0.6 };
        const { local, edge, count } = problemOf(generateColumns({ users, seed: 3, utility, errorKind, ...limits }));
        for (const place of [local, edge]) {
          const choice = new WholeChoice(place);
          for (const price of [0, 0.03, 0.3]) {
            for (let n = 0; n < count; n++) {
              if (place.open[n] === 0) continue;
              choice.valueAt(n, price);
              expectBest(place, n, price, [choice.steps], errorKind);
            }
          }
        }
      }
    },
  );

  it("are the best of all where it is not known how fast a utility's curvature falls", MORE_IN_FULL, () => {
    // g(s) = √s, whose curvature may fall faster than the error's
    const [value, slope] = [(s: number) => Math.sqrt(s), (s: number) => 0.5 / Math.sqrt(s)];
    const bent = {
      kind: "root",
      label: "root",
      value,
      slope,
      curvature: (s: number) => -0.25 * s ** -1.5,
      constantSlope: 0,
      curvatureRate: () => Infinity,
      stepsWhere: () => 1,
    };
    const { local, edge, count } = problemOf(
      generateColumns({ users: shortOrFull(150, 300), seed: 5, batteryShare: 0.5 }),
    );
    for (const place of [local, edge]) {
      for (const weight of [0.3, 3, 30]) {
        const other = { ...place, utility: bent, utilityWeight: weight };
        const choice = new WholeChoice(other);
        for (const price of [0, 0.1, 1, 4]) {
          for (let n = 0; n < count; n++) {
            if (place.open[n] === 0) continue;
            choice.valueAt(n, price);
            expectBest(other, n, price, [choice.steps], `weight ${weight}`);
          }
        }
      }
    }
  });

  it.each(UTILITIES.map(({ kind }) => kind))("take one cost for most users, with %s utility", (utility) => {
    const { edge, count } = problemOf(generateColumns({ users: 400, seed: 1, utility }));
    let asked = 0;
    const value = (s: number): number => {
      asked++;
      return edge.utility.value(s);
    };
    const choice = new WholeChoice({ ...edge, utility: { ...edge.utility, value } });
    for (let n = 0; n < count; n++) choice.valueAt(n, 0.4);
    expect(asked).toBeLessThan(1.1 * count);
  });

  it("are kept from one price to the next", () => {
    const { problem } = [...feasibleProblems(1)][0]!;
    const n = problem.edge.open.indexOf(1);
    const choice = new WholeChoice(problem.edge);
    const value = choice.valueAt(n, 0.25);
    keptChoices(problem.edge)[KEPT * n + COST]! += 1;
    expect(choice.valueAt(n, 0.25 * (1 + 1e-12))).toBeCloseTo(value + 1, 9);
    expect(bestWholeSteps(problem.edge, n, 0.25)).toBe(choice.steps);
  });

  it("are handed on to another place, but for users who changed there", () => {
    const { edge } = [...feasibleProblems(1)][0]!.problem;
    const users = [...edge.open.keys()].filter((n) => edge.open[n] === 1);
    expect(users.length).toBeGreaterThan(1);
    const choice = new WholeChoice(edge);
    const values = users.map((n) => choice.valueAt(n, 0.25));
    for (const n of users) keptChoices(edge)[KEPT * n + COST]! += 1;
    const next = { ...edge };
    handOnChoices(edge, next, Int32Array.of(users[0]!));
    const there = new WholeChoice(next);
    const dearer = users.map((n, i) => there.valueAt(n, 0.25 * (1 + 1e-12)) - values[i]!);
    expect(dearer.map(Math.round)).toEqual(users.map((_, i) => (i === 0 ? 0 : 1)));
  });
});

describe("real steps", () => {
  it("are the same from wherever they are looked for", MORE_IN_FULL, () => {
    for (const { seed, problem } of feasibleProblems(SEEDS)) {
      const { edge, count } = problem;
      for (let n = 0; n < count; n++) {
        if (edge.open[n] === 0) continue;
        for (const price of [0.01, 0.1, 0.5, 1, flatPrice(edge, n)]) {
          if (!(price > 0)) continue;
          const own = bestSteps(edge, n, price);
          for (const near of [1, own, own * (1 - 1e-9), own * (1 + 1e-3), own / 2, own * 2, edge.maxSteps[n]!]) {
            const found = bestSteps(edge, n, price, near);
            expect(Math.abs(found - own), `seed ${seed}, user ${n}, ${price}, ${near}`).toBeLessThan(1e-11 * own);
          }
        }
      }
    }
  });
});
