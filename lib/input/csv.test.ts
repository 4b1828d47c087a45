import { describe, expect, it } from "vitest";
import { readCsv } from "./csv.js";
import { InputError } from "./errors.js";

/** What a reader that knows `time` and `user` is told: the header, then each row with its line. */
function told(text: string): unknown[] {
  const seen: unknown[] = [];
  readCsv(text, {
    known: ["time", "user"],
    onHeader: (names, line) => seen.push([line, ...names]),
    onRow: (cells, line) => seen.push([line, ...cells]),
  });
  return seen;
}

function problemsOf(text: string): readonly string[] {
  try {
    told(text);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("readCsv", () => {
  const expected = [
    [1, "time", "user"],
    [2, "0", "a"],
    [3, "1.5", "b"],
  ];

  it.each([
    ["commas", "time,user\n0,a\n1.5,b\n"],
    ["semicolons", "time;user\n0;a\n1.5;b\n"],
    ["tabs", "time\tuser\n0\ta\n1.5\tb\n"],
    ["no end of the last line", "time;user\n0;a\n1.5;b"],
    ["a byte order mark and Windows' line ends", "\uFEFFtime,user\r\n0,a\r\n1.5,b\r\n"],
    ["line ends of an old Mac", "time,user\r0,a\r1.5,b\r"],
    ["line ends of two kinds", "time,user\r\n0,a\n1.5,b\r\n"],
    ["spaces and quotes", ' time , user \n"0","a"\n" 1.5"," b "\n'],
    ["cells without a name or content", "time,user,,\n0,a,,\n1.5,b\n"],
    ["empty rows", "time,user\n0,a\n1.5,b\n\n,\n , \n,,,\n"],
  ])("reads %s", (_, text) => {
    expect(told(text)).toEqual(expected);
  });

  it.each([
    ["sep=;\ntime;user\n0;a\n1.5;b\n"],
    ["\uFEFFsep=,\r\ntime,user\r\n0,a\r\n1.5,b\r\n"],
    ['"sep=|"\ntime|user\n0|a\n1.5|b\n'],
    ["SEP=\t\ntime\tuser\n0\ta\n1.5\tb\n"],
    ["\n\t\ntime;user\n0;a\n\n1.5;b\n".slice(2)],
  ])("counts lines from the first, %j", (text) => {
    expect(told(text).map((row) => (row as unknown[]).slice(1))).toEqual(expected.map(([, ...cells]) => cells));
    expect(told(text).map((row) => (row as unknown[])[0])).not.toContain(1);
  });

  it("counts the lines in a cell", () => {
    expect(told('time,user\n0,"a\r\nb\nc"\n\n1.5,"b"\n')).toEqual([
      [1, "time", "user"],
      [2, "0", "a\nb\nc"],
      [6, "1.5", "b"],
    ]);
  });

  it("takes the separator by which names are known, then the one that makes most cells", () => {
    expect(told("user;size, in kB, of all;time\na;5;0\n")[0]).toEqual([1, "user", "size, in kB, of all", "time"]);
    expect(told("x;y,z;t\n1;2;3\n")[0]).toEqual([1, "x", "y,z", "t"]);
    expect(told('"a;b;c",d\n1,2\n')[0]).toEqual([1, "a;b;c", "d"]);
  });

  it.each<[string, string, string[]]>([
    ["rows that are too short", "time,user\n1\n", ["line 2: has 1 cell, but the header has 2"]],
    ["rows that are too long", "time,user\n1,a,x\n", ["line 2: has 3 cells, but the header has 2"]],
    [
      "a decimal comma between commas",
      "time,user\n0,5,a\n",
      ["line 2: has 3 cells, but the header has 2; if a number has a decimal comma, write it with a point"],
    ],
    ["a column twice", "time,user, time\n0,a,1\n", ["line 1: time: is there twice"]],
    ["a quote that does not end", 'time,user\n0,a\n1,"b\n2,c\n', ["line 3: a quote begins here that does not end"]],
    [
      "a cell that goes on after its quote",
      'time,user\n1,"b"c\n2,d\n',
      ['line 2: a quoted cell goes on after its quote; write a quote in it as ""'],
    ],
  ])("refuses %s", (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it("names ten problems and counts the others", () => {
    const problems = problemsOf(`time,user\n${"1\n".repeat(20_000)}`);
    expect(problems).toHaveLength(11);
    expect(problems[10]).toBe("and 19990 more problems");
  });
});
