import { expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { readArrivalsCsv } from "./arrivals-csv.js";

const IDS = ["anna", "bert", "cleo"];

function problemsOf(text: string, end?: number): readonly string[] {
  try {
    readArrivalsCsv(text, IDS, end);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

it("reads requests in order of time, columns in either order, blank lines and spaces aside", () => {
  const expected = [
    { time: 0, user: 2 },
    { time: 1.5, user: 0 },
    { time: 1.5, user: 1 },
  ];
  expect(readArrivalsCsv("time,user\n1.5,anna\n1.5,bert\n0,cleo\n", IDS)).toEqual(expected);
  expect(readArrivalsCsv("\uFEFF user , time\r\n\r\n anna , 1.5 \r\nbert,1.5\r\n  \r\ncleo,0\r\n", IDS, 1.5)).toEqual(
    expected,
  );
});

it.each<[string, string, number | undefined, string[]]>([
  ["nothing", "", undefined, ["must have a header line time,user and at least one request, a line each"]],
  ["no request", "time,user\n", undefined, ["must have a header line time,user and at least one request, a line each"]],
  ["no header", "1,anna\n", undefined, ['line 1: must be the header time,user, not "1,anna"']],
  ["another column", "\ntime,user,place\n", undefined, ['line 2: must be the header time,user, not "time,user,place"']],
  [
    "rows that are too long and too short",
    "time,user\n1,anna,edge\n2\n",
    undefined,
    ["line 2: has 3 cells, but the header has 2", "line 3: has 1 cells, but the header has 2"],
  ],
  [
    "times that are none",
    "time,user\n-1,anna\nsoon,anna\n,anna\nInfinity,anna\n",
    undefined,
    ["-1", "soon", "", "Infinity"].map(
      (cell, i) => `line ${i + 2}: time: must be a finite number >= 0 [s], not ${JSON.stringify(cell)}`,
    ),
  ],
  [
    "a time after the end",
    "time,user\n59,anna\n59.5,anna\n",
    59,
    ["line 3: time: must be at most 59 s, when the last slot begins, not 59.5"],
  ],
  [
    "an unknown user, and a time that is none beside",
    "time,user\n1,ana\nx,who knows\n",
    undefined,
    [
      'line 2: user: "ana" is no user of the scenario; did you mean anna?',
      'line 3: time: must be a finite number >= 0 [s], not "x"',
      'line 3: user: "who knows" is no user of the scenario; known here: anna, bert, cleo',
    ],
  ],
])("refuses %s", (_, text, end, problems) => {
  expect(problemsOf(text, end)).toEqual(problems);
});

it("says where a quote does not end", () => {
  expect(problemsOf('time,user\n1,"anna\n')[0]).toMatch(/^line 2: .*quote/i);
});
