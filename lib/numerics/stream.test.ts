import { mean, sampleCorrelation } from "simple-statistics";
import { expect, test } from "vitest";
import { startOfStream, stream, streamsOf } from "./stream.js";

const first = (seed: number, index: number, count: number): number[] =>
  Array.from({ length: count }, stream(seed, index));

// by an independent program in Python
test("numbers are the same on every machine", () => {
  expect(first(1, 0, 3)).toEqual([0.9226131017839907, 0.2235085546355231, 0.9012477890854524]);
  expect(first(2 ** 32 - 1, 7, 3)).toEqual([0.7859132437088409, 0.2749124000141573, 0.32352555874410527]);
});

test("the start of a stream is its first numbers, and leaves what is beyond them", () => {
  for (let seed = 0; seed < 20; seed++) {
    const next = stream(seed, 0);
    const index = Math.floor(2 ** 32 * next());
    const numbers = new Float64Array(9).fill(-1);
    const count = Math.floor(10 * next());
    startOfStream(streamsOf(seed), index, count, numbers);
    expect([...numbers]).toEqual([...first(seed, index, count), ...Array.from({ length: 9 - count }, () => -1)]);
  }
});

test("seed and index each give another stream, and neighbours have nothing to do with each other", () => {
  const streams = [first(1, 0, 2000), first(2, 0, 2000), first(1, 1, 2000), first(0, 1, 2000)];
  for (const [i, a] of streams.entries()) {
    expect(Math.abs(mean(a) - 0.5)).toBeLessThan(0.03);
    for (const b of streams.slice(i + 1)) expect(Math.abs(sampleCorrelation(a, b))).toBeLessThan(0.08);
  }
});
