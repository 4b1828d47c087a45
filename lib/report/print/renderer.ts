import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { crc32 } from "node:zlib";
import type { Browser, Page } from "puppeteer-core";
import type { Chart } from "../chart.js";
import { plotlyJson } from "../spec.js";
import { launchBrowser } from "./browser.js";
import { fonts } from "./fonts.js";
import { drawSvg, loadFonts, place } from "./page.js";
import { placedCharacters, withoutText } from "./page-text.js";
import { withDensity } from "./png.js";

const require = createRequire(import.meta.url);

/** Whether an SVG has its text as text, or as outlines. */
export type SvgText = "text" | "outlines";

/** A warm browser that draws charts, one at a time. */
export interface Renderer {
  /** The chart as an SVG document whose text is text, or outlines of the same look that need no font. */
  svg(chart: Chart, text?: SvgText): Promise<string>;
  /** The chart as a PNG with `dpi` pixels to the inch. */
  png(chart: Chart, dpi: number): Promise<Uint8Array>;
  /** The chart as one vector page exactly as large as its layout, with the fonts embedded. */
  pdf(chart: Chart): Promise<Uint8Array>;
  /** Ends the browser; without this it ends with the process, which it doesn't keep running. */
  close(): Promise<void>;
}

/** Starts a browser with Plotly and Arimo loaded (about 3 s). @throws Error in one line without a browser. */
export async function openRenderer(): Promise<Renderer> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>${await fontFaces()}
      body { margin: 0 } svg { display: block; text-rendering: geometricPrecision }</style>`);
    await page.addScriptTag({ path: require.resolve("plotly.js-dist") });
    await page.evaluate(
      loadFonts,
      fonts.map(({ weight, style }) => `${style} ${weight} 8px Arimo`),
    );

    const refused = await refuseRequests(page);
    const draw = async (chart: Chart): Promise<string> => {
      refused.clear();
      for (const address of imageAddresses(chart)) if (!address.startsWith("data:")) refuse(chart, address);
      const svg = await page.evaluate(drawSvg, plotlyJson(chart), chart.caption, crc32(chart.name)).catch((error) => {
        if (refused.size === 0) throw error;
        return "";
      });
      for (const address of refused) refuse(chart, address);
      return svg;
    };

    holdProcess(browser, false);
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      const next = last.then(async () => {
        holdProcess(browser, true);
        return work().finally(() => holdProcess(browser, false));
      });
      last = next.catch(() => undefined);
      return next;
    };
    return {
      svg: (chart, text = "text") =>
        inTurn(async () => {
          const svg = await draw(chart);
          return text === "text" ? svg : outlined(page, svg, chart.name);
        }),
      png: (chart, dpi) => inTurn(async () => screenshot(page, chart, await draw(chart), dpi)),
      pdf: (chart) => inTurn(async () => print(page, chart, await draw(chart))),
      close: () => inTurn(() => browser.close()),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Whether this process may not end by itself while the browser lives. */
function holdProcess(browser: Browser, hold: boolean): void {
  const child = browser.process()!;
  for (const handle of [child, ...(child.stdio as (Socket | null)[])]) hold ? handle?.ref() : handle?.unref();
}

async function fontFaces(): Promise<string> {
  const faces = fonts.map(async ({ weight, style, file }) => {
    const data = (await readFile(file)).toString("base64");
    return `@font-face { font-family: Arimo; font-weight: ${weight}; font-style: ${style}; src: url(data:font/ttf;base64,${data}) }`;
  });
  return (await Promise.all(faces)).join("\n");
}

/** From now on no request leaves the page; answers with the addresses that were asked for. */
async function refuseRequests(page: Page): Promise<Set<string>> {
  const refused = new Set<string>();
  page.on("request", (request) => {
    const address = request.url();
    if (/^(data|blob):/.test(address)) {
      void request.continue();
      return;
    }
    refused.add(address);
    void request.abort();
  });
  await page.setRequestInterception(true);
  return refused;
}

/** Where a chart's layout has images from. */
function imageAddresses({ layout }: Chart): string[] {
  const images = Array.isArray(layout["images"]) ? (layout["images"] as { readonly source?: unknown }[]) : [];
  return images.flatMap(({ source }) => (typeof source === "string" ? [source] : []));
}

function refuse({ name }: Chart, address: string): never {
  const shortened = address.length > 100 ? `${address.slice(0, 100)}…` : address;
  throw new Error(
    `figure "${name}": asks for ${shortened}, but no request leaves the browser; give an image as a data: address`,
  );
}

async function outlined(page: Page, svg: string, figure: string): Promise<string> {
  const { outlines } = await import("./outlines.js");
  const texts = await page.evaluate(placedCharacters, svg);
  return page.evaluate(
    withoutText,
    texts.map((text) => outlines(text, figure)),
  );
}

/** Draws the SVG enlarged, so that a pixel of the screen is a pixel of the image whatever the size. */
async function screenshot(page: Page, chart: Chart, svg: string, dpi: number): Promise<Uint8Array> {
  const { width, height } = chart.layout;
  const size = { width: Math.round((width * dpi) / 96), height: Math.round((height * dpi) / 96) };
  await page.setViewport(size);
  await page.evaluate(place, resized(svg, size.width, size.height));
  return withDensity(await page.screenshot({ type: "png" }), dpi);
}

/** Prints on a larger page, as the browser rounds page sizes, and cuts it to the figure's; no dates, so that it is stable. */
async function print(page: Page, chart: Chart, svg: string): Promise<Uint8Array> {
  const { PDFDict, PDFDocument, PDFName } = await import("pdf-lib");
  const { width, height } = chart.layout;
  await page.evaluate(place, svg);
  const printed = await page.pdf({
    width: width + 1,
    height: height + 1,
    printBackground: true,
    tagged: false,
    outline: false,
  });
  const document = await PDFDocument.load(printed, { updateMetadata: false });
  const sheet = document.getPage(0);
  sheet.translateContent(0, points(height) - sheet.getHeight());
  sheet.setMediaBox(0, 0, points(width), points(height));
  document.setTitle(chart.caption);
  const info = document.context.lookup(document.context.trailerInfo.Info, PDFDict);
  for (const date of ["CreationDate", "ModDate"]) info.delete(PDFName.of(date));
  return document.save({ useObjectStreams: false });
}

/** Points of a length in CSS pixels. */
const points = (pixels: number): number => (pixels * 72) / 96;

/** The drawing stretched to a size in CSS pixels. */
function resized(svg: string, width: number, height: number): string {
  return svg.replace(/<svg[^>]*>/, (tag) =>
    tag.replace(/ width="[^"]*"/, ` width="${width}"`).replace(/ height="[^"]*"/, ` height="${height}"`),
  );
}
