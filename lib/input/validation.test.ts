import { describe, expect, it } from "vitest";
import { InputError } from "./errors.js";
import { nearMiss } from "./near-miss.js";
import { commaHint, parseJson } from "./validation.js";

function problemsOf(json: string): readonly string[] {
  try {
    parseJson(json);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("parseJson", () => {
  it.each<[string, string[]]>([
    ['{"a": 1, "b": 2, "a": 3}', ["a: is there twice"]],
    ['{"a": {"b": 1, "c": [], "b": {}}, "a": 0}', ["a.b: is there twice", "a: is there twice"]],
    ['{"users": [{"id": "x"}, {"id": "a", "id": "b"}]}', ["users[1].id: is there twice"]],
    ['[[0, [1, {"x": 1, "x": 2}]]]', ["[0][1][1].x: is there twice"]],
    ['{"a": 1, "\\u0061": 2}', ["a: is there twice"]],
    ['{"a\\\\": 1, "a\\\\": 2}', ["a\\: is there twice"]],
    ['{"__proto__": 1, "__proto__": 2}', ["__proto__: is there twice"]],
  ])("names the keys that are there twice in %s", (json, problems) => {
    expect(problemsOf(json)).toEqual(problems);
  });

  it.each([
    '{"a": {"a": {"a": 1}}, "b": [{"a": 1}, {"a": 2}]}',
    '{"a": "\\"a\\": {", "b": "[\\\\", "c": ":,\\"", "a ": 1, "": {}}',
    '"\\\\\\""',
    "-0.5e3",
    "[]",
  ])("reads %s as JSON.parse does", (json) => {
    expect(parseJson(json)).toEqual(JSON.parse(json));
  });

  it("names ten keys and counts the others", () => {
    const json = `[${Array.from({ length: 12 }, () => '{"a":1,"a":2}').join()}]`;
    expect(problemsOf(json).slice(9)).toEqual(["[9].a: is there twice", "and 2 more problems"]);
    expect(problemsOf(json.replace('{"a":1,"a":2},', ""))[10]).toBe("and 1 more problem");
  });

  it("refuses what is nested too deep, and says where a text is no JSON", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(problemsOf(nested(64))).toEqual([]);
    expect(problemsOf(nested(65))).toEqual(["is nested more than 64 levels deep"]);
    expect(problemsOf(nested(200_000))).toEqual(["is nested more than 64 levels deep"]);
    expect(problemsOf('{"a": [}')[0]).toMatch(/^not JSON: /);
  });
});

describe("commaHint", () => {
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
});

describe("nearMiss", () => {
  it("names the near one, or all that are known", () => {
    expect(nearMiss("maxStep", ["speed", "maxSteps"])).toBe("; did you mean maxSteps?");
    expect(nearMiss("SPEED", ["speed", "maxSteps"])).toBe("; did you mean speed?");
    expect(nearMiss("colour", ["speed", "maxSteps"])).toBe("; known here: speed, maxSteps");
  });

  it("names five of very many, and searches neither among them nor for what is very long", () => {
    const ids = Array.from({ length: 1001 }, (_, n) => `user ${n}`);
    expect(nearMiss("user", ids.slice(1))).toBe("; did you mean user 1?");
    expect(nearMiss("user", ids)).toBe("; known here: user 0, user 1, user 2, user 3, user 4, 996 more");
    expect(nearMiss("x".repeat(61), ["x".repeat(60)])).toBe(`; known here: ${"x".repeat(60)}`);
  });
});
