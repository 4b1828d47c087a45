import { describe, expect, it } from "vitest";
import { fiveUsers } from "../population/five-users.js";
import { latinHypercube, pointCount, pointsOf } from "./design.js";
import type { SweepPlan, Varied } from "./plan.js";

const points = (vary: Readonly<Record<string, Varied>>, more: Partial<SweepPlan> = {}) =>
  pointsOf({ scenario: fiveUsers, vary, ...more });
const values = (varied: Varied) => points({ x: varied }).map(({ x }) => x);

describe("a grid", () => {
  it("goes through all combinations, the last path first", () => {
    expect(points({ a: [1, 2], b: ["x", null], c: { from: 0, to: 1, points: 2 } })).toEqual([
      { a: 1, b: "x", c: 0 },
      { a: 1, b: "x", c: 1 },
      { a: 1, b: null, c: 0 },
      { a: 1, b: null, c: 1 },
      { a: 2, b: "x", c: 0 },
      { a: 2, b: "x", c: 1 },
      { a: 2, b: null, c: 0 },
      { a: 2, b: null, c: 1 },
    ]);
  });

  it("of nothing is one point", () => {
    expect(points({})).toEqual([{}]);
  });

  it("has the values that a person would write, both ends among them", () => {
    expect(values({ from: 0.5, to: 2, points: 4 })).toEqual([0.5, 1, 1.5, 2]);
    expect(values({ from: 0.1, to: 0.5, points: 5 })).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(values({ log: [1e-4, 1e4], points: 9 })).toEqual([1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000, 1e4]);
    expect(values({ log: [1, Math.PI], points: 2 })).toEqual([1, Math.PI]);
  });

  it("has whole numbers where they are asked for, each once", () => {
    expect(values({ from: 1, to: 4, points: 3, whole: true })).toEqual([1, 3, 4]);
    expect(values({ from: 1, to: 2, points: 5, whole: true })).toEqual([1, 2]);
    expect(values({ log: [1, 1000], points: 3, whole: true })).toEqual([1, 32, 1000]);
  });
});

const space = { a: { from: 0, to: 8 }, b: { log: [1, 256] }, c: ["x", "y"] } as const;

describe.each(["sobol", "latin-hypercube"] as const)("a %s design", (design) => {
  const of = (count: number, seed = 1) => points(space, { design, points: count, seed });

  it("fills every axis evenly: one point in each eighth, half of them with either value of a list", () => {
    const eighth = of(8).map(({ a, b, c }) => [Math.floor(a as number), Math.floor(Math.log2(b as number)), c]);
    const all = [0, 1, 2, 3, 4, 5, 6, 7];
    expect(eighth.map(([a]) => a).sort()).toEqual(all);
    expect(eighth.map(([, b]) => b).sort()).toEqual(all);
    expect(eighth.filter(([, , c]) => c === "x")).toHaveLength(4);
  });

  it("is the same for the same seed and another one for another", () => {
    expect(of(8)).toEqual(of(8));
    expect(of(8)).not.toEqual(of(8, 2));
  });

  it("has points that agree in all values once", () => {
    const few = points({ c: ["x", "y"] }, { design, points: 8 });
    expect(few.map(({ c }) => c).sort()).toEqual(["x", "y"]);
    expect(pointCount({ vary: space, design, points: 8 })).toBe(8);
  });
});

describe("more points", () => {
  it("of a Sobol design leave the first ones as they were", () => {
    const of = (count: number) => points(space, { design: "sobol", points: count });
    expect(of(13).slice(0, 5)).toEqual(of(5));
  });

  it("of rows are in their order", () => {
    const rows = [{ a: 3 }, { a: 1 }, { a: 2 }];
    expect(pointsOf({ scenario: fiveUsers, rows })).toEqual(rows);
    expect(pointCount({ rows })).toBe(3);
  });
});

describe("latinHypercube", () => {
  it("shuffles each axis by itself", () => {
    const cube = latinHypercube(2, 100, 3);
    const strata = cube.map(([u, w]) => [Math.floor(100 * u!), Math.floor(100 * w!)] as const);
    expect(strata.map(([u]) => u).sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(strata.filter(([u, w]) => u === w).length).toBeLessThan(10);
    const [first, second] = [0, 1].map((d) => cube.map((u) => u[d]! - 0.5)) as [number[], number[]];
    const product = first.reduce((sum, x, i) => sum + x * second[i]!, 0);
    expect(Math.abs(product / 100) * 12).toBeLessThan(0.3); // of variances 1/12 each
  });
});
