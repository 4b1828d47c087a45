/** The small library in a browser: one file, small, and the same digits as here. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { readScenario, solve } from "./index.js";
import { launchBrowser } from "./report/print/browser.js";
import { LIB } from "./testing/doors.js";
import { ONLY_IN_FULL } from "./testing/long.js";

const CAMPUS = readFileSync(join(LIB, "../data/scenarios/campus-30.json"), "utf8");

/** `readScenario` and `solve` as a script that sets `edgesteps`, minified. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: 'export { readScenario, solve } from "edgesteps";', resolveDir: LIB },
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "edgesteps",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}

test("a bundle of readScenario and solve is smaller than 90 kB", async () => {
  expect(Buffer.byteLength(await bundle())).toBeLessThan(90_000);
});

test("Chromium and Node find the same plan, bit for bit", ONLY_IN_FULL, async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundle() });
    const there = await page.evaluate((text) => {
      const library = (
        globalThis as unknown as { edgesteps: { readScenario: typeof readScenario; solve: typeof solve } }
      ).edgesteps;
      const { plan, objective, lowerBound, price } = library.solve(library.readScenario(text));
      const { offload, steps, computationTime } = plan;
      const lists = [offload, steps, computationTime].map((list) => Array.from(list));
      return JSON.stringify({ objective, lowerBound, price, lists });
    }, CAMPUS);
    const { plan, objective, lowerBound, price } = solve(readScenario(CAMPUS));
    const lists = [plan.offload, plan.steps, plan.computationTime].map((list) => Array.from(list));
    expect(there).toBe(JSON.stringify({ objective, lowerBound, price, lists }));
  } finally {
    await browser.close();
  }
});
