import { expect, it } from "vitest";
import { sampleAt } from "../solver/price/search.js";
import { levelSizes, levelsOf } from "./sample.js";

const COUNT = 20_000;

it("levels have one in 16 of the one before, down to those with too few", () => {
  expect(levelSizes(0)).toEqual([0]);
  expect(levelSizes(512)).toEqual([512]);
  expect(levelSizes(513)).toEqual([513, 32]);
  expect(levelSizes(COUNT)).toEqual([COUNT, 1250, 78]);
});

it.each([1, 7, 16, 1000, COUNT])("the samples of chunks of %i are together the sample of all", (size) => {
  const users = Int32Array.from({ length: COUNT }, (_, n) => 3 * n); // the candidates are some of all
  const sizes = levelSizes(COUNT);
  const whole: Int32Array[] = [users];
  for (const own of sizes.slice(1)) {
    const before = whole.at(-1)!;
    whole.push(Int32Array.from({ length: own }, (_, i) => before[sampleAt(i)]!));
  }
  const together: number[][] = sizes.map(() => []);
  for (let first = 0; first < COUNT; first += size) {
    for (const [level, own] of levelsOf(users.subarray(first, first + size), first, sizes).entries())
      together[level]!.push(...own);
  }
  expect(together).toEqual(whole.map((own) => [...own]));
});
