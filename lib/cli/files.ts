/** Files that the caller names: every problem is one line that begins with the name. */
import { accessSync, constants, existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { writeAside } from "../files/write-aside.js";
import { InputError } from "../input/errors.js";

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  EISDIR: "is a directory, not a file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its links lead in a circle",
};

/** @throws InputError if the file can't be read or is not UTF-8 text. */
export function readText(path: string): string {
  const bytes = attempt(path, "can't be read", () => readFileSync(path));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${path}: is not text (UTF-8)`);
  }
}

/**
 * Writes a text file aside and renames it; answers false where the file has these bytes already.
 * @throws InputError if it can't be written, or is there and no regular file.
 */
export function writeText(path: string, text: string): boolean {
  checkTarget(path);
  return attempt(path, "can't be written", () => writeAside(path, text));
}

/** @throws InputError if a file of that name can't be written: to be asked before the work for it begins. */
export function checkTarget(path: string): void {
  attempt(path, "can't be written", () => {
    const there = lstatSync(path, { throwIfNoEntry: false }); // a link such as /dev/stdout must not be renamed over
    if (there && !there.isFile()) throw new InputError(`${path}: is there and is not a regular file`);
    if (existsSync(dirname(path))) accessSync(dirname(path), constants.W_OK);
  });
}

/** @throws InputError if `path`, which the option `given` names to be written, is one of the files that were read. */
export function refuseOverwriting(path: string, read: readonly (string | undefined)[], given = "--out"): void {
  if (!existsSync(path)) return;
  const { ino, dev } = statSync(path);
  for (const file of read) {
    if (file === undefined || !existsSync(file)) continue;
    const source = statSync(file);
    if (source.ino === ino && source.dev === dev) {
      throw new InputError(`${given} ${path}: is the file ${file}, which is read; name another one`);
    }
  }
}

/** @throws InputError if files can't be written into `directory` because it is a file. */
export function checkFolder(directory: string): void {
  const there = statSync(directory, { throwIfNoEntry: false });
  if (there && !there.isDirectory()) throw new InputError(`${directory}: is a file, not a directory`);
}

/** What `work` does with the value of a file. @throws InputError each of whose problems begins with the file's name. */
export function about<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) throw new InputError(error.problems.map((problem) => `${path}: ${problem}`));
    throw error;
  }
}

function attempt<T>(path: string, otherwise: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new InputError(`${path}: ${PROBLEMS[code] ?? `${otherwise} (${code})`}`);
  }
}
