import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { randomWorld } from "../../testing/random-world.js";
import { makePolicy, POLICIES, POLICY_OPTIONS, type PolicyOptionName } from "./policies.js";

const world = randomWorld(1);

describe.each(POLICIES)("$name", ({ name, ...kind }) => {
  it("is the one policy of its name and its style, in the file of its name", async () => {
    expect(POLICIES.filter((other) => other.name === name)).toHaveLength(1);
    const styles = POLICIES.flatMap((other) => ("style" in other ? [other.style] : []));
    expect(new Set(styles).size).toBe(styles.length);
    const module: Record<string, unknown> = await import(new URL(`${name}.ts`, import.meta.url).href);
    expect(Object.values(module)).toContainEqual(expect.objectContaining({ name, label: kind.label }));
  });

  it("has its options alone checked", () => {
    for (const { name: option, policies } of POLICY_OPTIONS) {
      const make = (value: number) => () => makePolicy(name, world, { [option]: value });
      if (policies.includes(name)) for (const bad of [-1, NaN, Infinity]) expect(make(bad)).toThrow(InputError);
      else expect(make(-1)).not.toThrow();
    }
  });
});

it.each<[PolicyOptionName, number, string]>([
  ["tradeoff", 0, "tradeoff: must be a finite number > 0 [J²], not 0"],
  ["energyBudget", -1, "energyBudget: must be a finite number >= 0, not -1"],
])("refuses %s %d", (option, value, message) => {
  expect(() => makePolicy("lyapunov", world, { [option]: value })).toThrow(new InputError(message));
});
