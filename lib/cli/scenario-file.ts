import { InputError } from "../input/errors.js";
import { parseJson } from "../input/validation.js";
import { generate, generateColumns } from "../population/generate.js";
import type { GenerateOptions } from "../population/options.js";
import { type ScenarioColumns, toColumns } from "../scenario/columns.js";
import { parseScenario, parseSettings } from "../scenario/schema.js";
import type { Scenario, User, Weights } from "../scenario/types.js";
import { readUsersCsv } from "../scenario/users-csv.js";
import { hasServers, parseServersScenario } from "../servers/schema.js";
import type { ServersScenario } from "../servers/types.js";
import { InfeasibleError } from "../solver/infeasible.js";
import { type Assignments, setFields, setter } from "../sweep/set-fields.js";
import { CommandFailure } from "./failure.js";
import { about, readText } from "./files.js";
import { type Io, print } from "./io.js";
import { refuseSetTwice, SERVERS, setting, weightsSet } from "./options.js";
import { jsonParts } from "./text.js";

/**
 * The scenario in a file, with some weights replaced.
 * @throws InputError naming the file.
 */
export function readScenarioFile(path: string, weights: Partial<Weights> = {}): Scenario {
  return scenarioOf(path, readValue(path), weights);
}

/** The JSON value in a file. @throws InputError naming the file. */
function readValue(path: string): unknown {
  const text = readText(path);
  return about(path, () => {
    const value = parseJson(text);
    refuseWrapped(value);
    return value;
  });
}

/** The scenario of a file's value, with some weights replaced. @throws InputError naming the file. */
function scenarioOf(path: string, value: unknown, weights: Partial<Weights>): Scenario {
  const scenario = about(path, () => {
    refuseServers(value);
    return parseScenario(value);
  });
  return { ...scenario, weights: { ...scenario.weights, ...weights } };
}

/**
 * The setting in one file with the users of a table in another.
 * @throws InputError naming the file, and the line in the table.
 */
export function readScenarioWithUsers(path: string, table: string, weights: Partial<Weights> = {}): Scenario {
  const settings = readSettingsFile(path);
  return { ...settings, weights: { ...settings.weights, ...weights }, users: readTable(table) };
}

/** The setting in a file, which needs no users. @throws InputError naming the file. */
export function readSettingsFile(path: string): Omit<Scenario, "users"> {
  const value = readValue(path);
  return about(path, () => {
    refuseServers(value);
    return parseSettings(value);
  });
}

/** The users of a table. @throws InputError naming the file and the line. */
export function readTable(path: string): User[] {
  const text = readText(path);
  return about(path, () => readUsersCsv(text));
}

/** Where a scenario comes from. */
export interface Source {
  /** So many generated users, or the name of a table. */
  readonly users?: number | string;
  readonly seed?: number;
  readonly weights?: Partial<Weights>;
  /** Fields that are set after all else. */
  readonly set?: Assignments;
}

/**
 * The columns of a scenario: from a file, from a setting with a table of users, or generated; and what messages call them.
 * @throws InputError naming the file, and the line in a table.
 */
export function readColumns(
  file: string | undefined,
  { users, seed = 0, weights = {}, set = {} }: Source,
): { readonly scenario: ScenarioColumns; readonly source: string } {
  refuseSetTwice(set, weightsSet(weights));
  if (typeof users === "number") {
    if (file !== undefined) throw new InputError(`--users ${users}: makes the scenario itself; leave ${file} out`);
    return { scenario: generated({ users, seed, weights }, set), source: `${users} generated users` };
  }
  if (file === undefined)
    throw new InputError("FILE: missing; name a scenario, or ask for generated users by --users N");
  const scenario = users === undefined ? readScenarioFile(file, weights) : readScenarioWithUsers(file, users, weights);
  return { scenario: toColumns(setting(() => setFields(scenario, set))), source: users ?? file };
}

/** The scenario of several servers in a file, and what messages call it. */
export interface ServersFile {
  readonly servers: ServersScenario;
  readonly source: string;
}

/**
 * As {@link readColumns}, but a file may have several servers too.
 * @throws InputError as there, and for what changes nothing before several servers.
 */
export function readColumnsOrServers(
  file: string | undefined,
  options: Source,
): ReturnType<typeof readColumns> | ServersFile {
  const { users, weights = {}, set = {} } = options;
  if (file === undefined || typeof users === "number") return readColumns(file, options);
  refuseSetTwice(set, weightsSet(weights));
  const value = readValue(file);
  if (users !== undefined) {
    if (!hasServers(value)) return readColumns(file, options);
    throw new InputError(`--users ${users}: a table has one link for each user; ${file} has several servers`);
  }
  if (!hasServers(value)) {
    const scenario = scenarioOf(file, value, weights);
    return { scenario: toColumns(setting(() => setFields(scenario, set))), source: file };
  }
  const servers = about(file, () => parseServersScenario(value));
  const weighted = { ...servers, weights: { ...servers.weights, ...weights } };
  if (Object.keys(set).length === 0) return { servers: weighted, source: file };
  return { servers: setting(() => setServersFields(weighted, set)), source: file };
}

/** A scenario of several servers with fields set. @throws InputError as for a scenario that says so itself. */
function setServersFields({ users, ...settings }: ServersScenario, given: Assignments): ServersScenario {
  const set = setter(given, { groups: SERVERS, settings: (own) => own, user: (own) => own });
  set.refuseBeyond(users.length);
  const changed = set.settings(settings as never);
  return parseServersScenario({ ...changed, users: users.map((user, n) => set.user(user as never, n)) });
}

function refuseServers(value: unknown): void {
  if (hasServers(value))
    throw new InputError("servers: several are for solve, check and simulate alone; here one edge is needed");
}

/** Users become a list only where one of them is changed. */
function generated(options: GenerateOptions, set: Assignments): ScenarioColumns {
  const { settings, users } = setter(set);
  if (users) return toColumns(setting(() => setFields(generate(options), set)));
  const { users: columns, name, utility, weights, edge } = generateColumns(options);
  const { name: own = name, ...others } = setting(() => settings({ name, utility, weights, edge }));
  return { users: columns, utility, ...others, name: own };
}

/** The cases of data/reference are a scenario and what is expected of it. */
function refuseWrapped(value: unknown): void {
  if (typeof value !== "object" || value === null || !("scenario" in value)) return;
  if (typeof value.scenario !== "object") return;
  throw new InputError(
    'holds a scenario in its field "scenario", as the reference cases do; pass a file with that inner object alone',
  );
}

/**
 * What `work` makes of the scenario in a file.
 * @throws InputError naming the file.
 * @throws CommandFailure (3) for an infeasible scenario, which is also told as JSON if `json`.
 */
export function solving<T>(io: Io, path: string, json: boolean, work: () => T): T {
  try {
    return about(path, work);
  } catch (error) {
    if (!(error instanceof InfeasibleError)) throw error;
    const { constraint, users, message } = error;
    if (json) print(io.stdout, jsonParts({ status: "infeasible", constraint, users, message }));
    throw new CommandFailure(3, `${path}: ${message}`);
  }
}
