/** The error laws of all users, and their parameters one user after another. */

import { InputError } from "../input/errors.js";
import { alternatives, show } from "../input/validation.js";
import { ERROR_KINDS, indexOf, LAWS, numbersOf } from "../laws/error/all-laws.js";
import type { ErrorModel } from "../laws/error/error-laws.js";
import { emptyColumn } from "./memory.js";

/** `law` and `offset` are indexed by n, one entry a user; `parameters` of user n are read from `offset[n]` on. */
export interface ErrorColumns {
  /** Index of the user's law in `LAWS`. */
  readonly law: Uint8Array;
  /** Where the user's parameters begin. */
  readonly offset: Int32Array;
  /** As each law reads them. */
  readonly parameters: Float64Array;
  /** 1 where the user's law bends, so that its costs may not be convex; null where none does. */
  readonly bent: Uint8Array | null;
}

/** The columns of users who are told one by one, in index order. */
export class ErrorCollector {
  readonly #law: Uint8Array;
  readonly #offset: Int32Array;
  #parameters: Float64Array;
  #end = 0;
  #count = 0;
  #bent: Uint8Array | null = null;

  constructor(count: number) {
    this.#law = emptyColumn(Uint8Array, count);
    this.#offset = emptyColumn(Int32Array, count);
    this.#parameters = emptyColumn(Float64Array, 3 * count);
  }

  /** @throws InputError for an unknown law. */
  add(model: ErrorModel): void {
    const law = indexOf(model.kind);
    if (law < 0) {
      const known = alternatives(ERROR_KINDS);
      throw new InputError(`users[${this.#count}].errorModel.kind: must be ${known}, not ${show(model.kind)}`);
    }
    this.addNumbers(law, numbersOf(model));
  }

  /** A user with these numbers of the law of that index. */
  addNumbers(law: number, numbers: readonly number[]): void {
    const at = this.#next(law, numbers.length);
    for (let i = 0; i < numbers.length; i++) this.#parameters[at + i] = numbers[i]!;
    if (LAWS[law]!.bends?.(this.#parameters, at)) this.#bend();
  }

  /** User n of other columns. */
  copy(errors: ErrorColumns, n: number): void {
    const { law, offset, parameters, bent } = errors;
    const from = offset[n]!;
    const width = widthOf(errors, n);
    const at = this.#next(law[n]!, width);
    for (let i = 0; i < width; i++) this.#parameters[at + i] = parameters[from + i]!;
    if (bent?.[n] === 1) this.#bend();
  }

  /** Of the user that was added last. */
  #bend(): void {
    this.#bent ??= emptyColumn(Uint8Array, this.#law.length);
    this.#bent[this.#count - 1] = 1;
  }

  /** Where the next user's parameters begin, with room for them. */
  #next(law: number, width: number): number {
    const at = this.#end;
    this.#end += width;
    if (this.#end > this.#parameters.length) {
      const larger = new Float64Array(2 * this.#end);
      larger.set(this.#parameters);
      this.#parameters = larger;
    }
    this.#law[this.#count] = law;
    this.#offset[this.#count++] = at;
    return at;
  }

  columns(): ErrorColumns {
    let parameters = this.#parameters;
    if (this.#end < parameters.length) {
      parameters = emptyColumn(Float64Array, this.#end);
      parameters.set(this.#parameters.subarray(0, this.#end));
    }
    return { law: this.#law, offset: this.#offset, parameters, bent: this.#bent };
  }
}

/** The errors of the users of these indices, in this order; an index may be there more than once. Parameters stay where they are. */
export function selectErrors(
  { law, offset, parameters, bent }: ErrorColumns,
  indices: ArrayLike<number>,
): ErrorColumns {
  const count = indices.length;
  const bends = bent && new Uint8Array(count).map((_, i) => bent[indices[i]!]!);
  return {
    law: new Uint8Array(count).map((_, i) => law[indices[i]!]!),
    offset: new Int32Array(count).map((_, i) => offset[indices[i]!]!),
    parameters,
    bent: bends?.includes(1) ? bends : null,
  };
}

/** Whether user m of `a` has the same law and parameters as user n of `b`. */
export function sameError(a: ErrorColumns, m: number, b: ErrorColumns, n: number): boolean {
  if (a.law[m] !== b.law[n]) return false;
  const from = a.offset[m]!;
  const theirs = b.offset[n]!;
  // what a law reads says how much that is: where it is the same, the other's ends there too
  const width = widthOf(a, m);
  for (let i = 0; i < width; i++) if (a.parameters[from + i] !== b.parameters[theirs + i]) return false;
  return true;
}

/** How many numbers the law of user n has. */
export function widthOf({ law, offset, parameters }: ErrorColumns, n: number): number {
  return LAWS[law[n]!]!.width(parameters, offset[n]!);
}
