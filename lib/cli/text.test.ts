import { describe, expect, it } from "vitest";
import { generate, generateUsers } from "../population/generate.js";
import { scenarioParts } from "../scenario/scenario-parts.js";
import { writeScenario } from "../scenario/schema.js";
import { jsonParts } from "./text.js";

/** The text that the parts make. */
const joined = (parts: Iterable<string>): string => [...parts].join("");

describe("JSON in parts", () => {
  it("is one object, a field a line, as JSON.stringify writes plain data", () => {
    const value = {
      text: 'a "b"\n',
      none: null,
      left: undefined,
      wrong: NaN,
      empty: [],
      nothing: {},
      list: Array.from({ length: 2500 }, (_, i) => (i % 7 === 0 ? null : i / 3)),
      inner: { list: [[1, 2], { a: undefined, b: [3] }], left: undefined, deeper: { x: -0.5 } },
    };
    const { left: _, ...told } = value;
    const fields = Object.entries(told).map(([key, field]) => `  ${JSON.stringify(key)}: ${JSON.stringify(field)}`);
    expect(joined(jsonParts(value))).toBe(`{\n${fields.join(",\n")}\n}\n`);
  });

  it("comes in parts of a size that is worth a write", () => {
    const parts = [...jsonParts({ list: Array.from({ length: 1e5 }, (_, i) => i) })];
    expect(parts.length).toBeGreaterThan(5);
    expect(Math.min(...parts.slice(0, -1).map(({ length }) => length))).toBeGreaterThanOrEqual(2 ** 16);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(2 ** 18);
  });

  it("of a scenario is the text of the whole", () => {
    for (const users of [1, 3]) {
      const options = { users, seed: 2, name: 'with "users": [0]', batteryShare: 0.5 };
      expect(joined(scenarioParts(generateUsers(options)))).toBe(writeScenario(generate(options)));
    }
  });
});
