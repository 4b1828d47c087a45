import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Writes a text file aside and renames it. A file that has these bytes already is left alone: then it answers false. */
export function writeAside(path: string, text: string): boolean {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return false;
  mkdirSync(dirname(path), { recursive: true });
  const aside = join(dirname(path), `.${basename(path)}.part`);
  writeFileSync(aside, text);
  renameSync(aside, path);
  return true;
}
