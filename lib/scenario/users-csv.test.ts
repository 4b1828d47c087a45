import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { alternatives } from "../input/validation.js";
import { ERROR_KINDS } from "../laws/error/all-laws.js";
import { ERROR_LAWS, type ErrorModel } from "../laws/error/error-laws.js";
import { generate } from "../population/generate.js";
import { casePath } from "../testing/cases.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { readUsersCsv, writeUsersCsv } from "./users-csv.js";

const { users } = generate({ users: 4, seed: 3, deadlineShare: 0.5, batteryShare: 0.5 });
const header =
  "id,workload,device.speed,device.switchedCapacitance,device.maxSteps,device.battery,link.uplinkBits,link.downlinkBits,link.uplinkRate,link.downlinkRate,link.transmitPower,link.receivePower,errorModel.kind,errorModel.initial,errorModel.decay,deadline";
const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce((o, key) => (o as Record<string, unknown> | undefined)?.[key], value);
const lines = users.map((user) =>
  header
    .split(",")
    .map((path) => at(user, path) ?? "")
    .join(","),
);
const csv = (...rows: readonly string[]): string => [header, ...rows].join("\n");

/** The first user's line with one cell changed. */
function changed(path: string, cell: string): string {
  const cells = lines[0]!.split(",");
  cells[header.split(",").indexOf(path)] = cell;
  return cells.join(",");
}

function problemsOf(text: string): readonly string[] {
  try {
    readUsersCsv(text);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("readUsersCsv", () => {
  it("reads users as JSON would have them", () => {
    expect(readUsersCsv(csv(...lines))).toEqual(users);
  });

  it("takes a byte order mark, Windows line ends, quotes, blank lines and columns in any order", () => {
    const swapped = [header, ...lines].map((line) => line.split(",").reverse().join(","));
    expect(readUsersCsv(`\uFEFF${swapped.join("\r\n")}\r\n\r\n`)).toEqual(users);
    expect(readUsersCsv(csv(changed("id", '"a, b"')))[0]!.id).toBe("a, b");
  });

  it.each([
    [
      "a negative number",
      csv(lines[0]!, changed("workload", "-1")),
      "line 3: workload: must be a finite number > 0 [FLOP/step], not -1",
    ],
    [
      "a text for a number",
      csv(changed("link.uplinkRate", "fast")),
      'line 2: link.uplinkRate: must be a finite number > 0 [bit/s], not "fast"',
    ],
    [
      "an infinite number",
      csv(changed("deadline", "1e999")),
      "line 2: deadline: must be a finite number > 0 [s], not Infinity",
    ],
    [
      "an empty cell",
      csv(changed("device.speed", "")),
      "line 2: device.speed: missing; must be a finite number > 0 [FLOP/s]",
    ],
    [
      "half a step",
      csv(changed("device.maxSteps", "2.5")),
      "line 2: device.maxSteps: must be a whole number >= 0 [steps], not 2.5",
    ],
    [
      "an unknown error model",
      csv(changed("errorModel.kind", "linear")),
      `line 2: errorModel.kind: must be ${alternatives(ERROR_KINDS)}, not "linear"`,
    ],
    [
      "a repeated id",
      csv(lines[0]!, lines[1]!, lines[0]!),
      'line 4: id: "u1" is the id of line 2 already; ids must be unique',
    ],
    ["a short row", csv("u9,3"), "line 2: has 2 cells, but the header has 16"],
    [
      "a number that is not decimal",
      csv(changed("workload", "0x10")),
      'line 2: workload: must be a finite number > 0 [FLOP/step], not "0x10"',
    ],
    [
      "a decimal comma",
      csv(changed("workload", '"1,5e12"')),
      'line 2: workload: must be a finite number > 0 [FLOP/step], not "1,5e12"; a decimal comma, write 1.5e12',
    ],
    ["a column without a name", csv(lines[0]!).replace("workload", ""), "line 1: column 2 has no name"],
    [
      "a name that is there twice but for spaces",
      csv(lines[0]!).replace(",deadline", ", workload "),
      "line 1: workload: is there twice",
    ],
    [
      "a near miss in the header",
      csv(lines[0]!).replace("device.speed", "device.sped"),
      "line 1: device.sped: unknown field; did you mean device.speed?",
    ],
    ["a column twice", csv(lines[0]!).replace("workload", "id"), "line 1: id: is there twice"],
    ["no users", header, "must have a header line and at least one user, a line each"],
    ["nothing at all", "", "must have a header line and at least one user, a line each"],
  ])("names %s", (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it("names ten of many bad rows", MORE_IN_FULL, () => {
    const rows = shortOrFull(2000, 20_000);
    const problems = problemsOf(csv(...Array.from({ length: rows }, () => changed("workload", "none"))));
    expect(problems).toHaveLength(11);
    expect(problems[10]).toBe(`and ${rows - 10} more problems`);
  });

  it.each(["users-semicolon-accepted", "users-sep-line", "users-empty-row-of-commas"])("reads the case %s", (name) => {
    const read = readUsersCsv(readFileSync(casePath(`${name}.csv`), "utf8"));
    expect(read.map(({ id }) => id)).toEqual(["A", "B", "C", "D", "E"]);
  });

  it.each([
    ["users-quoted-newline", ['line 5: workload: must be a finite number > 0 [FLOP/step], not "oops"']],
    [
      "users-index-column",
      ["line 1: column 1 has no name; tables written with an index have such a first column: write yours without"],
    ],
    [
      "users-hex",
      [
        'line 2: device.maxSteps: must be a whole number >= 0 [steps], not "0x10"',
        'line 2: link.uplinkBits: must be a finite number >= 0 [bit], not "0b1010"',
        'line 2: link.downlinkBits: must be a finite number >= 0 [bit], not "0o17"',
      ],
    ],
  ])("refuses the case %s", (name, problems) => {
    expect(problemsOf(readFileSync(casePath(`${name}.csv`), "utf8"))).toEqual(problems);
  });
});

describe("writeUsersCsv", () => {
  it("writes what readUsersCsv reads, every law and field of it", () => {
    const laws = ERROR_LAWS.map(({ kind, parameters }, i) => {
      const errorModel = { kind, ...Object.fromEntries(parameters.map(({ name }, j) => [name, 0.1 + i + j / 3])) };
      return { ...users[i % users.length]!, id: `${kind}, "${i}"\n`, errorModel } as (typeof users)[number];
    });
    const table: ErrorModel = { kind: "table", steps: [1, 5.5, 10], error: [0.9, 0.5, 1 / 3] };
    const others: readonly ErrorModel[] = [
      table,
      { kind: "mixture", weights: [0.25, 0.75], laws: [table, { kind: "power", initial: 1, exponent: 0.5 }] },
      { kind: "worst", laws: [{ kind: "exponential", initial: 1, decay: 0.1 }] },
    ];
    const compound = others.map((errorModel, i) => ({ ...users[0]!, id: `c${i}`, errorModel, maxError: 0.25 + i }));
    const models = [{ name: 'turbo, "fast"', workload: 1e12, errorModel: table, maxSteps: 4 }];
    const link = { ...users[0]!.link, latentBits: 262144 };
    const all = [...users, ...laws, ...compound, { ...users[0]!, id: "m", models, link }];
    expect(readUsersCsv(writeUsersCsv(all))).toEqual(all.map((user) => ({ ...user, id: user.id.trim() })));
  });

  it("has laws that hold lists in a column of their own, and tells what is wrong in it", () => {
    const user = {
      ...users[0]!,
      errorModel: { kind: "table", steps: [1, 5], error: [0.9, 0.5] },
    } as (typeof users)[number];
    const text = writeUsersCsv([user]);
    expect(text).toContain('"{""kind"":""table"",""steps"":[1,5],""error"":[0.9,0.5]}"');
    expect(problemsOf(text.replace("[1,5]", "[5,1]"))).toEqual([
      "line 2: errorModel.steps: must be a list of numbers > 0 that rise [steps], not [5,1]",
    ]);
    const [notJson] = problemsOf(text.replace("{", ""));
    expect(notJson).toMatch(/^line 2: errorModel: /);
    expect(problemsOf(text.replace(/^(.*)\n(.*)/, "$1,errorModel.kind\n$2,power"))).toEqual([
      "line 2: errorModel: is there beside errorModel.kind; leave one of them empty",
    ]);
  });

  it("leaves out columns that nobody has", () => {
    const plain = generate({ users: 2, seed: 3 }).users;
    expect(writeUsersCsv(plain).split("\n")[0]).toBe(header.replace("device.battery,", "").replace(",deadline", ""));
  });
});
