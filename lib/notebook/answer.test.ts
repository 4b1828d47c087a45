import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { accepts, answer, readExercises, seal } from "./answer.js";

const print = vi.spyOn(console, "log").mockImplementation(() => {});
const printed = (): string[] => print.mock.calls.map(([line]) => String(line));
let root: string;
let count = 0;

/** Attempts are kept for the process, so each test has exercises of its own. */
let price: string;
let users: string;
let place: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "edgesteps-exercises-"));
  mkdirSync(join(root, "data/exercises"), { recursive: true });
  mkdirSync(join(root, "class"));
  count++;
  [price, users, place] = [1, 2, 3].map((k) => `t${count}.${k}`) as [string, string, string];
  write([
    {
      id: price,
      asks: "a price",
      unit: "1/step",
      digits: 3,
      sealed: seal(price, 0.53928, 3),
      hints: ["Draw it.", "Halve."],
    },
    { id: users, asks: "users", sealed: seal(users, 5), hints: ["Count."] },
    { id: place, asks: "a place", sealed: seal(place, "edge"), hints: ["Compare."] },
  ]);
  vi.spyOn(process, "cwd").mockReturnValue(join(root, "class"));
  print.mockClear();
});
afterEach(() => {
  vi.mocked(process.cwd).mockRestore();
  rmSync(root, { recursive: true });
});

function write(content: unknown): void {
  writeFileSync(join(root, "data/exercises/t.json"), typeof content === "string" ? content : JSON.stringify(content));
}

describe("an exercise that asks for digits", () => {
  test.each([0.53928, 0.539, 0.53851, 0.538, 0.54, 0.5404])("takes %s", (value) => {
    expect(accepts(price, value)).toBe(true);
    answer(price, value);
    expect(printed()).toEqual([`${price}: right, to 3 digits.`]);
  });

  test.each([0.5371, 0.5411, 0.54151, -0.539, 0, 5.39, 53.9, 0.0539, 1e300, -1e-300])("does not take %s", (value) => {
    expect(accepts(price, value)).toBe(false);
  });

  test("answers near a power of ten have neighbours too", () => {
    for (const right of [0.999, 1, 10, -0.001]) {
      write([{ id: price, asks: "x", digits: 3, sealed: seal(price, right, 3), hints: ["h"] }]);
      expect([right, right * 1.0009, right * 0.9999].map((value) => accepts(price, value))).toEqual([true, true, true]);
      expect([right * 1.03, right * 0.97, -right].map((value) => accepts(price, value))).toEqual([false, false, false]);
    }
  });

  test("zero is right where zero is asked for", () => {
    write([{ id: price, asks: "x", digits: 3, sealed: seal(price, 0, 3), hints: ["h"] }]);
    expect([0, 0.001, -1].map((value) => accepts(price, value))).toEqual([true, false, false]);
  });

  test("is told what it is given instead", () => {
    expect(() => answer(price, "half")).toThrow(`answer: ${price} asks for a number [1/step], not half`);
    expect(() => answer(price, NaN)).toThrow(`answer: ${price} asks for a number [1/step], not NaN`);
    expect(() => answer(price, Infinity)).toThrow("not Infinity");
    write([{ id: price, asks: "x", digits: 3, sealed: seal(price, 1, 3), hints: ["h"] }]);
    expect(() => answer(price, "one")).toThrow(`answer: ${price} asks for a number, not one`);
  });
});

test("a count and a word must be exact, a word in any case", () => {
  expect([5, 4, 6, 5.001].map((value) => accepts(users, value))).toEqual([true, false, false, false]);
  expect(["edge", " Edge ", "device", ""].map((value) => accepts(place, value))).toEqual([true, true, false, false]);
  answer(users, 5);
  expect(printed()).toEqual([`${users}: right.`]);
});

test("each further wrong value shows the next hint, the same one again the same hint", () => {
  for (const value of [1, 1, 2, 3]) answer(price, value);
  expect(printed()).toEqual([
    `${price}: not yet. Hint 1 of 2: Draw it.`,
    `${price}: not yet. Hint 1 of 2: Draw it.`,
    `${price}: not yet. Hint 2 of 2: Halve.`,
    `${price}: not yet. Hint 2 of 2: Halve.`,
  ]);
});

describe("what is at fault is said", () => {
  test("an exercise that is not there, by those of its notebook or all", () => {
    expect(() => answer(`t${count}.9`, 1)).toThrow(
      `answer: no exercise t${count}.9; there are ${price}, ${users}, ${place}`,
    );
    expect(() => accepts("99.1", 1)).toThrow(`answer: no exercise 99.1; there are ${price}, ${users}, ${place}`);
  });

  test("no folder", () => {
    const far = mkdtempSync(join(tmpdir(), "edgesteps-far-"));
    vi.mocked(process.cwd).mockReturnValue(far);
    expect(() => answer(price, 1)).toThrow(`answer: no folder data/exercises in ${far} or above`);
    rmSync(far, { recursive: true });
  });

  test("a file that is no list of exercises", () => {
    write("{");
    expect(() => answer(price, 1)).toThrow(/t\.json: not JSON$/);
    write([{ id: price, asks: "x", sealed: "0.539", hints: ["h"] }]);
    expect(() => answer(price, 1)).toThrow(/t\.json: 0\.sealed: /);
    write([{ id: price, asks: "x", sealed: seal(price, 1), hints: [] }]);
    expect(() => answer(price, 1)).toThrow(/t\.json: 0\.hints: /);
    write({});
    expect(() => readExercises(join(root, "data/exercises"))).toThrow(/t\.json: exercises: /);
  });
});
