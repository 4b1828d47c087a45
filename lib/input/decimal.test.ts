import { expect, it } from "vitest";
import { commaHint, decimal } from "./decimal.js";

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

it.each([
  ["0,5", "; a decimal comma, write 0.5"],
  ["-1234,5e3", "; a decimal comma, write -1234.5e3"],
  ["1.234,5", "; a decimal comma, write 1234.5"],
  ["1 234,56", "; a decimal comma, write 1234.56"],
  ["1,234", "; write 1.234 if its comma is decimal, 1234 if it groups digits"],
  ["1,234,567.8", "; write 1234567.8, without commas"],
  ["0x10", ""],
  ["a,b", ""],
  ["1,2,3", ""],
  [",", ""],
])("of %j says %j", (text, hint) => {
  expect(commaHint(text)).toBe(hint);
});
