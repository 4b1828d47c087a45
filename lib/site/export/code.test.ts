/** The cell and the line that the page shows compute what is on the screen. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import { LIB } from "../../testing/doors.js";
import { Answerer, withCapacity } from "../answer/answer.js";
import { SENSES } from "../answer/beliefs.js";
import { Forms } from "../answer/forms.js";
import { Pictures } from "../answer/picture.js";
import { scenarioNamed } from "../scenarios.js";
import { fromAddress } from "../state.js";
import { cellOf, commandOf, picturesCell } from "./code.js";

/** Runs a cell beside the library; what it exports as `told`. */
async function run(source: string): Promise<unknown> {
  const folder = mkdtempSync(join(LIB, ".code-"));
  try {
    const file = join(folder, "cell.mjs");
    writeFileSync(file, ts.transpile(source, { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }));
    return ((await import(/* @vite-ignore */ pathToFileURL(file).href)) as { told: unknown }).told;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  "",
  "capacity=55&tau=0.3",
  "scenario=campus-30&start=random&draw=5",
  "scenario=drawn&users=8&seed=3&start=edge",
])("the cell of %j", async (address) => {
  const state = fromAddress(address);
  const { key, scenario } = scenarioNamed(state.scenario, state.users, state.seed, undefined);
  const answer = new Answerer().answer({ ...state, seed: state.draw, id: 1, key, scenario });
  const source = cellOf(state).replace(/\n\(\{/, "\nexport const told = ({");
  const told = (await run(source)) as { objective: number };
  expect(answer).toMatchObject({ sca: { objective: expect.closeTo(told.objective, 9) } });
});

test("the cell of a start of one's own has its trace", async () => {
  const state = fromAddress("start=200.800.600.900.300&tau=4");
  const answer = new Answerer().answer({ ...state, id: 1, ...scenarioNamed("five-users", 1, 1, undefined) });
  const last = (await run(cellOf(state).replace(/\ntrace;$/, "\nexport const told = trace.at(-1);"))) as {
    objective: number;
  };
  expect("steps" in answer && answer.steps.at(-1)!.objective).toBeCloseTo(last.objective, 9);
});

test("the cell of both forms has their bounds", async () => {
  const source = cellOf(fromAddress("capacity=30&tight=0.4"));
  expect(source.split("\n")[0]).toBe('import { bigM, relaxedObjective, solve } from "edgesteps";');
  const told = (await run(source.replace(/\n\(\{.*$/, "\nexport const told = { loose, tight };"))) as {
    loose: number;
    tight: number;
  };
  const scenario = withCapacity({ scenario: scenarioNamed("five-users", 1, 1, undefined).scenario, capacity: 30 });
  const { bounds } = new Forms().answer({ id: 1, key: "", scenario, tight: 0.4, price: 0, users: [] });
  expect(bounds[0]!.bound).toBeCloseTo(told.loose, 9);
  expect(bounds.at(-1)!.bound).toBeCloseTo(told.tight, 9);
});

test.each(SENSES)("the cell of the pictures makes them: %s", async (sense) => {
  const { scenario } = scenarioNamed("five-users", 1, 1, undefined);
  const { edge, most } = new Pictures().answer({
    id: 1,
    key: "",
    scenario,
    user: 0,
    price: 1,
    law: "own",
    sense,
    noise: 3,
  });
  const source = picturesCell(edge!.steps, most, sense, 3);
  const told = (await run(source.replace(/\npictures;$/, "\nexport const told = pictures;"))) as Float64Array;
  expect(told.slice(0, edge!.pictures.length)).toEqual(edge!.pictures);
});

test("the line has what differs from the defaults", () => {
  expect(commandOf(fromAddress(""))).toBe("npx --no-install edgesteps solve data/scenarios/five-users.json");
  expect(commandOf(fromAddress("scenario=drawn&users=8&seed=3&capacity=9&tau=2&start=random&draw=4"))).toBe(
    "npx --no-install edgesteps generate --users 8 --seed 3 --out drawn.json\n" +
      "npx --no-install edgesteps solve drawn.json --set edge.stepCapacity=9 --tau 2 --start random --seed 4",
  );
});
