import { describe, expect, it } from "vitest";
import { type Bracket, falsePosition, within } from "./root.js";

function root(f: (x: number) => number, low: number, high: number, closed = 1e-14): { x: number; steps: number } {
  const bracket: Bracket = { low, high };
  let steps = 0;
  const counted = (x: number): number => {
    steps++;
    return f(x);
  };
  falsePosition(counted, bracket, f(low), f(high), { closed });
  return { x: bracket.high, steps };
}

describe("falsePosition", () => {
  it.each<[string, (x: number) => number, number]>([
    ["a line", (x) => 3 - x, 3],
    ["a cubic", (x) => 2 - x ** 3, Math.cbrt(2)],
    ["an exponential", (x) => Math.exp(-x) - 0.01, Math.log(100)],
    ["a flat power", (x) => (x < 2 ? (2 - x) ** 9 : 2 - x), 2],
    ["a jump", (x) => (x < 1.5 ? 1 : -1e-9), 1.5],
  ])("finds the root of %s in few steps", (_, f, expected) => {
    const { x, steps } = root(f, 0, 10);
    expect(Math.abs(x - expected)).toBeLessThan(1e-12 * expected);
    expect(f(x)).toBeLessThanOrEqual(0);
    expect(steps).toBeLessThan(150);
  });

  it("stops where no number is left between the ends", () => {
    const bracket = { low: 1, high: 1 + Number.EPSILON };
    let asked = 0;
    const f = (): number => ++asked;
    falsePosition(f, bracket, 1, -1, {});
    expect(asked).toBe(0);
    expect(bracket).toEqual({ low: 1, high: 1 + Number.EPSILON });
  });
});

it("a step outside its bracket, or that is no number, becomes the middle", () => {
  expect(within(3, 1, 5)).toBe(3);
  expect(within(5, 1, 5)).toBe(3);
  expect(within(Number.NaN, 1, 5)).toBe(3);
});
