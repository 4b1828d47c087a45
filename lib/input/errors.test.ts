import { expect, test } from "vitest";
import { InputError, nameShown, printable } from "./errors.js";
import { show } from "./validation.js";

test.each([
  ["campus-30, τ = ½, 手机 😀 é", "campus-30, τ = ½, 手机 😀 é"],
  ["a\u001b[2J\u0007", "a\\u001b[2J\\u0007"],
  ["a\nobjective 0\r\tb", "a\\nobjective 0\\r\\tb"],
  ["\u009b31m\u007f", "\\u009b31m\\u007f"],
  ["\u202etxt.exe\u2028\u200b\ufeff", "\\u202etxt.exe\\u2028\\u200b\\ufeff"],
  ["\ud800x\u{e0041}", "\\ud800x\\u{e0041}"],
])("%j is shown as %j", (text, shown) => {
  expect(printable(text)).toBe(shown);
  expect(printable(shown)).toBe(shown);
});

test("what is long is cut, between characters", () => {
  expect(printable("abcdef", 5)).toBe("ab...");
  expect(printable("a😀cdef", 5)).toBe("a...");
  expect(nameShown("x".repeat(1e6))).toBe(`${"x".repeat(57)}...`);
});

test("values are shown on one line, however long or deep", () => {
  let deep: unknown = 1;
  for (let i = 0; i < 1e5; i++) deep = { deep };
  const round: unknown[] = [];
  round.push(round);
  expect([deep, [deep], round, 10n, "\u009b\n", [1, "a"], { a: null }].map(show)).toEqual([
    "an object of 1 field",
    "a list of 1",
    "a list of 1",
    "10",
    '"\\u009b\\n"',
    '[1,"a"]',
    '{"a":null}',
  ]);
  expect(show("x".repeat(1e6))).toBe(`"${"x".repeat(56)}...`);
  expect(show({ name: "x".repeat(100) })).toBe(`{"name":"${"x".repeat(48)}...`);
  expect(show([undefined, () => 1, Symbol("s")])).toBe("[null,null,null]");
  expect(show(undefined)).toBe("undefined");
});

test("no problem of an error ends a line, acts on a terminal or is endless", () => {
  const { problems, message } = new InputError(["a\nb\u001b[1m", "c".repeat(1e6)]);
  expect(problems).toEqual(["a\\nb\\u001b[1m", `${"c".repeat(997)}...`]);
  expect(message).toBe(problems.join("\n"));
});
