import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { readArrivalsCsv, type TraceOptions } from "./arrivals-csv.js";

const IDS = ["anna", "bert", "cleo"];

function problemsOf(text: string, options?: TraceOptions, ids: readonly string[] = IDS): readonly string[] {
  try {
    readArrivalsCsv(text, ids, options);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("readArrivalsCsv", () => {
  it("reads requests in order of time, columns in either order, blank lines and spaces aside", () => {
    const expected = [
      { time: 0, user: 2 },
      { time: 1.5, user: 0 },
      { time: 1.5, user: 1 },
    ];
    expect(readArrivalsCsv("time,user\n1.5,anna\n1.5,bert\n0,cleo\n", IDS)).toEqual(expected);
    const other = "\uFEFF user ; time\r\n\r\n anna ; 1.5 \r\nbert;1.5\r\n ; \r\ncleo;0\r\n";
    expect(readArrivalsCsv(other, IDS, { end: 1.5 })).toEqual(expected);
  });

  it("takes ids with spaces around for those without", () => {
    expect(readArrivalsCsv('time,user\n1," u1"\n', [" u1 ", "u2"])).toEqual([{ time: 1, user: 0 }]);
  });

  it("gives a request its own deadline, and tells which columns it does not read", () => {
    const ignored: string[] = [];
    const trace = ",time,user,tokens,deadline,service\n0,1,anna,12,5,chat\n1,2,bert,13,,chat\n";
    const arrivals = readArrivalsCsv(trace, IDS, { onIgnored: (columns) => ignored.push(...columns) });
    expect(arrivals).toEqual([
      { time: 1, user: 0, deadline: 5 },
      { time: 2, user: 1 },
    ]);
    expect(ignored).toEqual(["one without a name", "tokens", "service"]);
  });

  it("gives a request its own service and most steps, where the scenario has services", () => {
    const trace = "time,user,service,maxSteps\n1,anna,final,20\n2,bert,,1\n3,cleo,draft,\n4,anna,,\n";
    const ignored: string[] = [];
    const onIgnored = (columns: readonly string[]) => ignored.push(...columns);
    expect(readArrivalsCsv(trace, IDS, { services: ["draft", "final"], onIgnored })).toEqual([
      { time: 1, user: 0, service: "final", maxSteps: 20 },
      { time: 2, user: 1, maxSteps: 1 },
      { time: 3, user: 2, service: "draft" },
      { time: 4, user: 0 },
    ]);
    expect(ignored).toEqual([]);
  });

  it("takes a column that is chosen for what it is chosen for", () => {
    const trace = "service,maxSteps\nanna,1.5\n";
    const options = { services: ["draft"], userColumn: "service", timeColumn: "maxSteps" };
    expect(readArrivalsCsv(trace, IDS, options)).toEqual([{ time: 1.5, user: 0 }]);
  });

  it.each<[NonNullable<TraceOptions["timeUnit"]>, readonly [string, string, string]]>([
    ["s", ["1700000000.25", "1700000003.000001", "1700000001"]],
    ["ms", ["1700000000250", "1700000003000.001", "1700000001000"]],
    ["us", ["1700000000250000", "1700000003000001", "1700000001000000"]],
    ["ns", ["1700000000250000000", "1700000003000001000", "1700000001000000000"]],
    ["iso", ["2023-11-14T22:13:20.25Z", "2023-11-14 23:13:23.0000010+01:00", "2023-11-14 22:13:21"]],
    ["iso", ["1969-12-31T23:59:59.250", "1969-12-31T18:00:02.000001-0600", "1970-01-01"]],
  ])("subtracts the first timestamp in %s", (timeUnit, [a, b, c]) => {
    const trace = `when,user\n"${c}",bert\n"${b}",anna\n"${a}",cleo\n`;
    expect(readArrivalsCsv(trace, IDS, { timeColumn: "when", timeUnit, end: 3 })).toEqual([
      { time: 0, user: 2 },
      { time: 0.75, user: 1 },
      { time: 2.750001, user: 0 },
    ]);
  });

  const empty = "must have a header line time,user and at least one request, a line each";
  it.each<[string, string, TraceOptions, string[]]>([
    ["nothing", "", {}, [empty]],
    ["no request", "time,user\n", {}, [empty]],
    ["no header", "1,anna\n", {}, ['line 1: must be a header with the columns time and user, not "1,anna"']],
    ["no user", "\ntime,users\n", {}, ["line 2: has no column user; did you mean users?"]],
    ["no time", "user,TIMESTAMP\n", {}, ["line 1: has no column time; known here: user, TIMESTAMP"]],
    ["another time", "time,user\n", { timeColumn: "when" }, ["line 1: has no column when; known here: time, user"]],
    [
      "other users",
      "time,user,service\n1,anna,chat\n",
      { userColumn: "service" },
      ['line 2: service: "chat" is no user of the scenario; known here: anna, bert, cleo'],
    ],
    ["a column twice", "time,user,deadline,user\n", {}, ["line 1: user: is there twice"]],
    [
      "rows that are too long and too short",
      "time,user\n1,anna,edge\n2\n",
      {},
      ["line 2: has 3 cells, but the header has 2", "line 3: has 1 cell, but the header has 2"],
    ],
    [
      "times that are none",
      "time,user\n-1,anna\nsoon,anna\n,anna\nInfinity,anna\n0x10,anna\n1e999,anna\n",
      {},
      ["-1", "soon", "", "Infinity", "0x10", "1e999"].map(
        (cell, i) => `line ${i + 2}: time: must be a finite number >= 0 [s], not ${JSON.stringify(cell)}`,
      ),
    ],
    [
      "a decimal comma",
      "time;user;deadline\n0,5;anna;1,25\n",
      {},
      [
        'line 2: time: must be a finite number >= 0 [s], not "0,5"; a decimal comma, write 0.5',
        'line 2: deadline: must be a finite number > 0 [s], not "1,25"; a decimal comma, write 1.25',
      ],
    ],
    [
      "dates and timestamps without a unit",
      "time,user\n2023-11-16 18:17:03.979,anna\n1700158623,anna\n",
      {},
      ['line 2: time: must be a finite number >= 0 [s], not "2023-11-16 18:17:03.979"; dates need the time unit iso'],
    ],
    [
      "timestamps without a unit",
      "time,user\n1700158623,anna\n",
      { end: 999999 },
      [
        "line 2: time: must be at most 999999 s, when the last slot begins, not 1700158623; timestamps need a time unit",
      ],
    ],
    [
      "dates that are none",
      "time,user\n2023-02-30,anna\n2023-11-16T25:00,anna\n16.11.2023,anna\n2023-11-16T12:00+14:01,anna\n2023-11-16T12:00-0060,anna\n",
      { timeUnit: "iso" },
      ["2023-02-30", "2023-11-16T25:00", "16.11.2023", "2023-11-16T12:00+14:01", "2023-11-16T12:00-0060"].map(
        (cell, i) => `line ${i + 2}: time: must be a date and time such as 2026-01-31T12:00:00.5Z, not "${cell}"`,
      ),
    ],
    [
      "a time after the end",
      "time,user\n59,anna\n59.5,anna\n",
      { end: 59 },
      ["line 3: time: must be at most 59 s, when the last slot begins, not 59.5"],
    ],
    [
      "a timestamp after the end",
      "time,user\n2000,anna\n61500,bert\n",
      { end: 59, timeUnit: "ms" },
      ["line 3: time: must be at most 59 s after the first, when the last slot begins, not 59.5"],
    ],
    [
      "most steps that are none",
      'time,user,maxSteps\n1,anna,0\n1,anna,2.5\n1,anna,100001\n1,anna,"1,5"\n',
      {},
      ["0", "2.5", "100001", "1,5"].map(
        (cell, i) =>
          `line ${i + 2}: maxSteps: must be a whole number from 1 to 100000 [steps], not ${JSON.stringify(cell)}${i === 3 ? "; a decimal comma, write 1.5" : ""}`,
      ),
    ],
    [
      "services that are none",
      "time,user,service\n1,anna,drafts\n",
      { services: ["draft", "final"] },
      ['line 2: service: "drafts" is no service of the scenario; did you mean draft?'],
    ],
    [
      "deadlines that are none",
      "time,user,deadline\n1,anna,0\n1,anna,late\n1,anna,1e999\n",
      {},
      ["0", "late", "1e999"].map(
        (cell, i) => `line ${i + 2}: deadline: must be a finite number > 0 [s], not ${JSON.stringify(cell)}`,
      ),
    ],
    [
      "an unknown unit",
      "time,user\n",
      { timeUnit: "min" as "ms" },
      ['timeUnit: must be one of s, ms, us, ns, iso, not "min"'],
    ],
    [
      "an unknown user, and a time that is none beside",
      "time,user\n1,ana\nx,who knows\n",
      {},
      [
        'line 2: user: "ana" is no user of the scenario; did you mean anna?',
        'line 3: time: must be a finite number >= 0 [s], not "x"',
        'line 3: user: "who knows" is no user of the scenario; known here: anna, bert, cleo',
      ],
    ],
    ["a quote that does not end", 'time,user\n1,"anna\n', {}, ["line 2: a quote begins here that does not end"]],
  ])("refuses %s", (_, text, options, problems) => {
    expect(problemsOf(text, options)).toEqual(problems);
  });

  it("names ten of 20,000 unknown ids and some of 20,000 users", () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `user ${n}`);
    const trace = `time,user\n${ids.map((_, n) => `0,nobody ${n}\n`).join("")}`;
    const problems = problemsOf(trace, {}, ids);
    expect(problems).toHaveLength(11);
    expect(problems[9]).toBe(
      'line 11: user: "nobody 9" is no user of the scenario; known here: user 0, user 1, user 2, user 3, user 4, 19995 more',
    );
    expect(problems[10]).toBe("and 19990 more problems");
  });
});
