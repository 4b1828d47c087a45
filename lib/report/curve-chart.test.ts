import { expect, test } from "vitest";
import { curveChart } from "./curve-chart.js";

const options = { caption: "A cost.", x: "Steps", y: "Cost" };

test("curves are lines, single points and those that are named so are points, and what is not finite is left out", () => {
  const curves = { cost: [[1, 4], [2, NaN], [3, 2]], optimum: [[3, 2]], drawn: [[1, 5], [2, 5]] }; // biome-ignore format: a line
  const { name, data, layout, table } = curveChart(curves, {
    ...options,
    points: ["drawn"],
    log: "y",
    range: { x: [0, 4] },
  });
  expect(name).toBe("curves");
  expect(data.map((trace) => [trace["name"], trace["mode"], trace["x"], trace["y"]])).toEqual([
    ["cost", "lines", [1, 3], [4, 2]],
    ["optimum", "markers", [3], [2]],
    ["drawn", "markers", [1, 2], [5, 5]],
  ]);
  expect(layout["xaxis"]).toEqual({ title: { text: "Steps" }, range: [0, 4] });
  expect(layout["yaxis"]).toMatchObject({ title: { text: "Cost" }, type: "log" });
  expect(table.rows[1]).toEqual({ curve: "cost", x: 3, y: 2 });
});

test("clouds of many points have small ones", () => {
  const cloud = Array.from({ length: 99 }, (_, i) => [i, i]);
  const sizes = curveChart({ few: [[1, 1]], cloud }, { ...options, points: ["cloud"] }).data.map(
    (trace) => (trace["marker"] as { size: number }).size,
  );
  expect(sizes[1]).toBeLessThan(sizes[0]!);
});

test("more curves than can be told apart are refused", () => {
  const many = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`${i}`, [[0, i]]]));
  expect(() => curveChart(many, options)).toThrow(/at most 7 series/);
});
