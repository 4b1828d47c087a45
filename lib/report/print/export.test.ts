import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDict, PDFDocument, PDFName } from "pdf-lib";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ONLY_IN_FULL } from "../../testing/long.js";
import type { Chart } from "../chart.js";
import { band, bars, layout, panelTitle, series } from "../drawing.js";
import { launchBrowser } from "./browser.js";
import { exportFigures } from "./export.js";
import { fonts } from "./fonts.js";
import { openRenderer } from "./renderer.js";

const chart: Chart = {
  name: "sample-figure",
  caption: "Energy against capacity, with a < b & λ.",
  data: [
    band(0, [0, 1, 2], [0, 1, 3], [2, 3, 5]),
    { ...series(0), name: "Proposed", x: Float64Array.of(0, 1, 2), y: [1, 2, NaN] },
    { ...bars(1), name: "Baseline", x: ["a", "b"], y: [1, 2], xaxis: "x2", yaxis: "y2" },
    {
      type: "heatmap",
      z: [
        [0, 1],
        [2, 3],
      ],
      xaxis: "x3",
      yaxis: "y3",
    },
  ],
  layout: layout({
    columns: 2,
    heightInches: 2,
    panels: { rows: 1, columns: 3 },
    xaxis: { title: panelTitle(0, "Edge <i>capacity</i>", "Energy") },
  }),
  table: {
    name: "sample",
    columns: [{ name: "energy", unit: "J", description: "Energy." }],
    rows: [{ energy: 0.1 }, { energy: 1 / 3 }],
  },
};

const directory = mkdtempSync(join(tmpdir(), "edgesteps-test-"));
const file = (ending: string): string => join(directory, `sample-figure.${ending}`);
afterAll(() => rmSync(directory, { recursive: true }));

describe("an exported figure", ONLY_IN_FULL, () => {
  beforeAll(async () => {
    const written = await exportFigures([chart], { directory });
    expect(written).toEqual(["svg", "pdf", "png", "tex", "csv"].map(file));
  });

  test("has its five files and nothing beside them", () => {
    expect(readdirSync(directory).sort()).toEqual(
      ["csv", "pdf", "png", "svg", "tex"].map((ending) => `sample-figure.${ending}`),
    );
    expect(readFileSync(file("csv"), "utf8")).toBe("energy\n0.1\n0.3333333333333333\n");
  });

  test("comes out of another browser with the same bytes, and its files are not written again", async () => {
    const times = ["svg", "pdf", "png", "tex", "csv"].map((ending) => statSync(file(ending)).mtimeMs);
    expect(await exportFigures([chart], { directory })).toEqual([]);
    expect(["svg", "pdf", "png", "tex", "csv"].map((ending) => statSync(file(ending)).mtimeMs)).toEqual(times);
  });

  test("is an SVG with text as text, the caption as title, and no fill pattern", () => {
    const svg = readFileSync(file("svg"), "utf8");
    expect(svg).toMatch(/<text[^>]*font-family: Arimo, Arial[^>]*>[^<]*(<tspan[^>]*>)?Edge/);
    expect(svg).toContain("<title>Energy against capacity, with a &lt; b &amp; λ.</title>");
    expect(svg).toContain('<use xlink:href="#tile-');
    expect(svg).not.toContain("<pattern");
  });

  test("is a PDF page of the column's width whose fonts are all embedded, searchable and none of Type 3", async () => {
    const pdf = await PDFDocument.load(readFileSync(file("pdf")), { updateMetadata: false });
    expect(pdf.getPageCount()).toBe(1);
    expect(pdf.getPage(0).getSize()).toEqual({ width: 515.52, height: 144 });
    expect(pdf.getTitle()).toBe(chart.caption);
    expect(pdf.getCreationDate()).toBeUndefined();
    const dictionaries = pdf.context
      .enumerateIndirectObjects()
      .flatMap(([, it]) => (it instanceof PDFDict ? [it] : []));
    const named = (key: string, value: string): PDFDict[] =>
      dictionaries.filter((it) => it.get(PDFName.of(key)) === PDFName.of(value));
    expect(named("Subtype", "Type3")).toEqual([]);
    const fonts = named("Subtype", "Type0");
    const names = fonts.map((font) => String(font.get(PDFName.of("BaseFont"))).replace(/^\/[A-Z]{6}\+/, ""));
    expect(names.sort()).toEqual(["Arimo-Italic", "Arimo-Regular"]);
    for (const font of fonts) expect(font.has(PDFName.of("ToUnicode"))).toBe(true);
    const descriptors = named("Type", "FontDescriptor");
    expect(descriptors).toHaveLength(fonts.length);
    for (const descriptor of descriptors) expect(descriptor.has(PDFName.of("FontFile2"))).toBe(true);
  });

  test("is a PNG of 300 pixels to the inch", () => {
    const png = readFileSync(file("png"));
    expect(png.readUInt32BE(16)).toBe(2148);
    expect(png.readUInt32BE(20)).toBe(600);
    expect(png.toString("latin1", 37, 41)).toBe("pHYs");
    expect(png.readUInt32BE(41)).toBe(Math.round(300 / 0.0254));
  });
});

describe("text as outlines", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
  });
  afterAll(() => browser.close());

  /** Arimo as the page's font, and an SVG document. */
  const shown = async (svg: string): Promise<string> => {
    const faces = fonts.map(({ weight, style, file }) => {
      const data = readFileSync(file).toString("base64");
      return `@font-face { font-family: Arimo; font-weight: ${weight}; font-style: ${style}; src: url(data:font/ttf;base64,${data}) }`;
    });
    const style = `${faces.join("\n")} body { margin: 0 } svg { text-rendering: geometricPrecision }`;
    await page.setViewport({ width: 800, height: 250, deviceScaleFactor: 6 });
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>${style}</style>${svg}`);
    await page.evaluate("document.fonts.ready");
    return page.screenshot({ encoding: "base64" });
  };

  test("leaves no text and no font, and looks the same: three tenths of a pixel would show", ONLY_IN_FULL, async () => {
    const renderer = await openRenderer();
    const [text, outlines] = [await renderer.svg(chart), await renderer.svg(chart, "outlines")];
    await renderer.close();
    expect(text).toContain("<text");
    expect(outlines).not.toMatch(/<text|<tspan|<style|font-family/);
    expect(outlines).toContain("<title>Energy against capacity, with a &lt; b &amp; λ.</title>");
    const moved = outlines.replaceAll('<path fill="', '<path transform="translate(0.3 0)" fill="');
    const same = await page.evaluate(meanDifference, await shown(text), await shown(outlines));
    const off = await page.evaluate(meanDifference, await shown(text), await shown(moved));
    expect(same).toBeLessThan(off / 3);
  });

  test("needs glyphs, and says which figure has a character without one", ONLY_IN_FULL, async () => {
    const renderer = await openRenderer();
    const wrong = { ...chart, layout: { ...chart.layout, title: { text: "语" } } };
    await expect(renderer.svg(wrong, "outlines")).rejects.toThrow(
      'figure "sample-figure": Arimo has no glyph for "语"',
    );
    await renderer.close();
  });
});

/** In the page: how much two pictures differ, from 0 to 1. */
async function meanDifference(a: string, b: string): Promise<number> {
  // biome-ignore lint/suspicious/noExplicitAny: the browser's types are not ours
  const { Image, document } = globalThis as any;
  const pixels = async (png: string): Promise<Uint8ClampedArray> => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  };
  const [first, second] = [await pixels(a), await pixels(b)];
  return first.reduce((sum, value, i) => sum + Math.abs(value - second[i]!), 0) / first.length / 255;
}

describe("refused before a browser starts:", () => {
  const elsewhere = join(directory, "none");
  const refuse = (charts: readonly Chart[]): Promise<unknown> => exportFigures(charts, { directory: elsewhere });

  test("a name that is no plain file name", async () => {
    await expect(refuse([{ ...chart, name: "../x" }])).rejects.toThrow(
      'figure "../x": a name is made of small letters',
    );
  });

  test("a name that comes twice", async () => {
    await expect(refuse([chart, chart])).rejects.toThrow('figure "sample-figure": two figures have this name');
  });

  test("a number that is not finite", async () => {
    const table = { ...chart.table, rows: [{ energy: Number.POSITIVE_INFINITY }] };
    await expect(refuse([{ ...chart, table }])).rejects.toThrow("table sample, row 1, column energy: Infinity");
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});
