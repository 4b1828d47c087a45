import { expect, test } from "vitest";
import { band, bars, brokenAxis, errorBars, layout, panelTitle, powersOfTen, series, sideBySide } from "./drawing.js";
import { plotlyTemplate } from "./template.js";
import { ieee } from "./themes/ieee.js";

const everySeries = ieee.series.map((_, i) => i);

test("no two series share a colour, a marker or a dash", () => {
  const traces = everySeries.map((i) => series(i) as { line: Record<string, string>; marker: Record<string, string> });
  for (const looks of [
    traces.map((trace) => trace.line["color"]),
    traces.map((trace) => trace.line["dash"]),
    traces.map((trace) => trace.marker["symbol"]),
  ]) {
    expect(new Set(looks).size).toBe(traces.length);
  }
});

test("no two bars share a colour or a pattern", () => {
  const markers = everySeries.map((i) => bars(i)["marker"] as { color: string; pattern: { shape: string } });
  expect(new Set(markers.map((marker) => marker.color)).size).toBe(markers.length);
  expect(new Set(markers.map((marker) => marker.pattern.shape)).size).toBe(markers.length);
});

test("every colour stands out from white paper, and the first three from each other in grey", () => {
  const grey = ieee.series.map(({ color }) => luminance(color));
  for (const value of grey) expect(1.05 / (value + 0.05)).toBeGreaterThan(2);
  const [a, b, c] = grey.slice(0, 3).sort((x, y) => x - y);
  expect((b! + 0.05) / (a! + 0.05)).toBeGreaterThan(2);
  expect((c! + 0.05) / (b! + 0.05)).toBeGreaterThan(2);
});

test("a series beyond the last style is refused", () => {
  expect(() => series(7)).toThrow("series 7: a chart shows at most 7 series that can be told apart");
  expect(() => series(-1)).toThrow(RangeError);
});

test("a layout has the column's width, 8 pt text, and the caller's wishes", () => {
  const one = layout({ columns: 1, heightInches: 2, xaxis: { type: "log" } });
  expect(one).toMatchObject({ width: 336, height: 192, xaxis: { type: "log" } });
  expect(one).not.toHaveProperty("heightInches");
  expect(layout({ columns: 2, heightInches: 2 }).width).toBeCloseTo(7.16 * 96, 9);
  const { font } = plotlyTemplate(ieee)["layout"] as { font: { size: number } };
  expect(font.size * 0.75).toBeCloseTo(8, 9);
});

test("panels leave the same room for labels whatever the figure's size", () => {
  for (const heightInches of [4, 8]) {
    const { grid } = layout({ columns: 2, heightInches, panels: { rows: 2, columns: 3 } }) as unknown as {
      grid: { rows: number; columns: number; xgap: number; ygap: number };
    };
    expect((grid.ygap * heightInches * 96) / grid.rows).toBeCloseTo(ieee.panelGap.y, 9);
    expect((grid.xgap * 7.16 * 96) / grid.columns).toBeCloseTo(ieee.panelGap.x, 9);
  }
  expect(panelTitle(0, "Steps", "Energy")).toEqual({ text: "Steps<br>(a) Energy" });
  expect(panelTitle(2, "Steps")).toEqual({ text: "Steps<br>(c)" });
});

test("a band goes along the upper edge and back along the lower", () => {
  expect(band(0, Float64Array.of(1, 2), [3, 4], [5, 6])).toMatchObject({ x: [1, 2, 2, 1], y: [5, 6, 4, 3] });
});

test("error bars reach from lower to upper", () => {
  expect(errorBars([2, 3], [1, 3], [4, 5])).toMatchObject({ array: [2, 2], arrayminus: [1, 0] });
});

test("error bars are around their centre, or refused", () => {
  expect(() => errorBars([2, 3], [1, 3.1], [4, 5])).toThrow(
    "error bar 2: from 3.1 to 5, without the 3 that it is around",
  );
  expect(() => errorBars([2], [1], [1.9])).toThrow(RangeError);
  expect(errorBars([0.3], [0.1 + 0.2], [1])).toMatchObject({ array: [0.7] }); // rounding apart
});

test("a band has an edge of its own, by which bands that overlap are told apart in grey", () => {
  const { line, fillcolor } = band(1, [0, 1], [0, 1], [2, 3]) as {
    line: { color: string; width: number };
    fillcolor: string;
  };
  expect(line.width).toBeGreaterThan(0);
  expect(line.color.slice(0, 7)).toBe(fillcolor.slice(0, 7));
  expect(line.color).not.toBe(fillcolor);
});

test("series side by side keep their order and their middle on an axis with powers of ten", () => {
  const [a, b, c] = [0, 1, 2].map((index) => sideBySide([1, 100], index, 3, 0.1));
  expect(b).toEqual([1, 100]);
  for (const i of [0, 1]) {
    expect(a![i]! * c![i]!).toBeCloseTo(b![i]! ** 2, 9);
    expect(c![i]! / b![i]!).toBeCloseTo(Math.exp(0.1), 12);
  }
});

test("an axis of powers of ten has all of them as powers, from below its least value to above its largest", () => {
  expect(powersOfTen([0.2, 30])).toEqual({
    type: "log",
    tickvals: [0.1, 1, 10, 100],
    ticktext: ["10<sup>−1</sup>", "10<sup>0</sup>", "10<sup>1</sup>", "10<sup>2</sup>"],
  });
  expect(powersOfTen([1e-5, 1e4], 2)["tickvals"]).toEqual([1e-6, 1e-4, 0.01, 1, 100, 1e4]);
});

test("an axis is broken in its own panel", () => {
  expect(brokenAxis(2)).toMatchObject([{ xref: "x3 domain", yref: "y3 domain" }, { xref: "x3 domain" }]);
});

/** Relative luminance of `#rrggbb` (WCAG 2). */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
