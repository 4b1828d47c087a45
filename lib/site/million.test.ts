/** The page of a million phones as it is built, in a browser, with few phones: what it proves, what its controls change, what it keeps to itself. */
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../population/generate.js";
import { solve } from "../solver/solve.js";
import { command } from "../testing/command.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { axe, type SitePages, sitePages } from "../testing/site-pages.js";
import { fromAddress, type State } from "./million/state.js";

const USERS = 20_000;

describe("a million phones", { ...ONLY_IN_FULL, timeout: 300_000 }, () => {
  let pages: SitePages;
  let page: Page;
  let faults: string[] = [];

  beforeAll(async () => {
    pages = await sitePages("pages");
    faults = pages.faults;
    page = await newPage();
  }, 300_000);

  afterAll(() => pages?.end());

  async function newPage(): Promise<Page> {
    const opened = await pages.newPage();
    opened.setDefaultTimeout(120_000);
    return opened;
  }

  /** Until all that was asked is answered, and drawn. */
  async function settled(of: Page = page): Promise<void> {
    await of.waitForFunction(
      `(() => { const { asked, answered } = document.querySelector("main")?.dataset ?? {};
        return asked !== undefined && asked !== "0" && asked === answered; })()`,
    );
    await of.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  async function open(address = `users=${USERS}`, of: Page = page): Promise<void> {
    await of.goto("about:blank");
    await of.goto(`${pages.address}/million.html#${address}`);
    await settled(of);
  }

  async function number(told: string, of: Page = page): Promise<number> {
    return Number(await of.evaluate(`document.querySelector('[data-told="${told}"] data').value`));
  }

  async function text(selector: string): Promise<string> {
    return String(await page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ""`));
  }

  async function click(selector: string): Promise<void> {
    await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
    await settled();
  }

  async function slide(name: string, value: number): Promise<void> {
    await page.evaluate(`{ const slider = document.querySelector('input[name="${name}"]');
      slider.value = "${value}"; slider.dispatchEvent(new Event("input", { bubbles: true })); }`);
    await settled();
  }

  /** What the address says now. */
  async function state(): Promise<State> {
    await new Promise((resolve) => setTimeout(resolve, 260));
    return fromAddress(new URL(page.url()).hash, 1);
  }

  test("keeps to itself: no request elsewhere, no violation of its policy, no error", async () => {
    faults.length = 0;
    await open();
    for (const name of ["code", "theme", "theme"]) await click(`button[name="${name}"]`);
    expect(faults).toEqual([]);
    const policy = await page.evaluate(`document.querySelector('meta[http-equiv="Content-Security-Policy"]').content`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe/);
  });

  test.each([
    `users=${USERS}`,
    `users=${USERS}&seed=7&capacity=180000`,
    "users=1000&capacity=60000",
    "users=1000&capacity=0",
  ])("proves what the command line proves: %s", async (address) => {
    await open(address);
    if (await page.evaluate(`document.querySelector('[data-code="command"]') === null`))
      await click('button[name="code"]');
    const argv = (await text('[data-code="command"]')).replace("npx --no-install edgesteps ", "").split(" ");
    const { exitCode, stdout } = await command([...argv, "--json"]);
    expect(exitCode).toBe(0);
    const found = JSON.parse(stdout);
    const near = async (told: string, value: number): Promise<void> =>
      expect(Math.abs((await number(told)) - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
    await near("objective", found.objective);
    await near("price", found.price);
    await near("bound", found.dualBound);
    expect(await text(".proof .told")).toContain(found.price === 0 ? "a step is free" : "just fits into");
    expect(await number("gap")).toBe(0);
    expect(await text('[data-told="gap"]')).toContain("proven");
  });

  test("a capacity that moves is proven again, as solve finds it", async () => {
    await open();
    for (const capacity of [200_000, 210_000, 330_000, 200_000]) {
      await slide("capacity", capacity);
      const { objective, price } = solve(generate({ users: USERS, seed: 1, stepCapacity: capacity }), {
        method: "exact",
      });
      expect(Math.abs((await number("objective")) - objective)).toBeLessThanOrEqual(1e-9 * Math.abs(objective));
      expect(Math.abs((await number("price")) - price)).toBeLessThanOrEqual(1e-9 * price);
      expect(await state()).toMatchObject({ users: USERS, seed: 1, capacity });
    }
    await page.focus('input[name="capacity"]');
    await page.keyboard.press("ArrowRight");
    await settled();
    expect((await state()).capacity).toBe(200_200);
  });

  test("a price by hand says what it proves; settled, it is the optimum's again", async () => {
    await open();
    const [price, objective] = [await number("price"), await number("objective")];
    await slide("price", 0.24);
    expect((await state()).price).toBe(0.24);
    expect(await text(".proof .told")).toContain("too many");
    expect(await number("at")).toBeLessThan(objective);
    await slide("price", 0.5);
    expect(await text(".proof .told")).toContain("stay idle");
    await click('button[name="settle"]');
    expect((await state()).price).toBeUndefined();
    expect(await number("price")).toBe(price);
    expect(await text(".proof .told")).toContain("just fits into the 300,000 steps");
  });

  test("a hand moves the lines", async () => {
    await open();
    const drag = async (selector: string, dx: number, dy: number): Promise<void> => {
      const { x, y } = (await page.evaluate(`(() => { const grip = document.querySelector(${JSON.stringify(selector)});
        grip.scrollIntoView({ block: "center" });
        const box = grip.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()`)) as { x: number; y: number };
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + dx, y + dy, { steps: 5 });
      await page.mouse.up();
      await settled();
    };
    await drag("#demand .capacity-grip", 0, -30);
    const { capacity } = await state();
    expect(capacity).toBeGreaterThan(400_000);
    await drag("#crowd .price-grip", 120, 0);
    const { price } = await state();
    expect(price).toBeGreaterThan(await number("price"));
    await drag("#demand .price-grip", -60, 0);
    expect((await state()).price).toBeLessThan(price!);
  });

  test("the picture follows the price, in words too", async () => {
    await open();
    const label = async (): Promise<string> =>
      String(await page.evaluate(`document.querySelector("#crowd svg").getAttribute("aria-label")`));
    /** Pixels in the colour of the edge, roughly. */
    const blue = async (): Promise<number> =>
      Number(
        await page.evaluate(`(() => { const canvas = document.querySelector("#crowd canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0 && data[i + 2] > data[i]) count++;
          return count; })()`),
      );
    await slide("price", 0);
    const all = await blue();
    expect(await label()).toContain("100 % are at the edge and 0 % on their devices");
    await slide("price", 0.35);
    expect(await blue()).toBeLessThan(0.8 * all);
    await slide("price", 0.8);
    expect(await blue()).toBe(0);
    expect(await label()).toContain("0 % are at the edge and 100 % on their devices");
  });

  test("the bytes are the same on one thread and on three", async () => {
    const told: string[] = [];
    for (const cores of [1, 3]) {
      const own = await newPage();
      await own.evaluateOnNewDocument(`Object.defineProperty(navigator, "hardwareConcurrency", { value: ${cores} })`);
      await open(`users=40000&capacity=500000`, own);
      expect(await own.evaluate(`document.querySelector(".proof .told").textContent`)).toContain(`${cores} thread`);
      told.push((await Promise.all(["price", "objective", "bound"].map((name) => number(name, own)))).join(" "));
      await own.close();
    }
    expect(told[0]).toBe(told[1]);
  });

  test("other phones are drawn, with as much of the edge for each", async () => {
    await open("users=1000&capacity=12000");
    await page.select('select[name="users"]', "10000");
    await settled();
    expect(await state()).toMatchObject({ users: 10_000, capacity: 120_000 });
    const { objective } = solve(generate({ users: 10_000, seed: 1, stepCapacity: 120_000 }), { method: "exact" });
    expect(Math.abs((await number("objective")) - objective)).toBeLessThanOrEqual(1e-9 * Math.abs(objective));
  });

  test.each(["light", "dark"])("has no serious fault of accessibility, %s", async (theme) => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    for (const width of [1440, 390]) {
      await page.setViewport({ width, height: 850 });
      for (const address of ["users=1000", "users=1000&price=0.2"]) {
        await open(address);
        await click('button[name="code"][aria-expanded="false"]');
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
    await page.setViewport({ width: 1440, height: 900 });
    await page.emulateMediaFeatures([]);
  });
});
