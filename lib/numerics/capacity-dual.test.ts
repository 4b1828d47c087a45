import highsModule from "highs";
import { describe, expect, it } from "vitest";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { type CapacityProblem, maximiseCapacityDual } from "./capacity-dual.js";
import { stream } from "./stream.js";

// Its types are read as CommonJS, whose default import is the whole module; what is loaded is the ES module's default.
const highs = await (highsModule as unknown as typeof highsModule.default)();

interface Option {
  readonly capacity: number;
  readonly cost: number;
  readonly use: number;
}

interface Listed {
  readonly capacity: Float64Array;
  readonly outside: Float64Array;
  readonly options: readonly (readonly Option[])[];
}

/** Rows with some options each; every third has a range of costs a thousand times as wide. */
function randomProblem(seed: number): Listed {
  const next = stream(seed, 0);
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const M = whole(1, 7);
  const rows = whole(1, 40);
  const outside = Float64Array.from({ length: rows }, (_, n) => (next() - 0.3) * (n % 3 === 0 ? 1000 : 1));
  const options = Array.from(outside, (cost, n) =>
    Array.from({ length: whole(0, 12) }, () => ({
      capacity: whole(0, M - 1),
      cost: cost - (next() - 0.1) * (n % 3 === 0 ? 1000 : 1),
      use: whole(1, 20),
    })),
  );
  const capacity = Float64Array.from({ length: M }, () => (next() < 0.1 ? Infinity : whole(1, (8 * rows) / M + 1)));
  return { capacity, outside, options };
}

function problemOf({ capacity, outside, options }: Listed): CapacityProblem {
  return {
    capacity,
    outside,
    respond: (prices, answer) => {
      for (const [n, own] of options.entries()) {
        let best = outside[n]!;
        answer.capacity[n] = -1;
        for (const { capacity: k, cost, use } of own) {
          if (!(cost + prices[k]! * use < best)) continue;
          best = cost + prices[k]! * use;
          answer.capacity[n] = k;
          answer.cost[n] = cost;
          answer.use[n] = use;
        }
      }
    },
  };
}

/** The largest D by HiGHS, as the primal program: shares of each row's options. */
function byHighs({ capacity, outside, options }: Listed): number {
  const objective = [...outside].map((cost, n) => `${signed(cost)} o${n}`);
  const rows = [...outside].map((_, n) => ` r${n}: o${n}${options[n]!.map((_, j) => ` + z${n}_${j}`).join("")} = 1`);
  for (const [n, own] of options.entries()) {
    objective.push(...own.map(({ cost }, j) => `${signed(cost)} z${n}_${j}`));
  }
  for (const [k, B] of capacity.entries()) {
    const users = options.flatMap((own, n) =>
      own.flatMap((option, j) => (option.capacity === k ? [`+ ${option.use} z${n}_${j}`] : [])),
    );
    if (B < Infinity && users.length > 0) rows.push(` c${k}: ${users.join("\n ")} <= ${B}`);
  }
  const text = `Minimize\n obj: ${objective.join("\n ")}\nSubject To\n${rows.join("\n")}\nEnd`;
  const result = highs.solve(text, { output_flag: false });
  expect(result.Status).toBe("Optimal");
  return result.ObjectiveValue;
}

function signed(x: number): string {
  return `${x < 0 ? "-" : "+"} ${Math.abs(x).toPrecision(17)}`;
}

describe("maximiseCapacityDual", MORE_IN_FULL, () => {
  const seeds = shortOrFull(5, 80);
  const fewer = shortOrFull(3, 40);

  it(`is what HiGHS finds, in ${seeds} random problems, with both bounds`, () => {
    let tight = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const listed = randomProblem(seed);
      const optimum = byHighs(listed);
      const { lowerBound, upperBound, prices } = maximiseCapacityDual(problemOf(listed));
      const scale = listed.outside.reduce((sum, cost) => sum + Math.abs(cost), 1);
      expect({ seed, below: lowerBound <= optimum + 1e-9 * scale }).toEqual({ seed, below: true });
      expect({ seed, above: upperBound >= optimum - 1e-9 * scale }).toEqual({ seed, above: true });
      expect({ seed, near: optimum - lowerBound <= 1e-7 * scale }).toEqual({ seed, near: true });
      for (const [k, price] of prices.entries()) {
        expect(price).toBeGreaterThanOrEqual(0);
        if (listed.capacity[k] === Infinity) expect(price).toBe(0);
        if (price > 0) tight += 1;
      }
    }
    expect(tight).toBeGreaterThan(seeds);
  });

  it("finds the price at which two rows that want the same are as well off outside, by hand", () => {
    // each saves 10 with 2 of 3 units: λ = 5, D = −3·5 + 2·0
    const options = [0, 1].map(() => [{ capacity: 0, cost: -10, use: 2 }]);
    const listed = { capacity: Float64Array.of(3), outside: new Float64Array(2), options };
    const { lowerBound, prices } = maximiseCapacityDual(problemOf(listed));
    expect(lowerBound).toBeCloseTo(-15, 6);
    expect(prices[0]).toBeCloseTo(5, 6);
  });

  it("has prices of 0, after one evaluation, where nobody wants a capacity, and after two where all fit", () => {
    const { outside } = randomProblem(3);
    const none = { capacity: Float64Array.of(1, 2), outside, options: Array.from(outside, () => []) };
    const sum = outside.reduce((a, b) => a + b, 0);
    expect(maximiseCapacityDual(problemOf(none))).toMatchObject({ evaluations: 1, prices: Float64Array.of(0, 0) });
    expect(maximiseCapacityDual(problemOf(none)).lowerBound).toBeCloseTo(sum, 9);
    const roomy = { ...none, options: Array.from(outside, (cost) => [{ capacity: 1, cost: cost - 1, use: 1 }]) };
    const all = maximiseCapacityDual(problemOf({ ...roomy, capacity: Float64Array.of(1, outside.length) }));
    expect(all).toMatchObject({ evaluations: 2, prices: Float64Array.of(0, 0) });
    expect(all.lowerBound).toBeCloseTo(sum - outside.length, 9);
  });

  it("tells both bounds after each evaluation: they close in, and are right when it is stopped", () => {
    const listed = randomProblem(17);
    const optimum = byHighs(listed);
    const told: [number, number][] = [];
    maximiseCapacityDual(problemOf(listed), { onEvaluation: (lower, upper) => told.push([lower, upper]) });
    expect(told.length).toBeGreaterThan(3);
    for (const [i, [lower, upper]] of told.entries()) {
      expect(lower).toBeLessThanOrEqual(optimum + 1e-6);
      expect(upper).toBeGreaterThanOrEqual(optimum - 1e-6);
      if (i === 0) continue;
      expect(lower).toBeGreaterThanOrEqual(told[i - 1]![0]);
      expect(upper).toBeLessThanOrEqual(told[i - 1]![1]);
    }
    const { lowerBound, evaluations } = maximiseCapacityDual(problemOf(listed), { mostEvaluations: 3 });
    expect(evaluations).toBe(3);
    expect(lowerBound).toBe(told[2]![0]);
  });

  it("comes as near as rounding lets it, whatever is asked for", () => {
    for (let seed = 1; seed <= fewer; seed++) {
      const { lowerBound, upperBound, prices } = maximiseCapacityDual(problemOf(randomProblem(seed)), { tolerance: 0 });
      expect(prices.every(Number.isFinite)).toBe(true);
      expect(upperBound - lowerBound).toBeLessThan(1e-7 * (1 + Math.abs(lowerBound)));
    }
  });

  it("answers with a mix that keeps every capacity, and costs the bound with what is best for the other rows", () => {
    let mixed = 0;
    for (let seed = 1; seed <= fewer; seed++) {
      const listed = randomProblem(seed);
      const { lowerBound, prices, mix } = maximiseCapacityDual(problemOf(listed));
      const scale = listed.outside.reduce((sum, cost) => sum + Math.abs(cost), 1);
      const used = new Float64Array(listed.capacity.length);
      /** What row n costs in this capacity with this use; without one what is best where prices are 0. */
      const costOf = (n: number, k: number, use: number): number => {
        const own = listed.options[n]!.filter((option) =>
          k < 0 ? prices[option.capacity] === 0 : option.capacity === k && option.use === use,
        );
        return Math.min(k < 0 ? listed.outside[n]! : Infinity, ...own.map(({ cost }) => cost));
      };
      let cost = 0;
      for (let n = 0; n < listed.outside.length; n++) if (!mix.rows.includes(n)) cost += costOf(n, -1, 0);
      for (const [i, n] of mix.rows.entries()) {
        let share = 0;
        for (let j = mix.rowStart[i]!; j < mix.rowStart[i + 1]!; j++) {
          const k = mix.capacity[j]!;
          expect(mix.share[j]!).toBeGreaterThanOrEqual(0);
          share += mix.share[j]!;
          cost += mix.share[j]! * costOf(n, k, mix.use[j]!);
          if (k >= 0) used[k]! += mix.share[j]! * mix.use[j]!;
        }
        expect(share).toBeCloseTo(1, 9);
        mixed++;
      }
      for (const [k, use] of used.entries()) expect(use).toBeLessThanOrEqual(listed.capacity[k]! * (1 + 1e-9));
      expect(Math.abs(cost - lowerBound), `seed ${seed}`).toBeLessThanOrEqual(1e-6 * scale);
    }
    expect(mixed).toBeGreaterThan(7.5 * fewer);
  });

  it("finds the same bound from anywhere near or far, also where rows are called settled that are not", () => {
    for (let seed = 1; seed <= fewer; seed++) {
      const listed = randomProblem(seed);
      const problem = problemOf(listed);
      const scale = listed.outside.reduce((sum, cost) => sum + Math.abs(cost), 1);
      const cold = maximiseCapacityDual(problem);
      for (const factor of [0, 0.5, 1, 3]) {
        const prices = cold.prices.map((λ) => λ * factor);
        const answer = { capacity: new Int32Array(40), cost: new Float64Array(40), use: new Float64Array(40) };
        problem.respond(prices, answer);
        const near = {
          prices,
          spread: prices.map(() => 0.01),
          options: (offer: (n: number, k: number, cost: number, use: number) => void) => {
            for (const n of listed.outside.keys()) {
              if (answer.capacity[n]! >= 0) offer(n, answer.capacity[n]!, answer.cost[n]!, answer.use[n]!);
            }
            return new Uint8Array(listed.outside.length).fill(1);
          },
        };
        const warm = maximiseCapacityDual(problem, { near });
        expect(Math.abs(warm.lowerBound - cold.lowerBound), `seed ${seed}`).toBeLessThanOrEqual(2e-8 * scale);
        expect(warm.upperBound - warm.lowerBound, `seed ${seed}`).toBeLessThanOrEqual(1e-7 * scale);
      }
    }
  });

  it("refuses a capacity of 0, and a row without an outside", () => {
    const problem = problemOf({ capacity: Float64Array.of(1), outside: Float64Array.of(0), options: [[]] });
    expect(() => maximiseCapacityDual({ ...problem, capacity: Float64Array.of(0) })).toThrow("capacity: must be > 0");
    expect(() => maximiseCapacityDual({ ...problem, outside: Float64Array.of(Infinity) })).toThrow("outside: must be");
  });
});
