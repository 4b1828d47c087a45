/**
 * In the browser: `node lib/dist/bench/main.js --only browser`. The pages as they are built, in the workspace's Chromium: from the hand to
 * the picture, from the release of the slider to the proof, first pictures, sizes, and the longest task of the page's own thread.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "puppeteer-core";
import { serveFolder } from "../files/serve.js";
import { launchBrowser } from "../report/print/browser.js";
import type { Table } from "../report/table.js";

const CONFIG = fileURLToPath(new URL("../../site/vite.config.ts", import.meta.url));
/** Positions of a slider, drags of a capacity, and cold loads. */
const MOVES = 40;
const DRAGS = 25;
const LOADS = 7;

interface Row {
  readonly page: string;
  readonly users: number;
  readonly quantity: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** In every page before its own scripts: its longest task so far, those above 50 ms alone, and a frame that is drawn. */
const WATCH = `window.longest = 0;
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration); })
    .observe({ type: "longtask", buffered: true });
  window.frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  window.answered = () => { const { asked, answered } = document.querySelector("main").dataset; return asked !== "0" && asked === answered; };
  window.move = (name, value) => { const slider = document.querySelector('input[name="' + name + '"]');
    slider.value = String(value); slider.dispatchEvent(new Event("input", { bubbles: true })); };`;

/** @param report Told each part before it is measured. @returns null where no browser starts. */
export async function inTheBrowser(report: (text: string) => void): Promise<Table | null> {
  let browser: Browser;
  try {
    browser = await launchBrowser();
  } catch (error) {
    report(
      `in the browser: left out, as none starts here (${error instanceof Error ? error.message.split("\n")[0] : error})`,
    );
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), "edgesteps-bench-"));
  try {
    const { build } = await import("vite");
    await build({ configFile: CONFIG, mode: "pages", logLevel: "silent", build: { outDir: folder } });
    const served = await serveFolder(folder);
    try {
      const rows = [];
      report("in the browser, first picture");
      rows.push(...(await coldLoads(browser, served.address, folder)));
      for (const users of [200, 1000]) {
        report(`in the browser, explorer, ${users} users`);
        rows.push(...(await explorer(browser, served.address, users)));
      }
      for (const users of [1e5, 1e6]) {
        report(`in the browser, ${users} phones`);
        rows.push(...(await million(browser, served.address, users)));
      }
      return tableOf(rows);
    } finally {
      served.end();
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function opened(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.setViewport({ width: 1440, height: 900 });
  await page.setCacheEnabled(false);
  await page.evaluateOnNewDocument(WATCH);
  await page.goto(address);
  return page;
}

/** Until the explorer's first market is drawn, and what it loads for that. */
async function coldLoads(browser: Browser, address: string, folder: string): Promise<Row[]> {
  const times: number[] = [];
  const loaded = new Set<string>();
  for (let k = 0; k < LOADS; k++) {
    const page = await browser.newPage();
    await page.setCacheEnabled(false);
    page.on("request", (request) => loaded.add(new URL(request.url()).pathname));
    const began = performance.now();
    await page.goto(`${address}/explorer.html`);
    await page.waitForSelector("#market .outline");
    times.push(performance.now() - began);
    await page.close();
  }
  const bytes = [...loaded].reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path))).length, 0);
  return [
    { page: "explorer", users: 5, quantity: "first picture of a cold load", unit: "ms", values: times },
    { page: "explorer", users: 5, quantity: "all that it loads, gzipped", unit: "kB", values: [bytes / 1000] },
  ];
}

async function explorer(browser: Browser, address: string, users: number): Promise<Row[]> {
  const page = await opened(browser, `${address}/explorer.html#scenario=drawn&users=${users}&seed=1`);
  await page.waitForFunction('window.answered() && document.querySelector(".views") !== null');
  const times = (await page.evaluate(`(async () => {
    const times = {};
    for (const [name, from, to] of [["price", 0.1, 0.6], ["tau", -2, 1], ["capacity", 0.5, 1.5]]) {
      const middle = Number(document.querySelector('input[name="' + name + '"]').value);
      times[name] = [];
      for (let k = 0; k < ${MOVES}; k++) {
        const part = from + (to - from) * k / ${MOVES};
        const began = performance.now();
        move(name, name === "capacity" ? Math.round(middle * part) : part);
        do await frame(); while (!answered());
        times[name].push(performance.now() - began);
      }
    }
    return times;
  })()`)) as Record<string, number[]>;
  const longest = Number(await page.evaluate("window.longest"));
  await page.close();
  const row = (quantity: string, values: readonly number[]): Row => ({
    page: "explorer",
    users,
    quantity,
    unit: "ms",
    values,
  });
  return [
    ...Object.entries(times).map(([name, values]) => row(`from the hand to the picture, ${name}`, values)),
    row("longest task (0: none above 50)", [longest]),
  ];
}

/** Drags of the capacity by up to a tenth: from the release to the proof of what was asked last. */
async function million(browser: Browser, address: string, users: number): Promise<Row[]> {
  const began = performance.now();
  const page = await opened(browser, `${address}/million.html#users=${users}`);
  await page.waitForFunction("window.answered()", { polling: 20 });
  const first = performance.now() - began;
  const { released, frames } = (await page.evaluate(`(async () => {
    const [released, frames] = [[], []];
    let each = 15;
    for (let k = -2; k < ${DRAGS}; k++) {
      // to and fro between 10 and 20 steps a phone, by 1 to 9 parts of a hundred
      const by = (1 + (k + 3) * 7 % 9) / 100 * (each > 18 ? -1 : each < 12 ? 1 : k % 2 === 0 ? 1 : -1);
      for (let i = 1; i <= 8; i++) {
        const began = performance.now();
        move("capacity", Math.round(${users} * each * (1 + by * i / 8)));
        await frame();
        if (k >= 0) frames.push(performance.now() - began);
      }
      each *= 1 + by;
      move("capacity", Math.round(${users} * each) + 1);
      const began = performance.now();
      document.querySelector('input[name="capacity"]').dispatchEvent(new Event("change", { bubbles: true }));
      do await frame(); while (!answered());
      if (k >= 0) released.push(performance.now() - began);
    }
    return { released, frames };
  })()`)) as { released: number[]; frames: number[] };
  const longest = Number(await page.evaluate("window.longest"));
  await page.close();
  const row = (quantity: string, values: readonly number[]): Row => ({
    page: "a million phones",
    users,
    quantity,
    unit: "ms",
    values,
  });
  return [
    row("from opening to the first proof", [first]),
    row("from the hand to the picture, capacity", frames),
    row("from the release to the proof, capacity", released),
    row("longest task (0: none above 50)", [longest]),
  ];
}

function tableOf(rows: readonly Row[]): Table {
  return {
    name: "benchmark-browser",
    columns: [
      { name: "page", unit: "", description: "Page of the site." },
      { name: "users", unit: "1", description: "Number of users." },
      { name: "quantity", unit: "", description: "What is measured." },
      { name: "unit", unit: "", description: "Its unit." },
      { name: "times", unit: "1", description: "How often it was measured." },
      { name: "median", unit: "", description: "Median." },
      { name: "p95", unit: "", description: "95th percentile." },
    ],
    rows: rows.map(({ values, ...row }) => {
      const sorted = [...values].sort((a, b) => a - b);
      const at = (part: number): number => Number(sorted[Math.ceil(part * sorted.length) - 1]!.toPrecision(4));
      return { ...row, times: values.length, median: at(0.5), p95: at(0.95) };
    }),
  };
}
