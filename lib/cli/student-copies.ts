import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { writeTogether } from "../files/write-aside.js";
import { InputError, printable } from "../input/errors.js";
import { studentCopy } from "../notebook/student.js";
import { checkFolder } from "./files.js";
import type { Io } from "./io.js";

/**
 * Writes copies of notebooks for a class into a folder, and says where they can run.
 * @throws InputError if one of the files is there already or is no notebook; then nothing is written.
 */
export async function copyForStudents(
  io: Io,
  root: string,
  paths: readonly string[],
  directory: string,
): Promise<void> {
  checkFolder(directory);
  const copies = paths.map((path) => [join(directory, basename(path)), studentCopy(path)] as const);
  const there = copies.map(([path]) => path).find(existsSync);
  if (there !== undefined) throw new InputError(`${there}: is there already; name a folder without these notebooks`);
  for (const path of await writeTogether(copies)) io.stdout.write(`written    ${printable(path)}\n`);
  if (dirname(resolve(directory)) !== resolve(root)) {
    io.stdout.write(
      "Cells read ../data and import edgesteps: to run, the copies must stand in a folder beside data.\n",
    );
  }
}
