import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** Writes a text file aside and renames it; a file that has these bytes already is left alone. */
export function write(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}
