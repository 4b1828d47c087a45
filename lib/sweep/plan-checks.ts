/** What of a plan goes together, and with the scenario and the methods that it is about. */
import { POLICY_OPTIONS } from "../dynamic/policies/policies.js";
import { namesOf } from "../input/checks.js";
import { InputError, problemList } from "../input/errors.js";
import { nearMiss, show } from "../input/validation.js";
import { listed } from "../report/words.js";
import { parseScenario, parseSettings } from "../scenario/schema.js";
import { METHODS } from "../solver/methods/methods.js";
import { isList, levels, type Point, pointCount, pointsOf, valueAt } from "./design.js";
import { SIMULATE_OUTCOMES, SOLVE_OUTCOMES } from "./outcomes.js";
import { type Assignments, type Field, fieldOf, readValue, type Value, within } from "./paths.js";
import { rowsOf, runsOf, type SweepPlan, sources, variedPaths } from "./plan.js";
import { GROUPS, type Group, givenAt, planField, scenarioMaker } from "./replications.js";

/** Most cells of a sweep [choice]. */
export const MOST_CELLS = 1e6;
/** So many different populations of a design are made before the sweep begins. */
const MOST_TRIED = 100;
/** Of a Sobol design. */
const MOST_DIMENSIONS = 10;

type Add = (problem: string) => void;

/** The plan with its scenario and its rows as they are read. @throws InputError with a line for each problem. */
export function refuseContradictions(given: SweepPlan): SweepPlan {
  const problems = problemList();
  let none = true;
  const add: Add = (problem) => {
    none = false;
    problems.add(() => problem);
  };
  const refuse = (wrong: boolean, problem: () => string): void => void (wrong && add(problem()));
  checkSources(given, refuse);
  const plan = { ...given, ...collected(add, () => readSources(given), {}) };
  checkDesign(plan, refuse);
  checkPaths(plan, add);
  checkOutcomes(plan, add);
  if (none) {
    checkReplications(plan, refuse);
    const cells = pointCount(plan) * (plan.replications ?? 1) * runsOf(plan).names.length;
    refuse(cells > MOST_CELLS, () => `plan: has ${cells} cells; at most ${MOST_CELLS} are one sweep`);
  }
  if (none && sources(plan).length === 0) collected(add, () => tryUsers(plan), undefined);
  problems.refuseAny();
  return plan;
}

type Refuse = (wrong: boolean, problem: () => string) => void;

/** What `work` answers; its problems are added. */
function collected<T>(add: Add, work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    error.problems.forEach(add);
    return otherwise;
  }
}

/** Where the users come from. */
const WAYS = ["scenario", "population", "users"] as const;

function checkSources(plan: SweepPlan, refuse: Refuse): void {
  const [first, second] = WAYS.filter((way) => plan[way] !== undefined);
  refuse(
    first === undefined,
    () => "plan: must say whose users they are: scenario, population, or users with their setting",
  );
  refuse(second !== undefined, () => `${second}: leave it out beside ${first}`);
  refuse(
    plan.users !== undefined && plan.setting === undefined,
    () => "setting: missing; users need a scenario's weights and edge",
  );
  refuse(plan.setting !== undefined && plan.users === undefined, () => "setting: only users need it; name them");
  refuse(
    plan.resample !== undefined && plan.population !== undefined,
    () => "resample: leave it out beside population, whose users are drawn anew in each replication",
  );
  refuse(
    plan.population !== undefined && plan.population.users === undefined && !pathsOf(plan).includes("users"),
    () => "population.users: missing; must be a whole number >= 1, unless users is varied",
  );
  refuse(
    plan.method !== undefined && plan.simulate !== undefined,
    () => "method: leave it out beside simulate, which has policies",
  );
  for (const [field, given] of [
    ["method", plan.method],
    ["simulate.policy", plan.simulate?.policy],
  ] as const) {
    refuseRepeats(refuse, field, given ?? []);
  }
}

function refuseRepeats(refuse: Refuse, field: string, given: readonly Value[] | Value): void {
  const all = Array.isArray(given) ? given : [];
  for (const [i, one] of all.entries()) {
    refuse(all.indexOf(one) < i, () => `${field}[${i}]: ${show(one)} is there already`);
  }
}

/** What is there of scenario, users and rows, as their schemas make it. */
function readSources(plan: SweepPlan): Partial<SweepPlan> {
  const { scenario, setting, users, rows } = plan;
  const settings = isObject(setting) ? within("setting.", () => parseSettings(setting)) : setting;
  // repeated ids and all else of users
  const own = Array.isArray(users) && isObject(settings) ? parseScenario({ ...settings, users }).users : users;
  return {
    ...(scenario !== undefined && {
      scenario: isObject(scenario) ? within("scenario.", () => parseScenario(scenario)) : scenario,
    }),
    ...(settings !== undefined && { setting: settings }),
    ...(own !== undefined && { users: own }),
    ...(Array.isArray(rows) && { rows: rows.map(readRow) }),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A row whose texts are read as those of a command line: a table of CSV holds null as a text. */
function readRow(row: Point): Point {
  return Object.fromEntries(
    Object.entries(row).map(([path, value]) => [path, typeof value === "string" ? readValue(value) : value]),
  );
}

function checkDesign(plan: SweepPlan, refuse: Refuse): void {
  const { rows, design = "grid", points, vary = {} } = plan;
  const count = Object.keys(vary).length;
  if (rows !== undefined) {
    for (const field of ["vary", "design", "points"] as const) {
      refuse(plan[field] !== undefined, () => `${field}: leave it out beside rows, which are the points`);
    }
    return;
  }
  refuse(
    design === "grid" && points !== undefined,
    () => "points: leave it out in a grid, each of whose ranges has its own",
  );
  refuse(
    design !== "grid" && points === undefined,
    () => `points: missing; a ${design} design has a whole number >= 1`,
  );
  refuse(design !== "grid" && count === 0, () => `vary: missing; a ${design} design needs a path`);
  refuse(
    design === "sobol" && count > MOST_DIMENSIONS,
    () => `vary: has ${count} paths; a sobol design has at most ${MOST_DIMENSIONS}, latin-hypercube any number`,
  );
  for (const [path, varied] of Object.entries(vary)) {
    if (isList(varied)) {
      refuseRepeats(refuse, `vary.${path}`, varied);
      continue;
    }
    const at = `vary.${path}.points`;
    refuse(
      design === "grid" && varied.points === undefined,
      () => `${at}: missing; must be a whole number >= 2 in a grid`,
    );
    refuse(
      design !== "grid" && varied.points !== undefined,
      () => `${at}: leave it out in a ${design} design, which has its own`,
    );
    const [end, low, high] =
      "log" in varied ? (["log[1]", ...varied.log] as const) : (["to", varied.from, varied.to] as const);
    refuse(!(low < high), () => `vary.${path}.${end}: must be above ${low}, not ${high}`);
  }
}

function pathsOf(plan: SweepPlan): string[] {
  return [...Object.keys(plan.set ?? {}), ...variedPaths(plan)];
}

function checkPaths(plan: SweepPlan, add: Add): void {
  const { set = {}, vary = {}, rows, design = "grid" } = plan;
  const each = (before: string, path: string, values: readonly (readonly [at: string, value: Value])[]): void =>
    collected(
      add,
      () => {
        const field = resolved(plan, before, path);
        refuseIdle(plan, field, before);
        for (const [at, value] of values) checkValue(field, value, at);
      },
      undefined,
    );
  for (const [path, value] of Object.entries(set)) each("set.", path, [[`set.${path}`, value]]);
  for (const [path, varied] of Object.entries(vary)) {
    const at = `vary.${path}`;
    if (path in set) add(`${at}: leave it out here or in set`);
    if (isList(varied))
      each(
        "vary.",
        path,
        varied.map((value, i) => [`${at}[${i}]`, value]),
      );
    else {
      const tried =
        design === "grid" ? levels({ points: 2, ...varied }) : [0, 1, INSIDE].map((u) => valueAt(varied, u));
      each(
        "vary.",
        path,
        tried.map((value) => [at, value]),
      );
    }
  }
  if (Array.isArray(rows)) checkRows(rows, set, each, add);
  const paths = pathsOf(plan);
  if (paths.includes("penalty") && paths.includes("penaltyFactor")) add("penaltyFactor: leave it out beside penalty");
  checkOutage(plan, paths, add);
  for (const { name, policies } of POLICY_OPTIONS) {
    if (plan.simulate?.[name] === undefined) continue;
    if (!runsOf(plan).names.some((own) => policies.some((policy) => policy === own))) {
      add(`simulate.${name}: only policy ${listed(policies)} has it`);
    }
  }
}

const OUTAGE = ["from", "until", "left"];

/** An outage may be told in part here and in part there. */
function checkOutage({ simulate }: SweepPlan, paths: readonly string[], add: Add): void {
  const told = Object.keys(simulate?.outage ?? {}).map((name) => `outage.${name}`);
  const all = [...told, ...paths.filter((path) => path.startsWith("outage."))];
  if (simulate?.outage === undefined && all.length === 0) return;
  for (const name of OUTAGE) {
    if (!all.includes(`outage.${name}`)) add(`simulate.outage.${name}: missing; an outage has ${listed(OUTAGE)}`);
  }
}

/** Where no whole number is between whole ends that are near. */
const INSIDE = 0.6180339887;

function checkRows(
  rows: readonly Point[],
  set: Assignments,
  each: (before: string, path: string, values: readonly (readonly [at: string, value: Value])[]) => void,
  add: Add,
): void {
  const paths = Object.keys(rows[0]!);
  for (const path of paths) {
    if (path in set) add(`rows[0].${path}: leave it out here or in set`);
    each(
      "rows[0].",
      path,
      rows.flatMap((row, i) => (path in row ? [[`rows[${i}].${path}`, row[path]!] as const] : [])),
    );
  }
  const first = new Map<string, number>();
  for (const [i, row] of rows.entries()) {
    const missing = paths.find((path) => !(path in row));
    const more = Object.keys(row).find((path) => !paths.includes(path));
    if (missing !== undefined) add(`rows[${i}].${missing}: missing; all rows have the paths of the first`);
    if (more !== undefined) add(`rows[${i}].${more}: the first row has no such path; all rows have the same`);
    const key = JSON.stringify(paths.map((path) => row[path]));
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, i);
    else add(`rows[${i}]: is rows[${earlier}] again`);
  }
}

/** @throws InputError that says whose option it would be, unless a field ends in that name. */
function resolved(plan: SweepPlan, before: string, path: string): Field<Group> {
  try {
    return within(before, () => planField(plan, path));
  } catch (error) {
    const elsewhere = ignoring(() => fieldOf(path, GROUPS));
    if (elsewhere === undefined || String(error).endsWith(`.${path}?`)) throw error;
    throw new InputError(`${before}${path}: ${ELSEWHERE[elsewhere.group]}`);
  }
}

const ELSEWHERE: Readonly<Record<Group, string>> = {
  scenario: "is a field of a scenario",
  population: "is an option of population, which this plan does not have",
  solve: "is an option of solve, and this plan simulates",
  simulate: "is an option of simulate, which this plan does not have",
};

function ignoring<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** @throws InputError for an option without effect, or one that the plan tells already. */
function refuseIdle(plan: SweepPlan, { path, keys, group }: Field<Group>, before: string): void {
  const { names } = runsOf(plan);
  const owners =
    group === "solve"
      ? namesOf(
          METHODS.filter(({ options }) =>
            options.some((option) => option === (path === "penaltyFactor" ? "penalty" : path)),
          ),
        )
      : POLICY_OPTIONS.find(({ name }) => name === path)?.policies;
  if (owners !== undefined && !owners.some((owner) => names.includes(owner))) {
    throw new InputError(`${before}${path}: only ${runsOf(plan).by} ${listed(owners)} has it`);
  }
  if (group === "scenario" || group === "solve") return;
  const told = keys.reduce<unknown>(
    (inner, key) => (isObject(inner) ? (inner as Record<string, unknown>)[key] : undefined),
    plan[group],
  );
  if (told !== undefined) throw new InputError(`${before}${path}: leave it out here or in ${group}`);
}

/** @throws InputError as for the field in a scenario, with what would make numbers between two ends whole. */
function checkValue(field: Field<Group>, value: Value, at: string): void {
  try {
    field.check(value, at);
  } catch (error) {
    if (!(error instanceof InputError) || !/ whole number /.test(error.message) || Number.isInteger(value)) throw error;
    if (typeof value !== "number" || at.endsWith("]") || !at.startsWith("vary.")) throw error;
    throw new InputError(`${error.message}; whole: true rounds them`);
  }
}

function checkOutcomes({ outcomes, simulate }: SweepPlan, add: Add): void {
  if (!Array.isArray(outcomes)) return;
  const known = namesOf<string>(simulate === undefined ? SOLVE_OUTCOMES : SIMULATE_OUTCOMES);
  for (const [i, name] of outcomes.entries()) {
    if (!known.includes(name)) add(`outcomes[${i}]: there is no ${show(name)}${nearMiss(name, known)}`);
  }
}

/** Replications that are all the same would look like certainty. */
function checkReplications(plan: SweepPlan, refuse: Refuse): void {
  const { replications = 1, population, resample, simulate, set = {}, vary = {} } = plan;
  const starts = [set["start"], vary["start"], ...rowsOf(plan).map((row) => row["start"])].flat();
  const drawing = METHODS.some(({ name, random }) => random && runsOf(plan).names.includes(name));
  refuse(
    replications > 1 && !population && !resample && !simulate && !drawing && !starts.includes("random"),
    () =>
      `replications: all ${replications} would be the same; chance needs resample, population, simulate, start random or method ${listed(namesOf(METHODS.filter(({ random }) => random)))}`,
  );
}

/** @throws InputError where fields of users don't fit those who are there, or a population can't be drawn. */
function tryUsers(plan: SweepPlan): void {
  const given = givenAt(plan);
  const make = scenarioMaker(plan);
  const tried = new Set<string>();
  for (const point of pointsOf(plan)) {
    const { scenario, population } = given(point);
    const ofUsers = Object.entries(scenario).filter(([path]) => /^(users|services)\b/.test(path));
    const key = JSON.stringify([ofUsers, population]);
    if (tried.has(key)) continue;
    if (tried.size >= MOST_TRIED) return;
    tried.add(key);
    make(given(point), 0);
  }
}
