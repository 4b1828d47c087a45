/**
 * Users as CSV: one row a user, the header names the fields by their paths, e.g. `link.uplinkRate` (MODEL.md §1). An error law that
 * holds lists stands as JSON in the column `errorModel`, other models in `models`.
 */

import Papa from "papaparse";
import { decimal } from "../input/checks.js";
import { readCsv } from "../input/csv.js";
import { InputError, problemList, within } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { parseJson, show } from "../input/validation.js";
import { ERROR_LAWS } from "../laws/error/error-laws.js";
import { parseUser } from "./schema.js";
import type { User } from "./types.js";

/** Fields that hold text; all others hold numbers. */
const TEXTS = ["id", "errorModel.kind"];

const FIELDS = [
  "id",
  "workload",
  "device.speed",
  "device.switchedCapacitance",
  "device.maxSteps",
  "device.battery",
  "link.uplinkBits",
  "link.downlinkBits",
  "link.uplinkRate",
  "link.downlinkRate",
  "link.transmitPower",
  "link.receivePower",
  "link.latentBits",
  "errorModel",
  "errorModel.kind",
  ...errorFields(),
  "deadline",
  "maxSteps",
  "maxError",
  "models",
];

/** The parameters of all error laws, those that a law needs first. */
function errorFields(): string[] {
  const parameters = ERROR_LAWS.flatMap((law) => law.parameters);
  const [needed, optional] = [
    parameters.filter((p) => !("otherwise" in p)),
    parameters.filter((p) => "otherwise" in p),
  ];
  return [...new Set([...needed, ...optional].map(({ name }) => `errorModel.${name}`))];
}

/**
 * The users of a CSV text. An empty cell is an absent field, so that users of several error laws can share a table.
 * @throws InputError naming the line, the field, its value and what would be right.
 */
export function readUsersCsv(text: string): User[] {
  const users: User[] = [];
  const firstLine = new Map<string, number>();
  let header: readonly string[] = [];
  readCsv(text, {
    known: FIELDS,
    onHeader: (names, line) => {
      header = names;
      refuseUnknown(names, line);
    },
    onRow: (cells, line, problems) => {
      try {
        const user = parseUser(record(header, cells));
        const first = firstLine.get(user.id);
        if (first !== undefined)
          throw new InputError(`id: ${show(user.id)} is the id of line ${first} already; ids must be unique`);
        firstLine.set(user.id, line);
        users.push(user);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        for (const problem of error.problems) problems.add(() => `line ${line}: ${problem}`);
      }
    },
  });
  if (users.length === 0) throw new InputError("must have a header line and at least one user, a line each");
  return users;
}

/**
 * CSV text of users, as {@link readUsersCsv} reads it: the columns that any of them has, in the fields' order, numbers with the
 * fewest digits that read back to the same number.
 */
export function writeUsersCsv(users: readonly User[]): string {
  const rows = users.map((user) => FIELDS.map((path) => at(user, path)));
  const used = FIELDS.map((_, i) => i).filter((i) => rows.some((row) => row[i] !== undefined));
  const table = [used.map((i) => FIELDS[i]!), ...rows.map((row) => used.map((i) => row[i] ?? ""))];
  return `${Papa.unparse(table, { newline: "\n" })}\n`;
}

/** @throws InputError for columns that are no fields. */
function refuseUnknown(names: readonly string[], line: number): void {
  const problems = problemList();
  const fields = new Set(FIELDS);
  for (const [i, name] of names.entries()) {
    if (fields.has(name)) continue;
    problems.add(() => {
      if (name !== "") return `line ${line}: ${name}: unknown field${nearMiss(name, FIELDS)}`;
      const index = i === 0 ? "; tables written with an index have such a first column: write yours without" : "";
      return `line ${line}: column ${i + 1} has no name${index}`;
    });
  }
  problems.refuseAny();
}

/** A row as the nested object that JSON would have. */
function record(header: readonly string[], row: readonly string[]): Record<string, unknown> {
  const user: Record<string, unknown> = { device: {}, link: {}, errorModel: {} };
  for (const [i, name] of header.entries()) {
    const cell = row[i]!;
    if (cell === "") continue;
    if (name === "errorModel") {
      const model = within("errorModel: ", () => parseJson(cell));
      const others = header.filter((other, k) => other.startsWith("errorModel.") && row[k] !== "");
      if (others.length > 0) throw new InputError(`errorModel: is there beside ${others[0]}; leave one of them empty`);
      user["errorModel"] = model;
      continue;
    }
    if (name === "models") {
      user["models"] = within("models: ", () => parseJson(cell));
      continue;
    }
    const [outer, inner] = name.split(".") as [string, string?];
    const number = TEXTS.includes(name) ? NaN : decimal(cell);
    const value = Number.isNaN(number) ? cell : number;
    if (inner === undefined) user[outer] = value;
    else (user[outer] as Record<string, unknown>)[inner] = value;
  }
  return user;
}

/** The field of that path. */
function at(user: User, path: string): number | string | undefined {
  const [outer, inner] = path.split(".") as [keyof User, string?];
  if (outer === "models") return user.models && JSON.stringify(user.models);
  if (outer === "errorModel") {
    const plain = ERROR_LAWS.some(({ kind }) => kind === user.errorModel.kind);
    if (inner === undefined) return plain ? undefined : JSON.stringify(user.errorModel);
    if (!plain) return undefined;
  }
  const field: unknown = inner === undefined ? user[outer] : (user[outer] as Readonly<Record<string, unknown>>)[inner];
  return field as number | string | undefined;
}
