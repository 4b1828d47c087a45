import { printable } from "./printable.js";

/** Longer problems are cut [characters]. */
const LONGEST = 1000;

/** Bad input: one line for each problem, with where it is, what it is and what would be right (exit code 2). */
export class InputError extends Error {
  override readonly name: string = "InputError";
  /** One line each, in which nothing acts on a terminal. */
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[]) {
    const lines = (typeof problems === "string" ? [problems] : problems).map((line) => printable(line, LONGEST));
    super(lines.join("\n"));
    this.problems = lines;
  }
}
