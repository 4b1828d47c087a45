/** No list of laws, utilities, methods, relaxations, policies or themes is typed twice. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { POLICIES } from "./dynamic/policies/policies.js";
import { namesOf } from "./input/checks.js";
import { ERROR_LAWS } from "./laws/error/error-laws.js";
import { UTILITIES } from "./laws/utility/utilities.js";
import { themes } from "./report/themes/themes.js";
import { METHODS } from "./solver/methods/methods.js";
import { RELAXATIONS } from "./solver/sca/relaxations.js";
import { LIB } from "./testing/doors.js";
import { MORE_IN_FULL, shortOrFull } from "./testing/long.js";
import { once } from "./testing/once.js";

const LISTS: Readonly<Record<string, readonly string[]>> = {
  "error laws": ERROR_LAWS.map(({ kind }) => kind),
  utilities: UTILITIES.map(({ kind }) => kind),
  methods: namesOf(METHODS),
  relaxations: namesOf(RELAXATIONS),
  policies: namesOf(POLICIES),
  themes: Object.keys(themes),
};

/** A place is named like the baseline that prefers it, and a list of places is none of methods. */
const PLACES = ["local", "edge"];

/** Who names two members or more on purpose, and why. */
const ON_PURPOSE: Readonly<Record<string, string>> = {
  "bench/main.ts": "columns of the benchmark's table",
  "bench/scaling.ts": "columns of the benchmark's table",
  "bench/threads.ts": "the methods that threads divide",
  "cli/solve.test.ts": "arguments of one call: a method and a start",
  "cli/sweep.test.ts": "members chosen for short cells",
  "cli/sweep-runner.test.ts": "members chosen for short cells",
  "dynamic/static.test.ts": "two policies that make the same plans",
  "dynamic/work-capacity.test.ts": "the policies that may let requests wait",
  "experiments/baselines/runs.test.ts": "the methods that find the optimum where nothing is scarce",
  "experiments/certificate/benchmark-scaling-chart.ts": "columns of the benchmark's table",
  "experiments/dynamic/charts.test.ts": "policies chosen for a short run",
  "experiments/dynamic/dynamic.test.ts": "policies chosen for a short run",
  "experiments/dynamic/regret.ts": "the policies that its question compares",
  "experiments/dynamic/regret-differences.test.ts": "policies chosen for a short run",
  "experiments/dynamic/regret-differences.ts": "the policies that its question compares",
  "experiments/dynamic/shock.ts": "the policies that its question compares",
  "experiments/dynamic/stress.ts": "all but sca, whose plans are warm's",
  "experiments/dynamic/timeline.ts": "the policies that its question compares",
  "experiments/error-model/mechanism-laws.ts": "the two laws of which theory speaks",
  "experiments/error-model/fit.test.ts": "the laws of its planted curves",
  "experiments/kkt-and-sca/sca-convergence.test.ts": "starts",
  "experiments/tau/panels-chart.ts": "starts",
  "experiments/studies.test.ts": "policies chosen for short cells",
  "experiments/weights/design.ts": "plans at the preset's weights, beside which the design's lie",
  "parallel/solve-parallel.ts": "the methods that threads divide",
  "solver/degenerate.test.ts": "of one user: the optimum and both places",
  "solver/sca/starts.ts": "starts",
  "sweep/node/run-in-folder.test.ts": "members chosen for short cells",
  "sweep/node/shard.test.ts": "texts of a column",
  "sweep/options.test.ts": "the laws, methods and policies that the option tried means something to",
  "sweep/plan-schema.test.ts": "methods and policies named in plans, and in messages about them",
  "sweep/sweep.test.ts": "methods and policies chosen for short sweeps",
  "testing/fuzz/sweeps.ts": "methods and policies of plans that are right",
};

/** Member names of one list that are typed together somewhere: as a list, a union, the keys of an object, or cases. */
function typedTwice(source: string): { readonly list: string; readonly names: readonly string[] }[] {
  const found: { readonly list: string; readonly names: readonly string[] }[] = [];
  const together = (texts: readonly string[]): void => {
    for (const [list, members] of Object.entries(LISTS)) {
      const names = [...new Set(texts)].filter((text) => members.includes(text));
      if (names.length >= 2 && names.some((name) => !PLACES.includes(name))) found.push({ list, names });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isArrayLiteralExpression(node)) together(node.elements.flatMap(texts));
    if (ts.isUnionTypeNode(node))
      together(node.types.flatMap((type) => (ts.isLiteralTypeNode(type) ? texts(type.literal) : [])));
    if (ts.isObjectLiteralExpression(node))
      together(node.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? keyOf(property) : [])));
    if (ts.isCaseBlock(node))
      together(node.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? texts(clause.expression) : [])));
    ts.forEachChild(node, visit);
  };
  if (mayHave(source)) visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest));
  return found;
}

/** How members stand in a source as texts or keys, which is cheaper to look for than to parse it. */
const SHAPES = Object.values(LISTS).map((members) =>
  members.map((member) => ({
    shape: new RegExp(`["'\`]${member}["'\`]|\\b${member}\\s*:`),
    place: PLACES.includes(member),
  })),
);

/** Whether two members of a list may stand in it, and not places alone. */
function mayHave(source: string): boolean {
  return SHAPES.some((shapes) => {
    const seen = shapes.filter(({ shape }) => shape.test(source));
    return seen.length >= 2 && seen.some(({ place }) => !place);
  });
}

/** The text of a literal, or those of an object's properties. */
function texts(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? texts(property.initializer) : []));
}

function keyOf({ name }: ts.PropertyAssignment): readonly string[] {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? [name.text] : [];
}

const files = readdirSync(LIB, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !/^dist\/|node_modules\//.test(file))
  .filter((file) => shortOrFull(!file.endsWith(".test.ts"), true)) // tests in the long suite alone
  .sort();

const found = once(() => new Map(files.map((file) => [file, typedTwice(readFileSync(join(LIB, file), "utf8"))])));

describe("lists of members", () => {
  it("are not typed twice", MORE_IN_FULL, () => {
    const typed = files
      .filter((file) => !(file in ON_PURPOSE))
      .flatMap((file) =>
        found()
          .get(file)!
          .map((one) => ({ file, ...one })),
      );
    expect(typed).toEqual([]);
  });

  it("are named on purpose where that is said", MORE_IN_FULL, () => {
    const read = Object.keys(ON_PURPOSE).filter((file) => shortOrFull(!file.endsWith(".test.ts"), true));
    expect(read.filter((file) => (found().get(file) ?? []).length === 0)).toEqual([]);
  });

  it.each([
    ['const all = ["sca", "exact"];', ["methods", "policies"]],
    ['type Law = "exponential" | "power";', ["error laws"]],
    ['const drawn = [{ method: "greedy", style: 3 }, { method: "random-init", style: 1 }];', ["methods"]],
    ['const labels = { perspective: 1, "big-m": 2 };', ["relaxations"]],
    ['switch (utility) { case "linear": break; case "log": break; }', ["utilities"]],
    ['const look = theme === "ieee" ? themes["ieee"] : themes["slides"];', []],
    ['const places = ["local", "edge"];', []],
  ])("are found in %s", (source, lists) => {
    expect(typedTwice(source).map(({ list }) => list)).toEqual(lists);
  });
});
