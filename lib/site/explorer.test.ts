/** The site as it is built, in a browser: what it shows, what its controls change, what it keeps to itself. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evaluate } from "../model/objective.js";
import { toProblem } from "../model/problem.js";
import { campus30 } from "../population/campus.js";
import { fiveUsers } from "../population/five-users.js";
import { generate } from "../population/generate.js";
import { parseScenario, readScenario, writeScenario } from "../scenario/schema.js";
import type { Scenario } from "../scenario/types.js";
import { bigM } from "../solver/sca/big-m.js";
import { solvePerspective } from "../solver/sca/perspective.js";
import { defaultPenalty, solveSca } from "../solver/sca/sca.js";
import { relaxedObjective, solve } from "../solver/solve.js";
import { command } from "../testing/command.js";
import { deadLinks } from "../testing/dead-links.js";
import { LIB } from "../testing/doors.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { axe, type SitePages, sitePages } from "../testing/site-pages.js";
import { withCapacity } from "./answer/answer.js";
import type { Law, Sense } from "./answer/beliefs.js";
import { Pictures } from "./answer/picture.js";
import { LESSONS } from "./lessons/lessons.js";
import { fromAddress, type State } from "./state.js";

describe("the site", ONLY_IN_FULL, () => {
  let pages: SitePages;
  let page: Page;
  /** For files that are opened. */
  let folder = "";
  let faults: string[] = [];

  beforeAll(async () => {
    pages = await sitePages("production", ["blob:"]);
    faults = pages.faults;
    folder = mkdtempSync(join(tmpdir(), "edgesteps-files-"));
    page = await pages.newPage();
  });

  afterAll(async () => {
    await pages?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Until all that was asked is answered, and drawn. */
  async function settled(): Promise<void> {
    await page.waitForFunction(
      `(() => { const { asked, answered } = document.querySelector("main")?.dataset ?? {};
        return asked !== undefined && asked !== "0" && asked === answered && document.querySelector(".views") !== null; })()`,
    );
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  async function open(address = "", on = "explorer.html"): Promise<void> {
    await page.goto("about:blank");
    await page.goto(`${pages.address}/${on}${address === "" ? "" : `#${address}`}`);
    if (on === "explorer.html") await settled();
  }

  /** Light or dark as the system says, whatever a reader has chosen before. */
  async function asSystem(theme: string): Promise<void> {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    await open("", "index.html");
    await page.evaluate("localStorage.clear()");
  }

  /** The number of a quantity, all of its digits. */
  async function number(selector: string): Promise<number> {
    return Number(await page.evaluate(`document.querySelector(${JSON.stringify(`${selector} data`)}).value`));
  }

  async function text(selector: string): Promise<string> {
    return String(await page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ""`));
  }

  async function click(selector: string): Promise<void> {
    await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
    await settled();
  }

  async function choose(selector: string, value: string): Promise<void> {
    await page.select(selector, value);
    await settled();
  }

  async function slide(name: string, value: number): Promise<void> {
    await page.evaluate(`{ const slider = document.querySelector('input[name="${name}"]');
      slider.value = "${value}"; slider.dispatchEvent(new Event("input", { bubbles: true })); }`);
    await settled();
  }

  async function press(name: string, key: "ArrowRight" | "ArrowLeft" | "Home" | "End"): Promise<void> {
    await page.focus(`input[name="${name}"]`);
    await page.keyboard.press(key);
    await settled();
  }

  /** What the address says now. */
  async function state(): Promise<State> {
    await new Promise((resolve) => setTimeout(resolve, 260));
    return fromAddress(new URL(page.url()).hash);
  }

  test("keeps to itself: no request elsewhere, no violation of its policy, no error, on both pages", async () => {
    faults.length = 0;
    await open("", "index.html");
    await page.waitForSelector("#market svg");
    await open();
    for (const name of ["step", "play", "prove", "code", "theme", "svg", "png", "csv", "save"]) {
      const disabled = await page.evaluate(`document.querySelector('button[name="${name}"]').disabled`);
      if (!disabled) await click(`button[name="${name}"]`);
    }
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(faults).toEqual([]);
    const policy = await page.evaluate(`document.querySelector('meta[http-equiv="Content-Security-Policy"]').content`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe/);
  });

  test("the explorer is at most 300 kB, gzipped", () => {
    const assets = join(pages.folder, "assets");
    const others = /^(?:plotly|reader|KaTeX|million|crowd-worker|thread)/; // the book's, and the million phones'
    const own = readdirSync(assets).filter((name) => !others.test(name));
    const files = [join(pages.folder, "explorer.html"), ...own.map((name) => join(assets, name))];
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
    console.log(`explorer: ${(bytes / 1000).toFixed(1)} kB gzipped in ${files.length} files`);
    expect(bytes).toBeLessThan(300_000);
    expect(files.every((file) => statSync(file).size > 0)).toBe(true);
  });

  test("the first picture, printed", async () => {
    const cold = await pages.newPage();
    await cold.setCacheEnabled(false);
    const began = performance.now();
    await cold.goto(`${pages.address}/explorer.html`);
    await cold.waitForSelector("#market .outline");
    console.log(`first picture after ${(performance.now() - began).toFixed(0)} ms, nothing cached`);
    expect(await cold.evaluate('document.querySelector("#market .outline").getAttribute("d").length')).toBeGreaterThan(
      100,
    );
    await cold.close();
  });

  const STATES = [
    "",
    "capacity=20",
    "capacity=42",
    "capacity=55&price=0.2",
    "capacity=100",
    "capacity=0",
    "tau=0.05",
    "tau=4&start=random&draw=3",
    "tau=200&start=random&draw=3",
    "start=local",
    "start=edge&capacity=30",
    "start=200.800.600.900.300&tau=4",
    "mine=11010",
    "scenario=campus-30",
    "scenario=campus-30&capacity=100&user=17",
    "scenario=campus-30&start=random&draw=5&tau=12",
    "scenario=campus-30&tau=0.001&iterate=1",
    "scenario=campus-30&capacity=42&price=30",
    "scenario=drawn&users=60&seed=2",
    "scenario=drawn&users=200&seed=9&start=edge",
  ];

  /** The scenario that an address names, made here. */
  function scenarioOf({ scenario, users, seed, capacity }: State): Scenario {
    const whole =
      scenario === "campus-30" ? generate(campus30) : scenario === "drawn" ? generate({ users, seed }) : fiveUsers;
    return withCapacity({ scenario: whole, capacity });
  }

  test.each(STATES.map((address) => [address === "" ? "the first" : address, address]))(
    "answers as the library does: %s",
    async (_, address) => {
      await open(address);
      const { penalty, start, draw, ...rest } = fromAddress(address);
      const scenario = scenarioOf({ penalty, start, draw, ...rest });
      const problem = toProblem(scenario);
      const relaxed = solvePerspective(problem, new Float64Array(problem.count));
      const named = solve(scenario, {
        ...(penalty !== undefined && { penalty }),
        ...(typeof start === "string" && { start, seed: draw }),
      });
      const τ = penalty ?? defaultPenalty(problem, relaxed);
      const objective =
        typeof start === "string"
          ? named.objective
          : evaluate(
              problem.scenario,
              solveSca(problem, { penalty: τ, start: Float64Array.from(start), iterationLimit: 100 }).plan,
            ).objective;
      const scale = Math.max(1, Math.abs(objective));
      expect(Math.abs((await number('[data-told="objective"]')) - objective) / scale).toBeLessThan(1e-9);
      expect(Math.abs((await number('[data-told="price"]')) - named.price)).toBeLessThan(1e-9 * (1 + named.price));
      expect(Math.abs((await number('[data-told="clearing"]')) - relaxed.price)).toBeLessThan(
        1e-9 * (1 + relaxed.price),
      );
      if (typeof start === "string") {
        expect(Math.abs((await number('[data-told="gap"]')) / 100 - named.gap)).toBeLessThan(1e-9);
        const trace = String(await page.evaluate('document.querySelector("input[name=iterate]").max'));
        expect(Number(trace)).toBe(named.iterations);
      }
    },
  );

  test("every slider and button changes what it names", async () => {
    await open();
    await slide("price", 0.5);
    expect((await state()).price).toBeCloseTo(0.5, 2);
    expect(await text("#market .told")).toContain("too many");
    await slide("price", 1.9);
    expect(await text("#market .told")).toContain("stay idle");
    await press("price", "ArrowRight");
    expect((await state()).price).toBeGreaterThan(1.9);
    for (const name of ["price-of-user", "price-of-picture"]) {
      await slide(name, 1.9);
      await press(name, "ArrowRight");
      expect((await state()).price).toBeGreaterThan(1.9);
    }
    await click('button[name="settle"]');
    await page.waitForFunction(`document.querySelector('button[name="settle"]').disabled`, { timeout: 20_000 });
    expect((await state()).price).toBeUndefined();
    await slide("capacity", 55);
    await press("capacity", "ArrowLeft");
    expect(await state()).toMatchObject({ capacity: 54 });
    await press("tau", "ArrowRight");
    expect((await state()).penalty).toBeGreaterThan(0);
    await click('button[name="default-tau"]');
    expect((await state()).penalty).toBeUndefined();
    await press("share", "Home");
    expect(await state()).toMatchObject({ start: [0, 0.5, 0.5, 0.5, 0.5], iterate: 0 });
    await choose('select[name="start"]', "edge");
    expect(await state()).toMatchObject({ start: "edge" });
    await click(".cards li:nth-child(3) .name");
    expect(await state()).toMatchObject({ user: 2 });
    await choose('select[name="scenario"]', "campus-30");
    expect(await state()).toMatchObject({ scenario: "campus-30", start: "half", user: 0 });
    await choose('select[name="scenario"]', "drawn");
    await page.evaluate(`{ const users = document.querySelector('input[name="users"]');
      users.value = "12"; users.dispatchEvent(new Event("change", { bubbles: true })); }`);
    await settled();
    expect(await state()).toMatchObject({ scenario: "drawn", users: 12 });
    expect(await text("#hill .told")).toMatch(/u1 is at/);
  });

  test("a hand moves the lines and the dots", async () => {
    await open();
    const at = async (selector: string): Promise<{ x: number; y: number }> =>
      (await page.evaluate(`(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()`)) as { x: number; y: number };
    const drag = async (selector: string, dx: number, dy: number): Promise<void> => {
      await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: "center" })`);
      const from = await at(selector);
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + dx, from.y + dy, { steps: 5 });
      await page.mouse.up();
      await settled();
    };
    await drag("#market .capacity-grip", 0, -40);
    expect((await state()).capacity).toBeGreaterThan(45);
    await drag("#market .price-grip", 150, 0);
    const dragged = (await state()).price!;
    expect(dragged).toBeGreaterThan(0.8);
    await drag("#dual .price-dot", -60, 0);
    expect((await state()).price).toBeLessThan(dragged);
    const dot = await at("#hill .dot");
    const hill = await at("#hill svg");
    await drag("#hill .dot", dot.x < hill.x ? 60 : -60, -20);
    const { start, iterate } = await state();
    expect(iterate).toBe(0);
    expect((start as number[]).filter((a) => a > 0 && a < 1).length).toBeGreaterThan(0);
  });

  test("goes to the view that an address asks to see", async () => {
    for (const view of ["map", "users"]) {
      await open(`scenario=five-users&view=${view}`);
      const at = `(() => { const { top } = document.getElementById("${view}").getBoundingClientRect(); return top >= 0 && top < innerHeight / 3; })()`;
      await page.waitForFunction(at);
      expect(await page.evaluate("scrollY")).toBeGreaterThan(0);
    }
  });

  test("steps forwards and back, with the numbers of the trace", async () => {
    const { trace } = solve(fiveUsers);
    await open("iterate=0");
    expect(await text("#trace .told")).toContain("no problem is solved yet");
    for (const row of trace) {
      await click('button[name="step"]');
      expect(await number("#trace .told")).toBe(row.iteration);
      const told = (await page.evaluate(
        '[...document.querySelectorAll("#trace .told data")].map((data) => Number(data.value))',
      )) as number[];
      for (const [k, value] of [
        row.iteration,
        row.penalty,
        row.objective,
        row.penalisedObjective,
        row.price,
      ].entries()) {
        expect(Math.abs(told[k]! - value)).toBeLessThan(1e-9 * (1 + Math.abs(value)));
      }
    }
    expect(await page.evaluate(`document.querySelector('button[name="step"]').disabled`)).toBe(true);
    await click('button[name="back"]');
    await click('button[name="back"]');
    expect(await state()).toMatchObject({ iterate: trace.length - 2 });
    expect(await number("#trace .told")).toBe(trace.length - 2);
    await click('button[name="play"]');
    await page.waitForFunction(`document.querySelector('button[name="step"]').disabled`);
    expect(await number("#trace .told")).toBe(trace.length);
  });

  test("explains a misplaced user, and no plan beats the proof", async () => {
    await open("mine=00000");
    // the one that the edge would help most
    expect(await text("#game .told")).toContain("D's");
    expect(await text('[data-told="blamed"]')).toContain("wants to be at the edge");
    const exact = solve(fiveUsers, { method: "exact" });
    for (let k = 0; k < 32; k++) {
      await page.evaluate(`location.hash = "mine=${k.toString(2).padStart(5, "0")}"`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      await settled();
      const mine = await number('[data-told="mine"]');
      expect(mine).toBeGreaterThanOrEqual(exact.objective * (1 - 1e-12));
      const stamped = (await text("#game .stamp")) !== "";
      expect(stamped).toBe(mine <= exact.objective * (1 + 1e-12));
    }
    await open();
    await click(".cards li:nth-child(4) .move");
    expect((await state()).mine?.[3]).toBe(0);
    await click('button[name="all-local"]');
    expect(await state()).toMatchObject({ mine: [0, 0, 0, 0, 0] });
    await click('button[name="prove"]');
    expect(await text("#game")).toContain("The proof looked at");
    await click('button[name="plan-again"]');
    expect((await state()).mine).toBeUndefined();
  });

  /** What does a lesson's task. */
  const TASKS: Readonly<Record<string, () => Promise<void>>> = {
    "who-leaves-first": () => slide("price", 1.8),
    "more-capacity": () => slide("capacity", 100),
    "small-tau": () => slide("tau", Math.log10(6)),
    "large-tau": () => slide("tau", -2),
    "stale-price": () => slide("price", 1.2),
    "one-swap": async () => {
      await click(".cards li:nth-child(1) .move");
      await click(".cards li:nth-child(3) .move");
    },
    "campus-30": () => slide("capacity", 380),
    convexity: () => slide("iterate", 100),
    slackness: () => slide("capacity", 100),
    quality: () => slide("price", 1.3),
  };

  test.each(LESSONS.map(({ name, title }) => [name, title]))("the lesson %s reveals and ticks", async (name, title) => {
    await open();
    const number = LESSONS.findIndex((lesson) => lesson.name === name) + 1;
    await click(`.course li:nth-child(${number}) button`);
    expect(await page.evaluate(`document.querySelector('button[name="reveal"]').disabled`)).toBe(true);
    expect(await text(".verdict")).toBe("");
    await click(".lesson fieldset label:nth-of-type(1) input");
    await click('button[name="reveal"]');
    await page.waitForSelector(".verdict");
    expect(await text(".verdict")).toMatch(/^(As you said\.|Not quite: )/);
    expect(await text(".task")).toContain("Now you:");
    await TASKS[name]!();
    await page.waitForFunction(`document.querySelector(".task").textContent.includes("done")`);
    expect(await text(`.course li:nth-child(${number})`)).toContain("✓");
    expect(await text(`.course li:nth-child(${number})`)).toContain(title);
  });

  test("the first page leads to lessons, and their task stays in sight wherever the reader looks", async () => {
    await open("", "index.html");
    const links = await page.$$eval('main a[href*="#lesson="]', (found) =>
      found.map((link) => link.getAttribute("href")!),
    );
    expect(links.length).toBeGreaterThan(2);
    const names = links.map((link) => fromAddress(link.slice(link.indexOf("#"))).lesson);
    expect(names.filter((name) => !LESSONS.some((lesson) => lesson.name === name))).toEqual([]);
    for (const [width, height] of [
      [1440, 900],
      [1024, 768],
      [390, 844],
    ] as const) {
      await page.setViewport({ width, height });
      await open(`lesson=${names.at(-1)}`);
      await click(".lesson fieldset label:nth-of-type(2) input");
      await click('button[name="reveal"]');
      await page.waitForSelector(".task");
      await page.evaluate('document.getElementById("costs").scrollIntoView({ block: "center" })');
      const [top, bottom] = (await page.evaluate(
        '(({ top, bottom }) => [top, bottom])(document.querySelector(".task").getBoundingClientRect())',
      )) as [number, number];
      expect.soft(top, `${width}`).toBeGreaterThanOrEqual(0);
      expect.soft(bottom, `${width}`).toBeLessThanOrEqual(height);
    }
    await page.setViewport({ width: 1440, height: 900 });
  });

  test("no words of a picture hide others, or leave it", async () => {
    const hidden = `[...document.querySelectorAll("svg[data-figure]")].flatMap((svg) => {
      const whole = svg.getBoundingClientRect();
      const cover = svg.querySelector(".cover")?.getBoundingClientRect();
      const words = [...svg.querySelectorAll("text")]
        .filter((text) => text.textContent.trim() !== "")
        .map((text) => ({ text: svg.dataset.figure + ": " + text.textContent, axis: text.closest(".axes") !== null, box: text.getBoundingClientRect() }))
        .filter(({ axis, box }) => !(axis && cover && box.right <= cover.right + 2 && box.top <= cover.bottom));
      const out = words.filter(({ box }) => box.left < whole.left - 1 || box.right > whole.right + 1);
      const over = words.filter((one, k) => words.slice(k + 1).some((other) =>
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 2 &&
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 4));
      return [...out, ...over].map(({ text }) => text);
    })`;
    for (const width of [1440, 1024, 390]) {
      await page.setViewport({ width, height: 850 });
      for (const address of [
        "",
        "capacity=0",
        "capacity=50",
        "price=2.3&mine=11010",
        "scenario=campus-30",
        "lesson=large-tau",
      ]) {
        await open(address);
        expect.soft(await page.evaluate(hidden), `${width} ${address}`).toEqual([]);
      }
    }
    await page.setViewport({ width: 1440, height: 900 });
  });

  test("the map is run on demand, and a cell chosen in it is played", async () => {
    await open("capacity=42");
    await click('button[name="map"]');
    await page.waitForFunction(`document.querySelector('button[name="map"]').textContent.startsWith("run")`, {
      timeout: 60_000,
    });
    expect(await page.evaluate('document.querySelectorAll("#map .map-cell").length')).toBe(279);
    await page.evaluate('document.querySelector("#map svg").scrollIntoView({ block: "center" })');
    // the last cell of the second row
    const box = (await page.evaluate(`(() => { const { x, y, width, height } =
      [...document.querySelectorAll("#map .map-cell")][61].getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 }; })()`)) as { x: number; y: number };
    await page.mouse.click(box.x, box.y);
    await settled();
    const { penalty, start } = await state();
    expect(start).toBe("local");
    const scenario = withCapacity({ scenario: fiveUsers, capacity: 42 });
    const { gap } = solve(scenario, { penalty: penalty!, start: "local" });
    expect(gap).toBeGreaterThan(0.1);
    expect((await number('[data-told="gap"]')) / 100).toBeCloseTo(gap, 9);
    await slide("capacity", 43);
    expect(await page.evaluate('document.querySelectorAll("#map .map-cell").length')).toBe(0);
  });

  /** Looks at a view that asks for itself, until that is answered. */
  async function seen(id: string): Promise<void> {
    await settled();
    await page.evaluate(`document.getElementById("${id}").scrollIntoView({ block: "start" })`);
    await page.waitForFunction(
      `(() => { const view = document.getElementById("${id}"); const { asked, answered } = view.dataset;
        return asked !== "0" && asked === answered && view.querySelector("svg") !== null; })()`,
      { timeout: 60_000 },
    );
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  test("loose and tight: the bounds of both forms, what lies between, and the set that shrinks onto the plans", async () => {
    await open("capacity=30&user=1");
    await seen("forms");
    const scenario = withCapacity({ scenario: fiveUsers, capacity: 30 });
    const [loose, tight] = [relaxedObjective(scenario, bigM), relaxedObjective(scenario)];
    const near = async (told: string, value: number): Promise<void> =>
      expect(Math.abs((await number(`[data-told="${told}"]`)) / value - 1)).toBeLessThan(1e-9);
    await near("loose-bound", loose);
    await near("tight-bound", tight);
    await near("form-bound", loose);
    const held = async (): Promise<number> =>
      Number(
        /([\d.]+) % of the square/.exec(
          String(await page.evaluate(`document.querySelector('[data-figure="pair"]').ariaLabel`)),
        )?.[1],
      );
    const atFirst = await held();
    expect(atFirst).toBeGreaterThan(1);
    await slide("tight", 0.4);
    await seen("forms");
    expect(await state()).toMatchObject({ tight: 0.4 });
    const between = await number('[data-told="form-bound"]');
    expect(between).toBeGreaterThan(loose);
    expect(between).toBeLessThan(tight);
    expect(await held()).toBeLessThan(atFirst);
    await press("tight", "End");
    await seen("forms");
    expect(await state()).toMatchObject({ tight: 1 });
    await near("form-bound", tight);
    expect(await held()).toBeLessThan(1e-3);
    await choose('select[name="beside"]', "4");
    await seen("forms");
    expect(await state()).toMatchObject({ other: 4 });
    expect(await text('#forms [data-figure="beside"]')).toContain("share of E");
  });

  test("pictures: loaded when they are looked at, and those of the library", async () => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await open("capacity=30&user=1&price=0.5");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const loaded = (): boolean => asked.some((url) => url.includes("picture-worker"));
    expect(loaded()).toBe(false);
    await seen("picture-view");
    expect(loaded()).toBe(true);
    const pictures = new Pictures();
    const question = { id: 1, key: "", scenario: fiveUsers, user: 1, price: 0.5, noise: 0 };
    const same = async (law: Law, sense: Sense, noise = 0): Promise<void> => {
      await seen("picture-view");
      const { device, edge } = pictures.answer({ ...question, law, sense, noise });
      for (const [place, made] of [["device", device!] as const, ["edge", edge!] as const]) {
        const told = (await page.evaluate(
          `[...document.querySelectorAll('[data-told="made-${place}"] data')].map((data) => Number(data.value))`,
        )) as number[];
        for (const [k, value] of [made.steps, made.promised, made.measured].entries()) {
          expect(Math.abs(told[k]! - value)).toBeLessThan(1e-9);
        }
      }
    };
    await same("own", "coarse");
    await choose('select[name="law"]', "power");
    await same("power", "coarse");
    await choose('select[name="sense"]', "early");
    await same("power", "early");
    await page.evaluate(`{ const noise = document.querySelector('input[name="noise"]');
      noise.value = "7"; noise.dispatchEvent(new Event("change", { bubbles: true })); }`);
    await same("power", "early", 7);
    expect(await state()).toMatchObject({ law: "power", sense: "early", noise: 7 });
    await page.evaluate(`URL.createObjectURL = (blob) => { window.saved = blob; return "about:blank#"; };
      HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };`);
    await choose('select[name="figure"]', "pictures");
    await click('button[name="csv"]');
    expect(String(await page.evaluate("window.saved.text()")).split("\n")[0]).toBe("row,picture,pixel,ink");
    await click('button[name="svg"]');
    expect(String(await page.evaluate("window.saved.text()"))).toMatch(/^<svg .*fill-opacity/s);
    expect(await page.evaluate("window.savedAs")).toBe("pictures.svg");
  });

  describe("files", () => {
    async function choose(name: string, content: string): Promise<void> {
      const path = join(folder, name);
      writeFileSync(path, content);
      const input = await page.$('input[name="file"]');
      await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
      await new Promise((resolve) => setTimeout(resolve, 150));
      await settled();
    }

    test("a scenario is opened, solved, and saved as it was", async () => {
      await open();
      const scenario = generate({ users: 9, seed: 4, name: "nine" });
      await choose("nine.json", writeScenario(scenario));
      const { objective } = solve(scenario);
      expect(await number('[data-told="objective"]')).toBeCloseTo(objective, 9);
      await page.evaluate(`URL.createObjectURL = (blob) => { window.saved = blob; return "about:blank#"; };
        HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };`);
      await slide("capacity", 77);
      await click('button[name="save"]');
      const saved = String(await page.evaluate("window.saved.text()"));
      expect(await page.evaluate("window.savedAs")).toBe("nine.json");
      expect(readScenario(saved)).toEqual(parseScenario({ ...scenario, edge: { ...scenario.edge, stepCapacity: 77 } }));
      await click('button[name="csv"]');
      const csv = String(await page.evaluate("window.saved.text()"));
      expect(csv.split("\n")[0]).toMatch(/^price,total,u/);
      await click('button[name="svg"]');
      const svg = String(await page.evaluate("window.saved.text()"));
      expect(svg).toMatch(/^<svg /);
      expect(svg).not.toContain("var(--");
    });

    test.each([
      ["no JSON", "{"],
      ["an unknown field", JSON.stringify({ ...fiveUsers, wieghts: {} })],
      ["a wrong number", JSON.stringify({ ...fiveUsers, edge: { ...fiveUsers.edge, stepCapacity: -4 } })],
    ])("a file with %s is refused in the command line's words", async (name, content) => {
      await open();
      const before = await number('[data-told="objective"]');
      await choose("bad.json", content);
      const path = join(folder, "bad.json");
      const { exitCode, stderr } = await command(["solve", path]);
      expect(exitCode).toBe(2);
      const shown = (await page.evaluate(
        '[...document.querySelectorAll(".refused p")].map((line) => line.textContent)',
      )) as string[];
      expect(shown.length, name).toBeGreaterThan(0);
      // engines tell a place in JSON by line and column too, or do not
      for (const line of shown) expect(stderr).toContain(line.replace("bad.json: ", "").replace(/ \(line .*\)$/, ""));
      expect(await number('[data-told="objective"]')).toBe(before);
    });
  });

  test("shows itself as code that finds the same", async () => {
    await open("capacity=55&tau=0.3&start=random&draw=4");
    const objective = await number('[data-told="objective"]');
    await click('button[name="code"]');
    const line = await text('[data-code="command"]');
    const argv = line.replace("npx --no-install edgesteps ", "").replace("data/", join(LIB, "../data/")).split(" ");
    const { exitCode, stdout } = await command([...argv, "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).objective).toBeCloseTo(objective, 9);
    const cell = await text('[data-code="cell"]');
    expect(cell).toContain('solve(scenario, { penalty: 0.3, start: "random", seed: 4 })');
  });

  test.each(["light", "dark"])("has no serious fault of accessibility, %s", async (theme) => {
    await asSystem(theme);
    const addresses = [
      "",
      "price=0.2&mine=00111",
      "price=2",
      "scenario=campus-30",
      "lesson=small-tau",
      "tight=0.4&law=power",
    ];
    for (const width of [1440, 390]) {
      await page.setViewport({ width, height: 850 });
      for (const address of addresses) {
        await open(address);
        for (const name of ["code", "prove"])
          await click(`button[name="${name}"][aria-expanded="false"], button[name="${name}"][aria-pressed="false"]`);
        if (address.startsWith("tight")) for (const id of ["forms", "picture-view"]) await seen(id);
        await page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true; })');
        await page.evaluate(axe);
        const found = (await page.evaluate(
          `axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === "serious" || impact === "critical")
            .map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 120) + " " + failureSummary).join("; ")))`,
        )) as string[];
        expect.soft(found, `${width} ${address}`).toEqual([]);
        const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        expect.soft(over, `${width} ${address}: wider than the screen`).toBe(0);
      }
    }
    await open("", "index.html");
    await page.waitForSelector("#market svg");
    await page.evaluate(axe);
    const faults = await page.evaluate(
      `axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id))`,
    );
    expect(faults).toEqual([]);
    await page.setViewport({ width: 1440, height: 900 });
    await page.emulateMediaFeatures([]);
  });

  test("no link of any page is dead, the reference's either", () => {
    const site = pages.folder;
    const paths = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((path) => /\.\w+$/.test(path));
    const files = paths.map(
      (path) => [path, path.endsWith(".html") ? readFileSync(join(site, path), "utf8") : ""] as const,
    );
    expect(files.length).toBeGreaterThan(1000);
    expect(deadLinks(new Map(files))).toEqual([]);
  });

  test.each(["light", "dark"])("notebooks, figures and reference are drawn, %s", async (theme) => {
    await asSystem(theme);
    faults.length = 0;
    const once = ["notebooks/index", "symbols", "model", "reference/functions/edgesteps.solve"];
    for (const name of ["notebooks/03-prices-duality-and-kkt", "figures/index", ...(theme === "light" ? once : [])]) {
      await open("", `${name}.html`);
      for (const width of [1440, 390]) {
        await page.setViewport({ width, height: 850 });
        expect
          .soft(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), name)
          .toBeLessThanOrEqual(0);
      }
      const drawn = `[...document.querySelectorAll("[data-plotly]")].every((figure) =>
        (figure.scrollIntoView(), "drawn" in figure.dataset && figure.querySelector(".main-svg .plot, .main-svg .cartesianlayer")))`;
      await page.waitForFunction(drawn);
      if (name.startsWith("reference/")) continue; // TypeDoc's own
      await page.evaluate(axe);
      const found = await page.evaluate(
        `axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join("; ")))`,
      );
      expect.soft(found, name).toEqual([]);
    }
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(background === "rgb(255, 255, 255)").toBe(theme === "light");
    expect(faults).toEqual([]);
    await page.setViewport({ width: 1440, height: 900 });
    await page.emulateMediaFeatures([]);
  });

  test.each([
    ["04-sca-and-certificate", 1, 5, 5],
    ["10-dynamic", 3, 10, 100],
  ])("the picture of notebook %s that moves goes to the stage that is clicked", async (name, trace, first, last) => {
    await open("", `notebooks/${name}.html`);
    const rail = await page.waitForSelector(".slider-rail-touch-rect");
    const seen = `JSON.stringify(document.querySelector(".slider-container").closest(".js-plotly-plot").data[${trace}].x)`;
    const whole = JSON.parse((await page.evaluate(seen)) as string) as number[];
    expect(whole).toHaveLength(last);
    await rail!.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const { x, y, height } = (await rail!.boundingBox())!;
    await page.mouse.click(x + 2, y + height / 2);
    await page.waitForFunction(`${seen} !== ${JSON.stringify(JSON.stringify(whole))}`);
    expect(JSON.parse((await page.evaluate(seen)) as string)).toHaveLength(first);
  });

  test("a notebook is whole without scripts", async () => {
    const quiet = await pages.newPage();
    await quiet.setJavaScriptEnabled(false);
    await quiet.goto(`${pages.address}/notebooks/03-prices-duality-and-kkt.html`);
    const pictures = await quiet.$$eval("figure img", (images) => images.map((image) => image.getAttribute("src")));
    expect(pictures.length).toBeGreaterThan(1);
    expect(await quiet.$$eval(".contents li", (entries) => entries.length)).toBeGreaterThan(3);
    expect(await quiet.$$eval("math", (formulas) => formulas.length)).toBeGreaterThan(20);
    await quiet.close();
  });

  test.each([200, 1000])("from hand to picture with %i users, printed", async (users) => {
    await open(`scenario=drawn&users=${users}&seed=1`);
    const measured = (await page.evaluate(`(async () => {
      let longest = 0;
      new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longest = Math.max(longest, duration); })
        .observe({ type: "longtask" });
      const main = document.querySelector("main");
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const times = {};
      for (const [name, from, to] of [["price", 0.1, 0.6], ["capacity", 0.5, 1.5], ["tau", -2, 1]]) {
        const slider = document.querySelector('input[name="' + name + '"]');
        const middle = Number(slider.value);
        times[name] = [];
        for (let k = 0; k < 40; k++) {
          const part = from + (to - from) * k / 40;
          slider.value = String(name === "capacity" ? Math.round(middle * part) : part);
          const began = performance.now();
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          do await frame(); while (main.dataset.asked !== main.dataset.answered);
          times[name].push(performance.now() - began);
        }
      }
      return { times, longest };
    })()`)) as { times: Record<string, number[]>; longest: number };
    for (const [name, times] of Object.entries(measured.times)) {
      times.sort((a, b) => a - b);
      const at = (part: number): string => times[Math.floor(part * (times.length - 1))]!.toFixed(0);
      console.log(`${users} users, ${name}: hand to picture median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
      expect(times).toHaveLength(40);
    }
    console.log(`${users} users: longest task of the page ${measured.longest.toFixed(0)} ms (0 is none above 50)`);
  });
});
