import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { filesHash, hash } from "../files/hash.js";
import { writeAside } from "../files/write-aside.js";
import { InputError } from "../input/errors.js";
import { parseNotebook } from "./nbformat.js";

/** What each notebook's outputs follow from, as a hash by the notebook's path from the root. */
export type Fingerprints = Readonly<Record<string, string>>;

/**
 * Fingerprints of notebooks as they are now: their cells' sources, the library's build and the scenarios and reference cases in `data`.
 * Take them before a run and record those that ran well, so that an edit during the run counts as a change.
 * @param root folder of the workspace, with `lib`, `data` and `node_modules`.
 */
export function fingerprints(root: string, paths: readonly string[]): Fingerprints {
  const shared = [
    filesHash(join(root, "lib/dist"), ".js"),
    filesHash(join(root, "data/scenarios"), ""),
    filesHash(join(root, "data/reference"), ""),
  ];
  return Object.fromEntries(paths.map((path) => [key(root, path), hash(...shared, sources(path))]));
}

/** Those of `paths` whose fingerprint differs from that of their last recorded run. */
export function changedNotebooks(root: string, paths: readonly string[], now: Fingerprints): string[] {
  const before = lastRun(root);
  return paths.filter((path) => now[key(root, path)] !== before[key(root, path)]);
}

/**
 * Records that `paths` have run well with what `now` tells. The record is a cache and never in the tree: where it can't be kept,
 * all counts as changed.
 */
export async function recordRun(root: string, paths: readonly string[], now: Fingerprints): Promise<void> {
  const ran = Object.fromEntries(paths.map((path) => [key(root, path), now[key(root, path)]]));
  try {
    await writeAside(recordPath(root), `${JSON.stringify({ ...lastRun(root), ...ran }, null, 1)}\n`);
  } catch (error) {
    if (!(error instanceof InputError)) throw error; // a clone that can only be read, or a full disk
  }
}

function lastRun(root: string): Fingerprints {
  try {
    return JSON.parse(readFileSync(recordPath(root), "utf8"));
  } catch {
    return {}; // no run yet, or a record of which nothing can be read
  }
}

function recordPath(root: string): string {
  return join(root, "node_modules/.cache/edgesteps/notebooks.json");
}

function key(root: string, path: string): string {
  return relative(root, resolve(path));
}

/** What a run reads of a notebook; a file that is no notebook counts as it is, for the run to complain of. */
function sources(path: string): string {
  const text = readFileSync(path, "utf8");
  try {
    const { cells } = parseNotebook(text, path);
    return JSON.stringify(cells.map(({ cell_type, source, metadata }) => [cell_type, source, metadata.tags]));
  } catch {
    return text;
  }
}
