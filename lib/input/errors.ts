/** Bad input: one line for each problem, with where it is, what it is and what would be right (exit code 2). */
export class InputError extends Error {
  override readonly name: string = "InputError";
  /** One line each. */
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[]) {
    const lines = typeof problems === "string" ? [problems] : problems;
    super(lines.join("\n"));
    this.problems = lines;
  }
}

/** Most problems named at once. */
export const MOST_NAMED = 10;

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
