import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { InputError } from "../input/errors.js";
import { withFile } from "./file-error.js";
import { atEnd, cleanedUpOnSignals } from "./signals.js";
import { writeFully } from "./write-fully.js";

/** A text, bytes, or a long text in parts. */
export type Content = string | Uint8Array | Iterable<string> | AsyncIterable<string>;

/** Bytes that are written before a signal is looked for. */
const PIECE = 2 ** 22;

const MOST_LINKS = 40;

/** Names of files beside those that they will be: a process that is killed leaves them. */
export const ASIDE = /^\.edgesteps-[0-9a-f]{18}\.part$/;

/**
 * Writes a file aside and renames it, so that it is there with all bytes or as it was. A file that has these bytes already is
 * left alone, unless they come in parts: then it answers false. A file that is there keeps its mode, and a link goes on to
 * name it.
 * @throws InputError in one line if it can't be written; then nothing is left behind.
 */
export async function writeAside(path: string, content: Content): Promise<boolean> {
  return (await writeTogether([[path, content]])).length > 0;
}

/** As {@link writeAside} for files that belong together, all or none. Answers with the paths that have new bytes. */
export function writeTogether(files: readonly (readonly [path: string, content: Content])[]): Promise<string[]> {
  return cleanedUpOnSignals(async () => {
    const begun: Aside[] = [];
    const remove = (): void => {
      for (const { aside } of begun) rmSync(aside, { force: true });
    };
    const forget = atEnd(remove);
    try {
      for (const [path, content] of files) {
        if (isWhole(content) && isSame(path, content)) continue;
        const aside = writing(path, () => createAside(path));
        begun.push(aside);
        await fill(aside, content);
      }
      for (const { path, aside, target } of begun) writing(path, () => renameSync(aside, target));
      return begun.map(({ path }) => path);
    } finally {
      remove();
      forget();
    }
  });
}

/** Whether the file is there and has these bytes. */
export function isSame(path: string, content: string | Uint8Array): boolean {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return withFile(
    path,
    "can't be read",
    () => statSync(path, { throwIfNoEntry: false })?.size === bytes.length && readFileSync(path).equals(bytes),
  );
}

/** A file beside the one that it will be renamed to. */
interface Aside {
  /** As the caller names it. */
  readonly path: string;
  readonly aside: string;
  readonly target: string;
  readonly file: number;
}

/** Creates a file that was not there, under a name that nobody can foresee. */
function createAside(path: string): Aside {
  const target = targetOf(path);
  const there = statSync(target, { throwIfNoEntry: false });
  if (there && !there.isFile()) throw new InputError(`${path}: is there and is not a regular file`);
  if (there) accessSync(target, constants.W_OK);
  mkdirSync(dirname(target), { recursive: true });
  const aside = join(dirname(target), `.edgesteps-${randomBytes(9).toString("hex")}.part`);
  const file = openSync(aside, "wx", there ? 0o600 : 0o666);
  if (there) {
    try {
      fchownSync(file, there.uid, there.gid);
    } catch {
      // only root gives files away
    }
    fchmodSync(file, there.mode & 0o777);
  }
  return { path, aside, target, file };
}

/** Writes all of `content` and closes the file; between pieces a signal can end this process. */
async function fill({ path, file }: Aside, content: Content): Promise<void> {
  let written = 0;
  try {
    for await (const part of isWhole(content) ? [content] : content) {
      const bytes = typeof part === "string" ? Buffer.from(part) : part;
      for (let from = 0; from < bytes.length; from += PIECE) {
        const piece = bytes.subarray(from, from + PIECE);
        writing(path, () => writeFully(file, piece));
        written += piece.length;
        if (written < PIECE) continue;
        written = 0;
        await setImmediate();
      }
    }
  } finally {
    writing(path, () => closeSync(file));
  }
}

/** The file that a path names, through links: one that another user has planted is not followed. */
function targetOf(path: string): string {
  let target = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    const there = lstatSync(target, { throwIfNoEntry: false });
    if (!there?.isSymbolicLink()) return target;
    if (process.getuid && there.uid !== process.getuid() && there.uid !== 0) {
      throw new InputError(`${path}: is a link of another user, which is not followed`);
    }
    target = resolve(dirname(target), readlinkSync(target));
  }
  throw new InputError(`${path}: its links lead in a circle`);
}

function writing<T>(path: string, work: () => T): T {
  return withFile(path, "can't be written", work);
}

function isWhole(content: Content): content is string | Uint8Array {
  return typeof content === "string" || content instanceof Uint8Array;
}
