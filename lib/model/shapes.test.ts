/** Objects that are read for each user have one hidden class, whatever made them. */
import { setFlagsFromString } from "node:v8";
import { expect, it } from "vitest";
import { changedProblem, changedUsers } from "../dynamic/warm/changes.js";
import { generateColumns } from "../population/generate.js";
import { replaceUsers, type ScenarioColumns, selectUsers, toColumns, withUsers } from "../scenario/columns.js";
import { asPlanned } from "../scenario/one-model.js";
import { reaching } from "../servers/columns.js";
import { solve } from "../solver/solve.js";
import { compoundScenario } from "../testing/compound-scenario.js";
import { modelsScenario } from "../testing/models-scenario.js";
import { splitScenario } from "../testing/split-scenario.js";
import { convexOf, convexSharesOf } from "./convex.js";
import { type Problem, problemOf } from "./problem.js";

const plain = generateColumns({ users: 60, seed: 1, deadlineShare: 0.2 });
const { users } = plain;
const some = Int32Array.from({ length: users.count }, (_, n) => (n % 9 === 0 ? n : -1));
const changed = withUsers(plain, replaceUsers(users, generateColumns({ users: 60, seed: 2 }).users, some));
const models = toColumns(modelsScenario(1));

const SCENARIOS: Readonly<Record<string, ScenarioColumns>> = {
  plain,
  changed,
  part: withUsers(plain, selectUsers(users, [1, 4, 2])),
  compound: toColumns(compoundScenario(1)),
  models,
  planned: asPlanned(models, solve(models, { method: "greedy" }).plan),
  reached: withUsers(
    plain,
    reaching(users, users, (n) => n > 3),
  ),
};

const PROBLEMS: Readonly<Record<string, Problem>> = {
  ...Object.fromEntries(Object.entries(SCENARIOS).map(([name, columns]) => [name, problemOf(columns)])),
  warm: changedProblem(problemOf(plain), changed, changedUsers(plain, changed)!),
  convex: convexOf(problemOf(toColumns(compoundScenario(1)))),
  hulls: convexOf(problemOf(models)),
  shares: convexSharesOf(problemOf(models)),
  split: problemOf(toColumns(splitScenario(1))),
  "shares of splits": convexSharesOf(problemOf(toColumns(splitScenario(1)))),
};

setFlagsFromString("--allow-natives-syntax");
const haveOneClass = new Function("a", "b", "return %HaveSameMap(a, b)") as (a: object, b: object) => boolean;
setFlagsFromString("--no-allow-natives-syntax");

it.each(Object.entries(SCENARIOS))("the scenario %s, its users and their laws", (_, columns) => {
  expect(haveOneClass(columns, plain)).toBe(true);
  expect(haveOneClass(columns.users, users)).toBe(true);
  expect(haveOneClass(columns.users.errors, users.errors)).toBe(true);
});

it.each(Object.entries(PROBLEMS))(
  "the places of the problem %s, and whose they are",
  (_, { scenario, local, edge }) => {
    const { edge: own } = PROBLEMS["plain"]!;
    for (const place of [local, edge, local.choice?.rows, edge.choice?.rows]) {
      if (place === undefined) continue;
      expect(haveOneClass(place, own)).toBe(true);
      expect(haveOneClass(place.users, users)).toBe(true);
    }
    expect(haveOneClass(scenario, plain)).toBe(true);
  },
);
