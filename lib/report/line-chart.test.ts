import { describe, expect, it } from "vitest";
import { fromCsv } from "./csv.js";
import { lineChart } from "./line-chart.js";
import type { Table } from "./table.js";

const csv = `load,method,gapMedian,gapP10,gapP90,seeds
100,sca,0.2,0,0.5,9
1,sca,0.1,0.05,0.3,9
1,greedy,2,1,3,9
100,greedy,4,1,30,9
`;
const read = fromCsv(csv, "gaps");
const table: Table = {
  ...read,
  columns: read.columns.map((column) =>
    column.name === "method" ? { ...column, unit: "", words: { sca: "Proposed" } } : column,
  ),
};
const options = { caption: "Gaps.", x: "load", y: "gapMedian", series: "method", band: ["gapP10", "gapP90"] } as const;

describe("a chart of lines", () => {
  it("has a line for each value, by x, and its band before it", () => {
    const { name, data, layout, table: drawn } = lineChart(table, options);
    expect(name).toBe("gaps");
    expect(data.map((trace) => [trace["name"], trace["x"], trace["y"]])).toEqual([
      [undefined, [1, 100, 100, 1], [0.3, 0.5, 0, 0.05]],
      [undefined, [1, 100, 100, 1], [3, 30, 1, 1]],
      ["Proposed", [1, 100], [0.1, 0.2]],
      ["greedy", [1, 100], [2, 4]],
    ]);
    expect(layout["xaxis"]).toEqual({ title: { text: "load" } });
    expect(drawn.columns.map((column) => column.name)).toEqual(["method", "load", "gapMedian", "gapP10", "gapP90"]);
    expect(drawn.rows[0]).toEqual({ method: "sca", load: 100, gapMedian: 0.2, gapP10: 0, gapP90: 0.5 });
  });

  it("has powers of ten on its axes, where a band that ends at 0 goes down to the least number", () => {
    const { data, layout } = lineChart(table, { ...options, log: "xy" });
    expect(data[0]!["y"]).toEqual([0.3, 0.5, 0.05, 0.05]);
    expect(layout["yaxis"]).toMatchObject({ type: "log", ticktext: expect.arrayContaining(["10<sup>−1</sup>"]) });
  });

  it("has a panel for each value, all with the same range of y", () => {
    const units = table.columns.map((column) => (column.name === "load" ? { ...column, unit: "1/s" } : column));
    const titles = { method: "Method", gapMedian: "Gap" };
    const { data, layout } = lineChart(
      { ...table, columns: units },
      { caption: "Gaps.", name: "own", x: "load", y: "gapMedian", panels: "method", titles, heightInches: 3 },
    );
    expect(data.map(({ name, xaxis, showlegend }) => [name, xaxis, showlegend])).toEqual([
      ["Gap", "x", false],
      ["Gap", "x2", false],
    ]);
    expect(layout).toMatchObject({
      height: 288,
      grid: { rows: 1, columns: 2 },
      xaxis: { title: { text: "load (1/s)<br>(a) Method: Proposed" } },
      xaxis2: { title: { text: "load (1/s)<br>(b) Method: greedy" } },
      yaxis: { title: { text: "Gap" } },
      yaxis2: { matches: "y" },
    });
  });

  it("shows the legend of a line in the first panel that has it", () => {
    const part = { ...table, rows: table.rows.filter(({ load, method }) => load !== 100 || method !== "greedy") };
    const { data } = lineChart(part, { ...options, panels: "load", band: ["gapP10", "gapP90"] });
    const lines = data.filter(({ name }) => name !== undefined);
    expect(lines.map(({ name, xaxis, showlegend }) => [name, xaxis, showlegend])).toEqual([
      ["Proposed", "x", true],
      ["Proposed", "x2", false],
      ["greedy", "x2", true],
    ]);
  });
});

describe("refuses", () => {
  const rows = (change: object): Table => ({ ...table, rows: table.rows.map((row) => ({ ...row, ...change })) });
  it.each<[string, Table, object, string]>([
    ["a column that is not there", table, { y: "gap" }, 'table gaps: no column is named "gap"'],
    [
      "several rows of one line at a place",
      table,
      { series: undefined },
      "table gaps: several rows of one line have load 1: summarise over what else varies, or have series or panels of it",
    ],
    ["a text", rows({ gapMedian: "NA" }), {}, 'table gaps, column gapMedian: must be a number, not "NA"'],
    [
      "a line at 0 on an axis with powers of ten",
      rows({ gapMedian: 0 }),
      { log: "y" },
      "table gaps, column gapMedian: must be > 0 on an axis with powers of ten, not 0",
    ],
    [
      "a place < 0 on an axis with powers of ten",
      rows({ load: -1 }),
      { log: "x" },
      "table gaps, column load: must be > 0 on an axis with powers of ten, not -1",
    ],
  ])("%s", (_, given, change, message) => {
    expect(() => lineChart(given, { ...options, ...change } as typeof options)).toThrow(message);
  });

  it("more lines than can be told apart", () => {
    const many = { ...table, rows: Array.from({ length: 8 }, (_, i) => ({ load: 1, method: `${i}`, gapMedian: 1 })) };
    expect(() => lineChart(many, { caption: "", x: "load", y: "gapMedian", series: "method" })).toThrow(
      /at most 7 series/,
    );
  });
});
