import { expect, test } from "vitest";
import { barChart } from "./bar-chart.js";
import { tableOf } from "./table.js";

const rows = [
  { user: "B", place: "edge", steps: 12 },
  { user: "A", place: "device", steps: 3 },
  { user: "B", place: "device", steps: 1 },
];
const plan = tableOf("plan", rows, { steps: "steps" });

test("bars stand in the order of the rows, a colour for each series, with dashed lines across", () => {
  const options = { caption: "A plan.", x: "user", y: "steps", series: "place", stacked: true, lines: [20] };
  const { name, data, layout, table } = barChart(plan, options);
  expect(name).toBe("plan");
  expect(data.map((trace) => [trace["type"], trace["name"], trace["x"], trace["y"]])).toEqual([
    ["bar", "edge", ["B"], [12]],
    ["bar", "device", ["A", "B"], [3, 1]],
  ]);
  expect(layout).toMatchObject({ barmode: "stack", yaxis: { title: { text: "steps (steps)" } } });
  expect(layout["xaxis"]).toMatchObject({ categoryarray: ["B", "A"] });
  expect(layout["shapes"]).toMatchObject([{ y0: 20, y1: 20 }]);
  expect(table.rows).toEqual(rows.map(({ place, user, steps }) => ({ place, user, steps })));
});

test("one bar a place has no legend, and titles and words are what the reader sees", () => {
  const words = plan.columns.map((column) => (column.name === "user" ? { ...column, words: { A: "Ann" } } : column));
  const { data, layout } = barChart(
    { ...plan, columns: words, rows: rows.slice(0, 2) },
    { caption: "", x: "user", y: "steps", log: true, titles: { steps: "Steps" } },
  );
  expect(data).toMatchObject([{ showlegend: false, x: ["B", "Ann"] }]);
  expect(layout["yaxis"]).toMatchObject({ type: "log", title: { text: "Steps" } });
});

test.each([
  ["cost", 'table plan: no column is named "cost"'],
  ["place", 'table plan, column place: must be a number, not "edge"'],
])("what cannot be drawn is refused: %s", (y, message) => {
  expect(() => barChart(plan, { caption: "", x: "user", y })).toThrow(new RangeError(message));
});

test("0 has no place on an axis with powers of ten", () => {
  const none = tableOf("none", [{ user: "A", steps: 0 }]);
  expect(() => barChart(none, { caption: "", x: "user", y: "steps", log: true })).toThrow(
    new RangeError("table none, column steps: must be a number > 0 on an axis with powers of ten, not 0"),
  );
});
