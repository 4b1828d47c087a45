import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Writes a file aside and renames it. A file that has these bytes already is left alone: then it answers false. */
export function writeAside(path: string, content: string | Uint8Array): boolean {
  if (isSame(path, content)) return false;
  mkdirSync(dirname(path), { recursive: true });
  const aside = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    writeFileSync(aside, content);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
  return true;
}

/** Whether the file is there and has these bytes. */
export function isSame(path: string, content: string | Uint8Array): boolean {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return existsSync(path) && readFileSync(path).equals(bytes);
}
