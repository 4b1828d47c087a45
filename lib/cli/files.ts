/** Files that the caller names: every problem is one line that begins with the name. */
import { constants } from "node:buffer";
import { accessSync, existsSync, constants as modes, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { withFile } from "../files/file-error.js";
import { InputError, within } from "../input/errors.js";

/** @throws InputError if the file can't be read, is not UTF-8 text or is longer than Node's texts. */
export function readText(path: string): string {
  const bytes = withFile(path, "can't be read", () => {
    refuseLong(path, statSync(path).size); // before it is read
    return readFileSync(path);
  });
  refuseLong(path, bytes.length); // of a pipe
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${path}: is not text (UTF-8)`);
  }
}

function refuseLong(path: string, bytes: number): void {
  const most = constants.MAX_STRING_LENGTH;
  if (bytes > most) throw new InputError(`${path}: has ${bytes} bytes; at most ${most} can be read`);
}

/** @throws InputError if a file of that name can't be written: to be asked before the work for it begins. */
export function checkTarget(path: string): void {
  withFile(path, "can't be written", () => {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there && !there.isFile()) throw new InputError(`${path}: is there and is not a regular file`);
    if (there) accessSync(path, modes.W_OK);
    if (existsSync(dirname(path))) accessSync(dirname(path), modes.W_OK);
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
  return within(`${path}: `, work);
}
