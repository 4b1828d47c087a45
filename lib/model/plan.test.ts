import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { parsePlan } from "./plan.js";

const plan = { offload: [0, 1], steps: [3, 20], computationTime: [1.5, 0.25] };

function problemsOf(value: unknown): readonly string[] {
  try {
    parsePlan(value, 2);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("parsePlan", () => {
  it("makes columns and leaves other fields aside", () => {
    expect(parsePlan({ ...plan, objective: 7, trace: [] }, 2)).toEqual({
      offload: Uint8Array.of(0, 1),
      steps: Float64Array.of(3, 20),
      computationTime: Float64Array.of(1.5, 0.25),
    });
  });

  it("reads a solution as JSON.stringify writes it, whose columns are objects by index", () => {
    const columns = { offload: Uint8Array.of(0, 1), steps: Float64Array.of(3, 20), computationTime: [1.5, 0.25] };
    const written = JSON.parse(JSON.stringify({ status: "optimal", plan: columns }));
    expect(parsePlan(written, 2)).toEqual({ ...columns, computationTime: Float64Array.of(1.5, 0.25) });
    expect(() => parsePlan(written, 3)).toThrow(
      "offload: must be a list of 0 (local) or 1 (edge), one for each of the 3",
    );
    const gap = { ...plan, steps: { 0: 3, 2: 4 } };
    expect(problemsOf(gap)).toEqual([
      `steps: must be a list of numbers [steps], one for each of the 2 users, not {"0":3,"2":4}`,
    ]);
  });

  it("takes steps and times that break constraints, which `violations` reports", () => {
    expect(parsePlan({ ...plan, steps: [0, 2.5], computationTime: [-1, 0] }, 2).steps).toEqual(Float64Array.of(0, 2.5));
  });

  const steps = "a list of numbers [steps], one for each of the 2 users";
  it.each<[string, unknown, string[]]>([
    ["no object", "plan", ['plan: must be an object, not "plan"']],
    ["a list", [], ["plan: must be an object, not []"]],
    ["a missing field", { ...plan, steps: undefined }, [`steps: missing; must be ${steps}`]],
    [
      "missing fields",
      { offload: [0, 1] },
      [
        `steps: missing; must be ${steps}`,
        "computationTime: missing; must be a list of numbers [s], one for each of the 2 users",
      ],
    ],
    ["no list", { ...plan, steps: 3 }, [`steps: must be ${steps}, not 3`]],
    ["too few entries", { ...plan, steps: [3] }, [`steps: must be ${steps}, not [3]`]],
    ["too many entries", { ...plan, steps: Array(99).fill(3) }, [`steps: must be ${steps}, not a list of 99`]],
    [
      "a fraction of an offload",
      { ...plan, offload: [0, 0.5] },
      ["offload[1]: must be 0 (local) or 1 (edge), not 0.5"],
    ],
    ["a text", { ...plan, steps: [3, "4"] }, ['steps[1]: must be a number of at most 1e+30 [steps], not "4"']],
    [
      "an infinite time",
      { ...plan, computationTime: [JSON.parse("1e999"), 1] },
      ["computationTime[0]: must be a number of at most 1e+30 [s], not Infinity"],
    ],
  ])("names what is wrong with %s", (_, value, problems) => {
    expect(problemsOf(value)).toEqual(problems);
  });
});
