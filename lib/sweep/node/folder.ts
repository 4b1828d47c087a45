/** A folder in which a sweep runs, and its plan. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import * as v from "valibot";
import { withFile } from "../../files/file-error.js";
import { isSame, writeTogether } from "../../files/write-aside.js";
import { InputError, within } from "../../input/errors.js";
import { parseJson, show, validate } from "../../input/validation.js";
import { VERSION } from "../../version.js";
import { type Cell, cellsOf } from "../cells.js";
import type { SweepPlan } from "../plan.js";
import { parseSweepPlan } from "../plan-schema.js";
import type { Stamp } from "./shard.js";

/** Files of a folder beside its shards. */
const PLAN = "plan.json";
const RUN = "run.json";

/** A sweep and its folder. */
export interface SweepFolder {
  readonly folder: string;
  /** Checked, with all that its files held in it. */
  readonly plan: SweepPlan;
  readonly cells: readonly Cell[];
  /** Of its rows; the version is that which began it. */
  readonly stamp: Stamp;
}

/**
 * The folder of a checked plan, which is made where it is not there.
 * @throws InputError if another sweep is in it, saying what differs, or it can't be written.
 */
export async function startFolder(folder: string, plan: SweepPlan): Promise<SweepFolder> {
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  const stamp = { plan: hashOf(plan), version: VERSION };
  const cells = cellsOf(plan);
  const [planFile, runFile] = [join(folder, PLAN), join(folder, RUN)];
  if (existsSync(runFile)) {
    const there = openFolder(folder);
    refuseOtherVersion(there);
    if (there.stamp.plan !== stamp.plan) {
      const [first, ...more] = differences(there.plan, plan);
      const others = more.length === 0 ? "" : `, and ${more.length} more`;
      throw new InputError(`${folder}: is the folder of another sweep: ${first}${others}; name another one`);
    }
    return there;
  }
  if (existsSync(planFile) && !isSame(planFile, text)) {
    throw new InputError(`${planFile}: is there and would be replaced; name another folder`);
  }
  const about = { ...stamp, seed: plan.seed ?? 0, cells: cells.length };
  await writeTogether([
    [planFile, text],
    [runFile, `${JSON.stringify(about, null, 2)}\n`],
  ]);
  return { folder, plan, cells, stamp };
}

/** @throws InputError if no sweep, or one that can't be read, is in the folder. */
export function openFolder(folder: string): SweepFolder {
  const [planFile, runFile] = [join(folder, PLAN), join(folder, RUN)];
  if (!existsSync(runFile)) throw new InputError(`${folder}: holds no sweep; edgesteps sweep PLAN --out makes one`);
  const { plan: hash, version } = readJson(runFile, (value) => validate(runSchema, value, "run"));
  const plan = readJson(planFile, parseSweepPlan);
  if (hashOf(plan) !== hash) throw new InputError(`${planFile}: is not the plan of ${runFile}; it was changed`);
  return { folder, plan, cells: cellsOf(plan), stamp: { plan: hash, version } };
}

/** @throws InputError if another version of this library began the sweep: it may come to other rows. */
export function refuseOtherVersion({ folder, stamp: { version } }: SweepFolder): void {
  if (version === VERSION) return;
  throw new InputError(
    `${folder}: is of edgesteps ${version}, and this is ${VERSION}; go on with that one, or name another folder`,
  );
}

const text = v.string("a text");
const runSchema = v.object({ plan: text, version: text });

/** What `parse` makes of a JSON file. @throws InputError that begins with the file's name. */
export function readJson<T>(path: string, parse: (value: unknown) => T): T {
  const json = withFile(path, "can't be read", () => readFileSync(path, "utf8"));
  return within(`${path}: `, () => parse(parseJson(json)));
}

function hashOf(plan: SweepPlan): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(plan)))).slice(0, 16);
}

/** What two values differ in, by path. */
function differences(there: unknown, here: unknown, path = ""): string[] {
  if (JSON.stringify(there) === JSON.stringify(here)) return [];
  if (isObject(there) && isObject(here) && Array.isArray(there) === Array.isArray(here)) {
    const keys = [...new Set([...Object.keys(there), ...Object.keys(here)])];
    const inside = keys.flatMap((key) => {
      const at = Array.isArray(there) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      return differences(there[key], here[key], at);
    });
    if (inside.length > 0) return inside;
    return [`${path || "plan"} has another order of ${Object.keys(here).join(", ")}`];
  }
  const shown = (value: unknown): string => (value === undefined ? "not given" : show(value));
  return [`${path} is ${shown(there)} there and ${shown(here)} here`];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
