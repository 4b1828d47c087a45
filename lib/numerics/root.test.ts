import { describe, expect, it } from "vitest";
import { type Bracket, falsePosition, type RootOptions, within } from "./root.js";

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

  // the middle is rounded to the lower end of the first, and to the higher end of the second
  it.each([0, 1])("stops where no number is left between the ends, %d after 1", (after) => {
    const ends = { low: 1 + after * Number.EPSILON, high: 1 + (after + 1) * Number.EPSILON };
    const bracket = { ...ends };
    let asked = 0;
    const f = (): number => ++asked;
    falsePosition(f, bracket, 1, -1, {});
    expect(asked).toBe(0);
    expect(bracket).toEqual(ends);
  });

  /** Where it asks. */
  const asks = (f: (x: number) => number, bracket: Bracket, options: RootOptions): number[] => {
    const asked: number[] = [];
    const told = (x: number): number => {
      asked.push(x);
      return f(x);
    };
    falsePosition(told, bracket, f(bracket.low), f(bracket.high), options);
    return asked;
  };
  const close = (asked: readonly number[], expected: readonly number[]): void => {
    expect(asked).toHaveLength(expected.length);
    asked.forEach((x, i) => {
      expect(Math.abs(x - expected[i]!)).toBeLessThan(1e-12);
    });
  };

  it("asks where the line between the ends crosses 0, and in the middle if that is slow", () => {
    const f = (x: number): number => 2 - x * x;
    const bracket = { low: 0, high: 2 };
    const told: Bracket[] = [];
    const asked = asks(f, bracket, {
      done: (now) => told.push({ ...now }) > 6,
    });
    // [4/3, 2] is more than a quarter of [0, 2], so its middle comes; so it does after three more
    const x5 = ((38 / 27) * (7 / 9) + (5 / 3) * (14 / 729)) / (7 / 9 + 14 / 729);
    close(asked, [1, 4 / 3, 5 / 3, 38 / 27, x5, (x5 + 5 / 3) / 2]);
    expect(told[0]).toEqual({ low: 0, high: 2 });
    expect(told[3]).toEqual({ low: asked[1], high: asked[2] });
  });

  it("counts an end half that stays once more", () => {
    const after4 = (): { done(): boolean } => {
      let told = 0;
      return { done: () => told++ === 4 };
    };
    // 8 between 1 and -1; 12; from there on -1/2, -1/4
    const rising = [8, 12, (12 * 0.5 + 16) / 1.5, ((44 / 3) * 0.25 + 16) / 1.25];
    close(
      asks((x) => (x < 16 ? 1 : -1), { low: 0, high: 16 }, after4()),
      rising,
    );
    close(
      asks((x) => (x > 0 ? -1 : 1), { low: 0, high: 16 }, after4()),
      rising.map((x) => 16 - x),
    );
  });

  it("looks, one time in three, where it is told to", () => {
    const looked: (readonly [number, number])[] = [];
    const middle = (low: number, high: number): number => {
      looked.push([low, high]);
      return low + 0.75 * (high - low);
    };
    const asked = asks((x) => (x < 2 ? 1e-9 : -1), { low: 0, high: 10 }, { middle, closed: 1e-6 });
    expect(looked.length).toBeGreaterThan(2);
    for (const [i, [low, high]] of looked.slice(0, 3).entries()) {
      expect(asked[3 * i + 2]).toBe(low + 0.75 * (high - low));
    }
  });

  it("keeps half of its tolerance from either end, and ends within it or at 0", () => {
    const at = (root: number) => (x: number) => root - x;
    // the line crosses at 0.1, half of the tolerance from 0 is 0.5
    close(asks(at(0.1), { low: 0, high: 10 }, { closed: 0.1 }), [0.5, 0.1]);
    // from 10 it is 9.5; then both ends are within 1
    close(asks(at(9.9), { low: 0, high: 10 }, { closed: 0.1 }), [9.5]);
    close(asks(at(3), { low: 2, high: 4 }, { closed: 0.5 }), []);
    close(asks(at(3), { low: 2, high: 4 }, { closed: 0.49 }), [3]);
    // without one it goes on to the last digit
    expect(asks(at(3), { low: 2, high: 4 }, {}).length).toBeGreaterThan(1);
    const bracket = { low: 0, high: 2 };
    close(asks(at(1), bracket, { closed: 1e-9 }), [1]);
    expect(bracket).toEqual({ low: 0, high: 1 });
  });
});

it("a step outside its bracket, or that is no number, becomes the middle", () => {
  expect(within(3, 1, 5)).toBe(3);
  expect(within(4, 1, 5)).toBe(4);
  expect(within(5, 1, 5)).toBe(3);
  expect(within(1, 1, 5)).toBe(3);
  expect(within(0, 1, 5)).toBe(3);
  expect(within(6, 1, 5)).toBe(3);
  expect(within(NaN, 1, 5)).toBe(3);
});
