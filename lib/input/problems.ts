/** Problems of bad input: the first ten are named, the others counted, so that a bad file costs no more than a good one. */
import { InputError } from "./errors.js";

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
