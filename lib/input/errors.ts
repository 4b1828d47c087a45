/** What is told of bad input: errors, and texts from outside as a line of a message or a cell of a table can show them. */

/** What moves the cursor, ends a line, turns the direction of writing, shows nothing, or is half a character. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\uFFFE\uFFFF]/gu;

/** Names are shown no longer than this [characters]. */
const LONGEST_NAME = 60;

/**
 * The text on one line, with escapes such as `\u001b` and `\n` for what would not be seen or would act on a terminal.
 * @param longest What is longer is cut [characters].
 */
export function printable(text: string, longest = Infinity): string {
  const part = text.length <= longest ? text : `${text.slice(0, longest - 3).replace(/[\uD800-\uDBFF]$/, "")}...`;
  return part.replace(UNPRINTABLE, escaped);
}

/** A name from outside as a message shows it: printable, and cut short. */
export function nameShown(name: string): string {
  return printable(name, LONGEST_NAME);
}

/** As JSON writes it, or where that leaves it as it is by its code. */
function escaped(character: string): string {
  const json = JSON.stringify(character).slice(1, -1);
  if (json !== character) return json;
  const hex = character.codePointAt(0)!.toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}

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

/** Most problems named at once. */
const MOST_NAMED = 10;

/** Problems that are met one after another. */
export interface Problems {
  /** @param tell What it is; not asked once enough are named. */
  readonly add: (tell: () => string) => void;
  /** @throws InputError if there is any problem. */
  readonly refuseAny: () => void;
}

/** An empty list of problems. */
export function problemList(): Problems {
  const named: string[] = [];
  let count = 0;
  return {
    add: (tell) => {
      if (count++ < MOST_NAMED) named.push(tell());
    },
    refuseAny: () => {
      if (count > 0) throw inputError(named, count);
    },
  };
}

/** So many problems in one error, the first ten by name. */
export function inputError(problems: readonly string[], count: number = problems.length): InputError {
  const named = problems.slice(0, MOST_NAMED);
  const more = count - named.length;
  return new InputError(more > 0 ? [...named, `and ${more} more ${more === 1 ? "problem" : "problems"}`] : named);
}

/** What `work` does. @throws InputError each of whose problems has `before` before it. */
export function within<T>(before: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) throw new InputError(error.problems.map((problem) => before + problem));
    throw error;
  }
}
