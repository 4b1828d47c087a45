import highsModule from "highs";
import { describe, expect, it } from "vitest";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { type CheapestMix, type Choice, cheapestMix } from "./cheapest-mix.js";
import { stream } from "./stream.js";

// Its types are read as CommonJS, whose default import is the whole module; what is loaded is the ES module's default.
const highs = (highsModule as unknown as typeof highsModule.default)();

/** The cheapest mix of a list. */
function ofList(choices: readonly Choice[], limits: readonly number[], iterationLimit?: number): CheapestMix | null {
  return cheapestMix(
    Float64Array.from(limits),
    (prices) => {
      const values = choices.map(({ cost, use }) => cost + prices.reduce((sum, price, i) => sum + price * use[i]!, 0));
      const least = Math.min(...values);
      return { choice: choices[values.indexOf(least)]!, least };
    },
    1e-12,
    iterationLimit,
  );
}

const choice = (cost: number, ...use: number[]): Choice => ({ cost, use: Float64Array.from(use) });

describe("cheapestMix", () => {
  it("mixes two choices as by hand", () => {
    // 3x + 0.5(1 − x) = 1 at x = 0.2; the limit is worth (0.25 + 0.7)/2.5.
    const { lowerBound, upperBound, prices, mix } = ofList([choice(-0.7, 3), choice(0.25, 0.5)], [1])!;
    expect([lowerBound, upperBound, prices[0]]).toEqual([0.06, 0.06, 0.38].map((x) => expect.closeTo(x, 12)));
    expect(mix.map(({ share }) => share).sort()).toEqual([0.2, 0.8].map((x) => expect.closeTo(x, 12)));
  });

  it("takes the cheapest choice where it keeps the limits, at no price", () => {
    const cheap = choice(2, 1, 1);
    expect(ofList([choice(3, 0, 0), cheap], [1, 5])).toEqual({
      lowerBound: 2,
      upperBound: 2,
      prices: new Float64Array(2),
      mix: [{ share: 1, choice: cheap }],
    });
  });

  it("has none where no mix keeps the limits", () => {
    expect(ofList([choice(0, 2, 0), choice(0, 0, 2)], [0.9, 0.9])).toBeNull();
    expect(ofList([choice(0, 2, 0), choice(0, 0, 2)], [1, 1])).not.toBeNull();
  });

  it("ends at the iteration limit with bounds as near as they came", () => {
    const choices = Array.from({ length: 200 }, (_, i) => choice((200 - i) ** 2, i, 200 - i));
    const [early, late] = [ofList(choices, [70, 170], 4), ofList(choices, [70, 170])!];
    expect(early!.upperBound - early!.lowerBound).toBeGreaterThan(1);
    expect(early!.lowerBound).toBeLessThanOrEqual(late.lowerBound);
    expect(early!.upperBound).toBeGreaterThanOrEqual(late.upperBound);
  });

  it("meets an independent program on random lists", MORE_IN_FULL, async () => {
    const seeds = shortOrFull(14, 200);
    const { solve } = await highs;
    let infeasible = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const next = stream(seed, 0);
      const [count, rows] = [2 + Math.floor(40 * next()), 1 + Math.floor(5 * next())];
      // Some uses are the same or 0, so that bases are degenerate.
      const use = (): number => (next() < 0.3 ? Math.floor(3 * next()) : 3 * next());
      const choices = Array.from({ length: count }, () =>
        choice(10 * next() - 3, ...Array.from({ length: rows }, use)),
      );
      const limits = Array.from({ length: rows }, () => 0.2 + 1.5 * next());
      const sum = (of: (own: Choice) => number): string =>
        choices.map((own, j) => `${of(own) < 0 ? "-" : "+"} ${Math.abs(of(own))} x${j}`).join("\n ");
      const program = `Minimize\n obj: ${sum(({ cost }) => cost)}\nSubject To\n${limits
        .map((limit, i) => ` l${i}: ${sum(({ use }) => use[i]!)} <= ${limit}`)
        .join("\n")}\n one: ${choices.map((_, j) => `x${j}`).join("\n + ")} = 1\nEnd`;
      const judged = solve(program, { output_flag: false });
      const found = ofList(choices, limits);
      if (judged.Status === "Infeasible") {
        expect({ seed, found }).toEqual({ seed, found: null });
        infeasible += 1;
        continue;
      }
      const { lowerBound, upperBound, mix, prices } = found!;
      const optimum = expect.closeTo(judged.ObjectiveValue, 6);
      expect({ seed, lowerBound, upperBound }).toEqual({ seed, lowerBound: optimum, upperBound: optimum });
      expect(upperBound - lowerBound).toBeGreaterThan(-1e-9);
      expect(mix.reduce((total, { share }) => total + share, 0)).toBeCloseTo(1, 9);
      expect(mix.reduce((total, { share, choice: own }) => total + share * own.cost, 0)).toBeCloseTo(upperBound, 9);
      for (const [i, limit] of limits.entries()) {
        expect(mix.reduce((total, { share, choice: own }) => total + share * own.use[i]!, 0)).toBeLessThan(
          limit + 1e-9,
        );
        expect(prices[i]).toBeGreaterThanOrEqual(0);
      }
    }
    expect(infeasible).toBeGreaterThan(seeds / 40);
    expect(infeasible).toBeLessThan(0.75 * seeds);
  });
});
