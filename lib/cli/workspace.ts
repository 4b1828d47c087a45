/** The workspace around this library: its notebooks, figures and data. */
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { InputError } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";

/** All notebooks of a workspace in teaching order, solutions last; paths are relative to the current directory. */
export function notebookPaths(root: string): string[] {
  return ["notebooks", "notebooks/solutions"].flatMap((folder) => {
    const there = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
    const notebooks = there.filter((file) => file.endsWith(".ipynb") && !file.startsWith("."));
    return notebooks.sort().map((file) => fromHere(join(root, folder, file)));
  });
}

/** A path as a person in the current directory writes it. */
export function fromHere(path: string): string {
  return relative("", path) || ".";
}

/**
 * Those of `items` that `wanted` names: each by the beginning of its name or, where none begins so, by a part of it or its path.
 * All items if nothing is wanted.
 * @param nameOf The name of an item, without folder and ending.
 * @throws InputError for a name that nothing has.
 */
export function selected<T>(
  what: string,
  items: readonly T[],
  wanted: readonly string[],
  nameOf: (item: T) => string,
  pathOf: (item: T) => string = nameOf,
): T[] {
  if (wanted.length === 0) return [...items];
  const chosen = new Set<T>();
  for (const name of wanted) {
    const exact = items.filter((item) => nameOf(item) === name);
    const begin = items.filter((item) => nameOf(item).startsWith(name));
    const contain = items.filter((item) => pathOf(item).includes(name));
    const found = [exact, begin, contain].find((list) => list.length > 0);
    if (!found)
      throw new InputError(
        `no ${what} is named ${JSON.stringify(name)}${nearMiss(name, [...new Set(items.map(nameOf))])}`,
      );
    for (const item of found) chosen.add(item);
  }
  return items.filter((item) => chosen.has(item));
}
