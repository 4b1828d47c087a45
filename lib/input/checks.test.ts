import { expect, it } from "vitest";
import { decimal } from "./checks.js";

it.each<[string, number]>([
  ["12", 12],
  ["-0.5", -0.5],
  ["+1e-3", 0.001],
  [".5", 0.5],
  ["5.", 5],
  ["1E9", 1e9],
  ["1e999", Infinity],
])("reads %j", (text, value) => {
  expect(decimal(text)).toBe(value);
});

it.each(["0x10", "0b1", "0o17", "1_000", "0,5", "Infinity", "", " ", "1 2", "--1", "e5", ".", "5n", "١"])(
  "takes %j for no number",
  (text) => {
    expect(decimal(text)).toBeNaN();
  },
);
