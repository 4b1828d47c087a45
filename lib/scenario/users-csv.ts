/** Users from CSV: one row a user, the header names the fields by their paths, e.g. `link.uplinkRate` (MODEL.md §1). */
import Papa from "papaparse";
import { InputError } from "../input/errors.js";
import { inputError, nearMiss, show } from "../input/validation.js";
import { ERROR_LAWS } from "../laws/error/error-laws.js";
import { parseUser } from "./schema.js";
import type { User } from "./types.js";

/** Fields that hold text; all others hold numbers. */
const TEXTS = ["id", "errorModel.kind"];

const FIELDS = [
  ...TEXTS,
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
  ...errorFields(),
  "deadline",
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
  const problems: string[] = [];
  const firstLine = new Map<string, number>();
  let header: string[] | undefined;
  let line = 0;
  Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), {
    step: ({ data, errors }) => {
      line += 1;
      for (const { message } of errors) problems.push(`line ${line}: ${message}`);
      if (data.length === 1 && data[0]!.trim() === "") return;
      if (header === undefined) {
        header = data.map((name) => name.trim());
        checkHeader(header);
        return;
      }
      try {
        const user = parseUser(record(header, data));
        const first = firstLine.get(user.id);
        if (first !== undefined)
          throw new InputError(`id: ${show(user.id)} is the id of line ${first} already; ids must be unique`);
        firstLine.set(user.id, line);
        users.push(user);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        for (const problem of error.problems) problems.push(`line ${line}: ${problem}`);
      }
    },
  });
  if (problems.length > 0) throw inputError(problems);
  if (users.length === 0) throw new InputError("must have a header line and at least one user, a line each");
  return users;
}

function checkHeader(header: readonly string[]): void {
  const problems: string[] = [];
  for (const [i, name] of header.entries()) {
    if (!FIELDS.includes(name))
      problems.push(`line 1: ${name || "an empty name"}: unknown field${nearMiss(name, FIELDS)}`);
    else if (header.indexOf(name) < i) problems.push(`line 1: ${name}: is there twice`);
  }
  if (problems.length > 0) throw inputError(problems);
}

/** A row as the nested object that JSON would have. */
function record(header: readonly string[], row: readonly string[]): Record<string, unknown> {
  if (row.length !== header.length)
    throw new InputError(`has ${row.length} cells, but the header has ${header.length}`);
  const user: Record<string, unknown> = { device: {}, link: {}, errorModel: {} };
  for (const [i, name] of header.entries()) {
    const cell = row[i]!.trim();
    if (cell === "") continue;
    const [outer, inner] = name.split(".") as [string, string?];
    const number = TEXTS.includes(name) ? Number.NaN : Number(cell);
    const value = Number.isNaN(number) ? cell : number;
    if (inner === undefined) user[outer] = value;
    else (user[outer] as Record<string, unknown>)[inner] = value;
  }
  return user;
}
