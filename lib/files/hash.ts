/** Hashes, by which a cache knows what it was made of. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Of the files in a folder and those below, with their paths; of none, where there is no folder. */
export function filesHash(folder: string, ending: string): string {
  if (!existsSync(folder)) return "";
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return hash(...files.flatMap((file) => [relative(folder, file), readFileSync(file, "utf8")]));
}

export function hash(...texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex");
}
