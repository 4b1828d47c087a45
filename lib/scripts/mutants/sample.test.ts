import { describe, expect, it } from "vitest";
import { type Mutant, mutantOf } from "./mutant.js";
import { sampleOf } from "./sample.js";

const SOURCE = "const a = 1;\nconst b = a +\n  2;\n";

describe("mutantOf", () => {
  it("says what is written and what is instead, whether lines and columns begin at 0 or 1", () => {
    const expected = { file: "lib/x.ts", code: "a +\n  2", instead: "a - 2" };
    const location = { start: { line: 1, column: 10 }, end: { line: 2, column: 3 } };
    expect(mutantOf("lib/x.ts", SOURCE, { location, replacement: "a - 2" }, 0)).toEqual(expected);
    const fromOne = { start: { line: 2, column: 11 }, end: { line: 3, column: 4 } };
    expect(mutantOf("lib/x.ts", SOURCE, { location: fromOne, replacement: "a - 2" }, 1)).toEqual(expected);
  });
});

describe("sampleOf", () => {
  const mutants = (count: number): Mutant[] =>
    Array.from({ length: count }, (_, i) => ({ file: "lib/x.ts", code: `a${i} < b`, instead: `a${i} <= b` }));
  const texts = (all: readonly Mutant[], sample: readonly number[]): string[] => sample.map((i) => all[i]!.code).sort();

  it("is as large as asked, or all, and the same for the same seed", () => {
    const all = mutants(100);
    expect(new Set(sampleOf(all, 30, 1)).size).toBe(30);
    expect(sampleOf(all, 30, 1)).toEqual(sampleOf(all, 30, 1));
    expect(texts(all, sampleOf(all, 30, 1))).not.toEqual(texts(all, sampleOf(all, 30, 2)));
    expect(sampleOf(all, 200, 1)).toHaveLength(100);
  });

  it("does not depend on the order, and keeps what it can where others come", () => {
    const all = mutants(100);
    const before = texts(all, sampleOf(all, 30, 1));
    expect(texts(all.toReversed(), sampleOf(all.toReversed(), 30, 1))).toEqual(before);
    const more = [...mutants(110)];
    const kept = texts(more, sampleOf(more, 30, 1)).filter((code) => before.includes(code));
    expect(kept.length).toBeGreaterThan(22);
  });

  it("tells apart those that are written twice", () => {
    const twice = [...mutants(1), ...mutants(1), ...mutants(1)];
    expect(sampleOf(twice, 3, 1).toSorted()).toEqual([0, 1, 2]);
    expect(sampleOf(twice, 2, 1)).toHaveLength(2);
  });
});
