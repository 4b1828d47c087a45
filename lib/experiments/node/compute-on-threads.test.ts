/** Experiments on threads find what they find here, and it is kept for those who ask again. */

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
// The built library: a thread is started from a file.
import { catalogue } from "../../dist/experiments/catalogue.js";
import { computeInTurn, resultOf } from "../../dist/experiments/experiment.js";
import { computeOnThreads } from "../../dist/experiments/node/compute-on-threads.js";
import { readOrComputed } from "../../dist/experiments/node/found.js";
import { cacheFolder, keepFound, keptFound, libraryHash } from "../../dist/experiments/node/found-cache.js";
import { temporaryFolder } from "../../testing/command.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull, someOrAll } from "../../testing/long.js";
import { workspace } from "../../testing/notebook-folder.js";
import { once } from "../../testing/once.js";
import type { Compute, Experiment } from "../experiment.js";

const { path } = temporaryFolder();

/** Quick ones, of one cell and of many. */
const NAMES = someOrAll(2, [
  "critical-path",
  "demand-price",
  "phone-power",
  "reverse-diffusion",
  "capacity-price",
  "gap-by-start",
]);
const quick: readonly Experiment[] = catalogue.filter(({ name }) => NAMES.includes(name));
const phonePower = catalogue.find(({ name }) => name === "phone-power")!;
const demandPrice = quick.find(({ name }) => name === "demand-price")!;

/** Of the built library. */
const library = once(libraryHash);

async function all(computed: ReturnType<Compute>) {
  const found = [];
  for await (const one of computed) found.push(one);
  return found;
}

describe("experiments on threads", () => {
  it.each(shortOrFull([2], [3, 1]))(
    "have the results of those here, in their order, with %i",
    MORE_IN_FULL,
    async (threads) => {
      expect(quick).toHaveLength(NAMES.length);
      const told = new Map<string, number[]>();
      const progress = (name: string, done: number): void => {
        told.set(name, [...(told.get(name) ?? []), done]);
      };
      const cache = path(`cache-${threads}`);
      expect(await all(computeOnThreads(quick, progress, { threads, cache }))).toEqual(await all(computeInTurn(quick)));
      for (const { name } of quick) {
        expect(told.get(name)!.at(-1)).toBeCloseTo(1, 12);
        expect(told.get(name)).toEqual(told.get(name)!.toSorted((a, b) => a - b));
        expect(keptFound(cache, name)).toBeDefined();
      }
      expect(readdirSync(cache)).toHaveLength(quick.length);
    },
  );

  it("end with a cell that fails", ONLY_IN_FULL, async () => {
    const { study } = phonePower;
    const cells: typeof study.cells = (...given) => [...study.cells(...given), "one that no thread knows"];
    const failing = { ...phonePower, study: { ...study, cells } };
    await expect(
      all(computeOnThreads([failing, demandPrice], undefined, { threads: 2, cache: path("failed") })),
    ).rejects.toThrow(/undefined/);
    expect(existsSync(path("failed"))).toBe(false);
  });

  it("end with who takes no more of them", ONLY_IN_FULL, async () => {
    for await (const [experiment] of computeOnThreads(quick, undefined, { threads: 2, cache: path("left") })) {
      expect(experiment).toBe(quick[0]);
      break;
    }
    expect(readdirSync(path("left"))).toEqual([`${quick[0]!.name}.found`]);
  });
});

describe("what was found", () => {
  const found = [{ x: [1, NaN, -0], y: Float64Array.of(0.1) }, "two"];

  it("is kept in the workspace's cache", () => {
    expect(cacheFolder()).toBe(`${workspace.replace(/\/$/, "")}/node_modules/.cache/edgesteps`);
  });

  it("is read as it was", async () => {
    await keepFound(path("kept"), "a", library(), found);
    expect(keptFound(path("kept"), "a")).toEqual(found);
    expect(keptFound(path("kept"), "b")).toBeUndefined();
    expect(keptFound(path("nowhere"), "a")).toBeUndefined();
  });

  it("is passed over where it is damaged, cut off, or another library's", async () => {
    const folder = path("foreign");
    await keepFound(folder, "a", library(), found);
    const file = `${folder}/a.found`;
    const bytes = readFileSync(file);
    const damaged = Buffer.from(bytes);
    damaged[40]! ^= 1;
    await keepFound(folder, "another", "another library", found);
    const foreign = readFileSync(`${folder}/another.found`);
    for (const wrong of [damaged, bytes.subarray(0, -9), "", foreign]) {
      writeFileSync(file, wrong);
      expect(keptFound(folder, "a")).toBeUndefined();
    }
    writeFileSync(file, bytes);
    expect(keptFound(folder, "a")).toEqual(found);
  });

  it("is not kept where the folder can't be written, without a word", async () => {
    writeFileSync(path("file"), "");
    await keepFound(path("file"), "a", library(), found);
    expect(keptFound(path("file"), "a")).toBeUndefined();
    if (process.getuid?.() === 0) return; // to whom all folders are open
    mkdirSync(path("closed"));
    chmodSync(path("closed"), 0o500);
    await keepFound(path("closed"), "a", library(), found);
    expect(readdirSync(path("closed"))).toEqual([]);
  });
});

describe("a result that is asked for", () => {
  const { study, options, seed = 0 } = demandPrice;
  const here = resultOf(demandPrice);

  it("is computed and kept, then read", async () => {
    const cache = path("asked");
    expect(await readOrComputed(demandPrice, cache)).toEqual(here);
    expect(study.result(keptFound(cache, demandPrice.name)!, options, seed)).toEqual(here);
    await keepFound(cache, demandPrice.name, library(), ["from the cache"]);
    expect(await readOrComputed(demandPrice, cache)).toBe("from the cache");
  });

  it("is computed where nothing can be kept", ONLY_IN_FULL, async () => {
    writeFileSync(path("no-folder"), "");
    expect(await readOrComputed(demandPrice, path("no-folder"))).toEqual(here);
  });

  it("is computed here, if the catalogue does not have the experiment", async () => {
    const cache = path("own");
    await keepFound(cache, demandPrice.name, library(), ["another's"]);
    expect(await readOrComputed({ ...demandPrice }, cache)).toEqual(here);
  });
});
