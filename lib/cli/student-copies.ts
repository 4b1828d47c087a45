import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { InputError, printable } from "../input/errors.js";
import { studentCopy } from "../notebook/student.js";
import { checkFolder, writeText } from "./files.js";
import type { Io } from "./io.js";

/**
 * Writes copies of notebooks for a class into a folder, and says where they can run.
 * @throws InputError if one of the files is there already or is no notebook; then nothing is written.
 */
export function copyForStudents(io: Io, root: string, paths: readonly string[], directory: string): void {
  checkFolder(directory);
  const copies = paths.map((path) => ({ path: join(directory, basename(path)), text: studentCopy(path) }));
  const there = copies.find(({ path }) => existsSync(path));
  if (there) throw new InputError(`${there.path}: is there already; name a folder without these notebooks`);
  for (const { path, text } of copies) {
    writeText(path, text);
    io.stdout.write(`written    ${printable(path)}\n`);
  }
  if (dirname(resolve(directory)) !== resolve(root)) {
    io.stdout.write(
      "Cells read ../data and import edgesteps: to run, the copies must stand in a folder beside data.\n",
    );
  }
}
