/** What of a plan goes together, and with the scenario and the methods that it is about. */
import { namesOf } from "../input/checks.js";
import { InputError, inputError, within } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { show } from "../input/validation.js";
import { listed } from "../report/words.js";
import { parseScenario, parseSettings } from "../scenario/schema.js";
import { METHODS } from "../solver/methods/methods.js";
import { isList, type Point, pointCount, pointsOf } from "./design.js";
import { givenAt } from "./groups.js";
import { SIMULATE_OUTCOMES, SOLVE_OUTCOMES } from "./outcomes.js";
import { pathProblems } from "./path-checks.js";
import { pathsOf, rowsOf, runsOf, type SweepPlan, sources } from "./plan.js";
import { scenarioMaker } from "./replications.js";
import { readValue, type Value } from "./value.js";

/** Most cells of a sweep [choice]. */
export const MOST_CELLS = 1e6;
/** So many different populations of a design are made before the sweep begins. */
const MOST_TRIED = 100;
/** Of a Sobol design. */
const MOST_DIMENSIONS = 10;

/** The plan with its scenario and its rows as they are read. @throws InputError with a line for each problem. */
export function refuseContradictions(given: SweepPlan): SweepPlan {
  let plan = given;
  const problems = [
    ...usersProblems(given),
    ...problemsOf(() => {
      plan = { ...given, ...readSources(given) };
    }),
    ...designProblems(plan),
    ...pathProblems(plan),
    ...outcomeProblems(plan),
  ];
  if (problems.length === 0) problems.push(...sizeProblems(plan));
  if (problems.length === 0 && sources(plan).length === 0) problems.push(...problemsOf(() => tryUsers(plan)));
  if (problems.length > 0) throw inputError(problems);
  return plan;
}

/** Of the input that `work` refuses. */
function problemsOf(work: () => void): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

function* usersProblems(plan: SweepPlan): Generator<string> {
  const { users, setting, population, resample, method, simulate } = plan;
  const [first, second] = (["scenario", "population", "users"] as const).filter((way) => plan[way] !== undefined);
  if (!first) yield "plan: must say whose users they are: scenario, population, or users with their setting";
  if (second) yield `${second}: leave it out beside ${first}`;
  if (users && !setting) yield "setting: missing; users need a scenario's weights and edge";
  if (setting && !users) yield "setting: only users need it; name them";
  if (resample && population) yield "resample: leave it out beside population, which is drawn in each replication";
  if (population && population.users === undefined && !pathsOf(plan).includes("users"))
    yield "population.users: missing; must be a whole number >= 1, unless users is varied";
  if (method && simulate) yield "method: leave it out beside simulate, which has policies";
  yield* repeats("method", method);
  yield* repeats("simulate.policy", simulate?.policy);
}

function* repeats(at: string, given: readonly Value[] | Value = []): Generator<string> {
  const seen = new Set<Value>();
  for (const [i, one] of [given].flat().entries()) {
    if (seen.has(one)) yield `${at}[${i}]: ${show(one)} is there already`;
    seen.add(one);
  }
}

/** What is there of scenario, users and rows, as their schemas make it. */
function readSources(plan: SweepPlan): Partial<SweepPlan> {
  const { scenario, setting, users } = plan;
  const read: { -readonly [Field in keyof SweepPlan]?: SweepPlan[Field] } = {};
  if (typeof scenario === "object") read.scenario = within("scenario.", () => parseScenario(scenario));
  if (typeof setting === "object") {
    const settings = within("setting.", () => parseSettings(setting));
    read.setting = settings;
    if (Array.isArray(users)) read.users = parseScenario({ ...settings, users }).users;
  }
  if (rowsOf(plan).length > 0) read.rows = rowsOf(plan).map(readRow);
  return read;
}

/** A row whose texts are read as those of a command line: a table of CSV holds null as a text. */
function readRow(row: Point): Point {
  const cells = Object.entries(row);
  return Object.fromEntries(cells.map(([path, cell]) => [path, typeof cell === "string" ? readValue(cell) : cell]));
}

function* designProblems(plan: SweepPlan): Generator<string> {
  const { design = "grid", points, vary = {} } = plan;
  if (plan.rows !== undefined) {
    const beside = (["vary", "design", "points"] as const).filter((field) => plan[field] !== undefined);
    for (const field of beside) yield `${field}: leave it out beside rows, which are the points`;
    return;
  }
  const grid = design === "grid";
  const count = Object.keys(vary).length;
  if (grid && points) yield "points: leave it out in a grid, each of whose ranges has its own";
  if (!grid && !points) yield `points: missing; a ${design} design has a whole number >= 1`;
  if (!grid && count === 0) yield `vary: missing; a ${design} design needs a path`;
  if (design === "sobol" && count > MOST_DIMENSIONS)
    yield `vary: has ${count} paths; a sobol design has at most ${MOST_DIMENSIONS}, latin-hypercube any number`;
  for (const [path, varied] of Object.entries(vary)) {
    const at = `vary.${path}`;
    if (isList(varied)) {
      yield* repeats(at, varied);
      continue;
    }
    if (grid && !varied.points) yield `${at}.points: missing; must be a whole number >= 2 in a grid`;
    if (!grid && varied.points) yield `${at}.points: leave it out in a ${design} design, which has its own`;
    const [low, high] = "log" in varied ? varied.log : [varied.from, varied.to];
    if (low >= high) yield `${at}.${"log" in varied ? "log[1]" : "to"}: must be above ${low}, not ${high}`;
  }
}

function* outcomeProblems({ outcomes, simulate }: SweepPlan): Generator<string> {
  const known = namesOf<string>(simulate ? SIMULATE_OUTCOMES : SOLVE_OUTCOMES);
  for (const [i, name] of (Array.isArray(outcomes) ? outcomes : []).entries())
    if (!known.includes(name)) yield `outcomes[${i}]: there is no ${show(name)}${nearMiss(name, known)}`;
}

/** Also: replications that are all the same would look like certainty. */
function* sizeProblems(plan: SweepPlan): Generator<string> {
  const { replications = 1, population, resample, simulate, set = {}, vary = {} } = plan;
  const { names } = runsOf(plan);
  const cells = pointCount(plan) * replications * names.length;
  if (cells > MOST_CELLS) yield `plan: has ${cells} cells; at most ${MOST_CELLS} are one sweep`;
  const drawing = namesOf(METHODS.filter(({ random }) => random));
  const starts = [set["start"], vary["start"], ...rowsOf(plan).map((row) => row["start"])].flat();
  const chance = population || resample || simulate || starts.includes("random");
  if (replications > 1 && !chance && !drawing.some((name) => names.includes(name)))
    yield `replications: all ${replications} would be the same; chance needs resample, population, simulate, start random or method ${listed(drawing)}`;
}

/** @throws InputError where fields of users don't fit those who are there, or a population can't be drawn. */
function tryUsers(plan: SweepPlan): void {
  const given = givenAt(plan);
  const make = scenarioMaker(plan);
  const tried = new Set<string>();
  for (const point of pointsOf(plan)) {
    const at = given(point);
    const ofUsers = Object.entries(at.scenario).filter(([path]) => /^(users|services)\b/.test(path));
    const key = JSON.stringify([ofUsers, at.population]);
    if (tried.has(key)) continue;
    if (tried.size >= MOST_TRIED) return;
    tried.add(key);
    make(at, 0);
  }
}
