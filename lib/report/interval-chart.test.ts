import { expect, test } from "vitest";
import { intervalChart } from "./interval-chart.js";
import { tableOf } from "./table.js";

const rows = [
  { panel: "cost", axis: "first", baseline: "ours", mean: -1, low: -1.5, high: -0.2 },
  { panel: "cost", axis: "second", baseline: "ours", mean: 2, low: 1, high: 4 },
  { panel: "cost", axis: "second", baseline: "theirs", mean: 3, low: 2, high: 4 },
  { panel: "time", axis: "first", baseline: "theirs", mean: 0, low: -1, high: 1 },
];
const table = tableOf("differences", rows);
const options = { caption: "Differences.", category: "baseline", value: "mean", interval: ["low", "high"] } as const;

test("each category is a line from the top, each series a point on it, each panel an axis of its own", () => {
  const { data, layout } = intervalChart(table, { ...options, series: "axis", panels: "panel" });
  expect(data.map((trace) => [trace["name"], trace["xaxis"], trace["x"], trace["y"], trace["showlegend"]])).toEqual([
    ["first", "x", [-1], [-0.125], true],
    ["second", "x", [2, 3], [0.125, 1.125], true],
    ["first", "x2", [0], [0.875], false],
    ["second", "x2", [], [], false],
  ]);
  expect(data[0]!["error_x"]).toMatchObject({ array: [0.8], arrayminus: [0.5] });
  expect(layout["yaxis"]).toMatchObject({ range: [1.6, -0.6], ticktext: ["ours", "theirs"], showticklabels: true });
  expect(layout["yaxis2"]).toMatchObject({ showticklabels: false });
});

test("one panel and one series are titled by the value", () => {
  const { data, layout } = intervalChart(tableOf("cost", rows.slice(0, 1)), {
    ...options,
    titles: { mean: "More (%)" },
  });
  expect(data).toMatchObject([{ showlegend: false, y: [0] }]);
  expect(layout["xaxis"]).toMatchObject({ title: { text: "More (%)" } });
});

test.each([
  ["a column that is not there", "more", 'table differences: no column is named "more"'],
  ["a text", "axis", 'table differences, column axis: must be a number, not "first"'],
])("%s is refused", (_, value, message) => {
  expect(() => intervalChart(table, { ...options, value })).toThrow(new RangeError(message));
});

test("a value outside its interval is refused", () => {
  const outside = tableOf("outside", [{ baseline: "ours", mean: 5, low: 0, high: 1 }]);
  expect(() => intervalChart(outside, options)).toThrow(/error bar 1/);
});
