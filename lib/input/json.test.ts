import { describe, expect, it } from "vitest";
import { InputError } from "./errors.js";
import { parseJson } from "./json.js";

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
