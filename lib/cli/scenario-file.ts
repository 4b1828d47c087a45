import { InputError } from "../input/errors.js";
import { parseJson } from "../input/validation.js";
import { generateColumns } from "../population/generate.js";
import { type ScenarioColumns, toColumns } from "../scenario/columns.js";
import { parseScenario, parseSettings } from "../scenario/schema.js";
import type { Scenario, User, Weights } from "../scenario/types.js";
import { readUsersCsv } from "../scenario/users-csv.js";
import { InfeasibleError } from "../solver/infeasible.js";
import { CommandFailure } from "./failure.js";
import { about, readText } from "./files.js";
import { type Io, print } from "./io.js";
import { jsonParts } from "./text.js";

/**
 * The scenario in a file, with some weights replaced.
 * @throws InputError naming the file.
 */
export function readScenarioFile(path: string, weights: Partial<Weights> = {}): Scenario {
  const text = readText(path);
  const scenario = about(path, () => {
    const value = parseJson(text);
    refuseWrapped(value);
    return parseScenario(value);
  });
  return { ...scenario, weights: { ...scenario.weights, ...weights } };
}

/**
 * The setting in one file with the users of a table in another.
 * @throws InputError naming the file, and the line in the table.
 */
export function readScenarioWithUsers(path: string, table: string, weights: Partial<Weights> = {}): Scenario {
  const text = readText(path);
  const settings = about(path, () => {
    const value = parseJson(text);
    refuseWrapped(value);
    return parseSettings(value);
  });
  return { ...settings, weights: { ...settings.weights, ...weights }, users: readTable(table) };
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
}

/**
 * The columns of a scenario: from a file, from a setting with a table of users, or generated; and what messages call them.
 * @throws InputError naming the file, and the line in a table.
 */
export function readColumns(
  file: string | undefined,
  { users, seed = 0, weights = {} }: Source,
): { readonly scenario: ScenarioColumns; readonly source: string } {
  if (typeof users === "number") {
    if (file !== undefined) throw new InputError(`--users ${users}: makes the scenario itself; leave ${file} out`);
    return { scenario: generateColumns({ users, seed, weights }), source: `${users} generated users` };
  }
  if (file === undefined)
    throw new InputError("FILE: missing; name a scenario, or ask for generated users by --users N");
  if (users === undefined) return { scenario: toColumns(readScenarioFile(file, weights)), source: file };
  return { scenario: toColumns(readScenarioWithUsers(file, users, weights)), source: users };
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
