import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Chart } from "../report/chart.js";
import type { Table } from "../report/table.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import type { DisplayBundle } from "./cell.js";
import { show, table } from "./display.js";

const study: Table = {
  name: "study",
  columns: [
    { name: "method", unit: "", description: "Method." },
    { name: "energy", unit: "J", description: "Energy." },
    { name: "steps", unit: "1", description: "Steps." },
  ],
  rows: [
    { method: "sca", energy: 1 / 3, steps: 1234567 },
    { method: "<exact>", energy: 123456.78, steps: 2 },
  ],
};

const chart: Chart = {
  name: "sample",
  caption: "A <sample>.",
  data: [{ type: "scatter", x: [1, 2], y: Float64Array.of(1 / 3, NaN) }],
  layout: { width: 336.4, height: 240 },
  table: study,
};

describe("in a notebook", () => {
  const tslab = createRequire(import.meta.url)("tslab/dist/jupyter") as { lastWriteDisplayData: unknown };
  let shown: DisplayBundle[];
  beforeEach(() => {
    shown = [];
    tslab.lastWriteDisplayData = (bundle: DisplayBundle) => shown.push(bundle);
  });
  afterEach(() => {
    tslab.lastWriteDisplayData = undefined;
  });

  test(
    "a chart is interactive, a picture and words, its caption stands under it; the same bytes each time",
    ONLY_IN_FULL,
    async () => {
      await show(chart);
      await show(chart);
      const [first, under, second, underToo] = shown;
      expect(first!.data["application/vnd.plotly.v1+json"]).toMatchObject({ data: [{ y: [0.333333, null] }] });
      expect(first!.data["text/plain"]).toBe("A <sample>.");
      const png = Buffer.from(first!.data["image/png"] as string, "base64");
      expect(png.readUInt32BE(16)).toBe(Math.round((336.4 * 150) / 96));
      expect(first!.metadata).toEqual({ "image/png": { width: 336, height: 240 } });
      expect(under!.data["text/html"]).toMatch(
        /^<p class="caption" style="max-width:336px;[^"]*">A &lt;sample&gt;\.<\/p>$/,
      );
      expect(under!.data["text/plain"]).toBe("A <sample>.");
      expect([second, underToo]).toEqual([first, under]);
    },
  );

  test(
    "a chart that moves has its frames and a slider through them, and its picture neither",
    ONLY_IN_FULL,
    async () => {
      const frames = [1, 2].map((y) => ({ name: `${y}`, data: [{ type: "scatter", x: [1], y: [y] }] }));
      await show({ ...chart, data: frames[1]!.data });
      await show({ ...chart, data: frames[1]!.data, frames });
      const [still, , moving] = shown;
      const plotly = moving!.data["application/vnd.plotly.v1+json"] as Record<string, Record<string, unknown>>;
      expect(plotly["frames"]).toEqual(frames);
      expect(plotly["layout"]).toMatchObject({ sliders: [{ active: 1, steps: [{ label: "1" }, { label: "2" }] }] });
      expect(moving!.data["image/png"]).toBe(still!.data["image/png"]);
      expect(still!.data["application/vnd.plotly.v1+json"]).not.toHaveProperty("frames");
      expect(still!.data["application/vnd.plotly.v1+json"]).not.toHaveProperty("layout.sliders");
    },
  );

  test("a table is one output, and a DataFrame with all digits to go on with", ONLY_IN_FULL, () => {
    const frame = table(study, { digits: 3 });
    expect(shown).toHaveLength(1);
    expect(shown[0]!.data["text/plain"]).toBe(
      ["method   energy [J]    steps", "sca           0.333  1234567", "<exact>      123457        2"].join("\n"),
    );
    expect(shown[0]!.data["text/html"]).toContain('<td style="text-align:left">&lt;exact&gt;</td>');
    expect(frame["energy"].values).toEqual([1 / 3, 123456.78]);
    table(frame["query"](frame["steps"].lt(10)));
    expect(shown[1]!.data["text/plain"]).toBe("method   energy  steps\n<exact>  123457      2");
  });
});

describe("outside a notebook", () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  afterEach(() => print.mockClear());

  test("a chart prints its caption", async () => {
    await show(chart);
    expect(print.mock.calls).toEqual([["A <sample>."]]);
  });

  test("a long table prints its first rows and how many follow", ONLY_IN_FULL, () => {
    const frame = table(Array.from({ length: 32 }, (_, i) => ({ i })));
    expect(frame.shape).toEqual([32, 1]);
    const lines = (print.mock.calls[0]![0] as string).split("\n");
    expect(lines).toHaveLength(32);
    expect(lines.at(-2)).toBe("29");
    expect(lines.at(-1)).toBe("… and 2 more rows");
  });
});
