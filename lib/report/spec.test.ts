import { expect, test } from "vitest";
import { plotlyJson } from "./spec.js";

const chart = (name: string, x: unknown) => ({
  name: "c",
  caption: "C.",
  data: [{ type: "scatter", name, x }],
  layout: { width: 100, height: 100, title: { text: name } },
  table: { name: "c", columns: [], rows: [] },
});

test("numbers keep the digits that are asked for; what is no finite number is a gap", () => {
  const { data } = JSON.parse(plotlyJson(chart("a", Float64Array.of(1 / 3, NaN)), 3));
  expect(data[0].x).toEqual([0.333, null]);
});

test("characters that no SVG may hold are shown as escapes, all others stay", () => {
  const name = "a\u0001\u001b[2J\u0085\ud800\uffff<br>τ\t\n😀\u200d手";
  const { data, layout } = JSON.parse(plotlyJson(chart(name, [name])));
  const shown = "a\\u0001\\u001b[2J\\u0085\\ud800\\uffff<br>τ\t\n😀\u200d手";
  expect([data[0].name, data[0].x[0], layout.title.text]).toEqual([shown, shown, shown]);
});
