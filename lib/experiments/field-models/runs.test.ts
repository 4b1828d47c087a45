import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { problemOf } from "../../model/problem.js";
import { toCsv } from "../../report/csv.js";
import { toColumns } from "../../scenario/columns.js";
import type { Scenario } from "../../scenario/types.js";
import { solve } from "../../solver/solve.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../../testing/long.js";
import { firstCome } from "./first-come.js";
import { MODELS_OF_THE_FIELD } from "./models.js";
import { type FieldModelsOptions, fieldModels, fieldModelsDefaults } from "./runs.js";

const dedgeai = MODELS_OF_THE_FIELD[2]!;
const readme = readFileSync(new URL("../../../data/models-of-the-field/README.md", import.meta.url), "utf8");
const options: FieldModelsOptions = { models: MODELS_OF_THE_FIELD, loads: [1, 4], scenarios: shortOrFull(2, 5) };
const table = fieldModels(options, 3);

/** DEdgeAI's first three tasks, which want 1, 2 and 3 steps, and so many in all. */
function three(stepCapacity: number | null): Scenario {
  return { ...dedgeai, edge: { ...dedgeai.edge, stepCapacity }, users: dedgeai.users.slice(0, 3) };
}

describe("who comes first", () => {
  it.each([
    [null, [1, 2, 3]],
    [6, [1, 2, 3]],
    [5, [1, 2, 2]],
    [4, [1, 2, 1]],
    [3, [1, 1, 1]],
  ])("takes what it wants of %s steps, but leaves each a step", (capacity, steps) => {
    const plan = firstCome(problemOf(toColumns(three(capacity))));
    expect([...plan.steps]).toEqual(steps);
    expect([...plan.offload]).toEqual([1, 1, 1]);
  });

  it("loses where those who come last take less time for a step", () => {
    const [slow, quick] = [dedgeai.users[13]!, { ...dedgeai.users[0]!, maxSteps: 14 }];
    const scenario: Scenario = { ...three(14), users: [slow, quick] };
    expect([...firstCome(problemOf(toColumns(scenario))).steps]).toEqual([13, 1]);
    expect([...solve(scenario, { method: "exact" }).plan.steps]).toEqual([1, 13]);
  });
});

describe("the table", () => {
  it("has a row for each setting and load", MORE_IN_FULL, () => {
    expect(table.rows.map(({ model, load, users, scenarios }) => [model, load, users, scenarios])).toEqual([
      ["agod", 1, 27, options.scenarios],
      ["agod", 4, 108, options.scenarios],
      ["eat", 1, 10, options.scenarios],
      ["eat", 4, 40, options.scenarios],
      ["dedgeai", 1, 25, options.scenarios],
      ["dedgeai", 4, 100, options.scenarios],
    ]);
    for (const row of table.rows) expect(Object.keys(row)).toEqual(table.columns.map(({ name }) => name));
  });

  it("counts what is asked for, and what there is", () => {
    const [row] = fieldModels({ models: [three(4)], loads: [1], scenarios: 20 }, 1).rows;
    expect(row).toMatchObject({ users: 3, capacity: 4, scenarios: 20 });
    expect(row!["asked"]).toBeGreaterThan(3);
    expect(row!["asked"]).toBeLessThan(9);
    expect(table.rows.map(({ capacity }) => capacity)).toEqual([13000, 13000, "NA", "NA", 146, 146]);
  });

  it(
    "is the stored one: something is lost at AGOD's pool with four times the tasks, and by who comes first at DEdgeAI's station",
    ONLY_IN_FULL,
    () => {
      const stored = fieldModels(fieldModelsDefaults, 1);
      expect(toCsv(stored)).toBe(
        readFileSync(new URL("../../../data/results/field-models.csv", import.meta.url), "utf8"),
      );
      const percent = (value: number | string | undefined): string => (100 * Number(value)).toFixed(1);
      for (const row of stored.rows) {
        if (row["model"] === "agod" && row["load"] === 4) {
          expect(readme).toContain(
            `loses ${percent(row["firstComeMean"])} % of the scale there (${percent(row["firstComeLargest"])} % at most). SCA and the baselines lose ${percent(row["proposedMean"])} % (${percent(row["proposedLargest"])} % at most)`,
          );
          expect([row["baselinesMean"], row["baselinesLargest"]]).toEqual([
            row["proposedMean"],
            row["proposedLargest"],
          ]);
          continue;
        }
        expect([row["proposedLargest"], row["baselinesLargest"]]).toEqual([0, 0]);
        if (row["model"] === "dedgeai") expect(row["firstComeMean"]).toBeGreaterThan(0);
        else expect(row["firstComeLargest"]).toBe(0);
        expect(row["firstComeLargest"]).toBeLessThan(0.002);
      }
      const asked = stored.rows.slice(0, 3).map((row) => Math.round(Number(row["asked"])));
      expect(readme).toContain(
        `${asked[0]} and ${asked[1]} of 13000 steps are asked for. At four times, ${asked[2]} are`,
      );
    },
  );
});

it.each([
  [{ scenarios: 0 }, /^scenarios: must be a whole number from 1/],
  [{ loads: [0.5] }, /^loads: must be a whole number from 1/],
])("%j is refused in a line", (wrong, message) => {
  const run = (): unknown => fieldModels({ ...options, ...wrong }, 1);
  expect(run).toThrow(InputError);
  expect(run).toThrow(message);
});
