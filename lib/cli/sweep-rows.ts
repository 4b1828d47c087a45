/** What is told of a sweep's rows, and where their tables go. */
import { writeAside } from "../files/write-aside.js";
import { printable } from "../input/errors.js";
import type { SweepFolder } from "../sweep/node/folder.js";
import { rangesOf } from "../sweep/node/ranges.js";
import type { Rows } from "../sweep/node/rows.js";
import type { Io } from "./io.js";

export function counted(count: number, noun = "cell"): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export function infeasible({ infeasible: count }: Rows): string {
  return count === 0 ? "" : `; ${count} infeasible`;
}

export function warnOfFailed(io: Io, { folder }: SweepFolder, { failed }: Rows): void {
  const [first] = failed;
  if (first === undefined) return;
  io.stderr.write(
    `warning: ${printable(folder)}: ${counted(failed.length)} failed, ${first.id} first; the column message says why\n`,
  );
}

/** A table's text, which may come in parts: to stdout, or into a file. @throws InputError if it can't be written. */
export async function writeCsv(io: Io, out: string | undefined, text: string | AsyncIterable<string>): Promise<void> {
  if (out === undefined) {
    for await (const part of typeof text === "string" ? [text] : text) if (io.stdout.write(part) === false) return;
  } else {
    await writeAside(out, text);
    io.stdout.write(`The table is in ${printable(out)}.\n`);
  }
}

/** Most that are told one by one. */
const MOST_TOLD = 10;

/** Where cells are missing, counted from 1: `3, 7-20` … */
export function missingPlaces({ shardOf }: Rows): string {
  return listed(rangesOf([...shardOf.keys()].filter((i) => shardOf[i]! < 0).map((i) => i + 1)));
}

/** The first ten with commas between them, and how many more there are. */
export function listed(texts: readonly string[]): string {
  const more = texts.length - MOST_TOLD;
  return [...texts.slice(0, MOST_TOLD), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
