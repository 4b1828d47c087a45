/** The error laws of all users, and their parameters one user after another. */
import { InputError } from "../input/errors.js";
import { alternatives, show } from "../input/validation.js";
import { ERROR_LAWS, type ErrorModel, parametersOf } from "../laws/error/error-laws.js";

/** `law` and `offset` are indexed by n, one entry a user; `parameters` of user n are read from `offset[n]` on. */
export interface ErrorColumns {
  /** Index of the user's law in `ERROR_LAWS`. */
  readonly law: Uint8Array;
  /** Where the user's parameters begin. */
  readonly offset: Int32Array;
  /** In the order in which each law lists them. */
  readonly parameters: Float64Array;
}

/** The columns of users who are told one by one, in index order. */
export class ErrorCollector {
  readonly #law: Uint8Array;
  readonly #offset: Int32Array;
  #parameters: Float64Array;
  #end = 0;
  #count = 0;

  constructor(count: number) {
    this.#law = new Uint8Array(count);
    this.#offset = new Int32Array(count);
    this.#parameters = new Float64Array(3 * count);
  }

  /** @throws InputError for an unknown law. */
  add(model: ErrorModel): void {
    const law = ERROR_LAWS.findIndex(({ kind }) => kind === model.kind);
    if (law < 0) {
      const known = alternatives(ERROR_LAWS.map(({ kind }) => kind));
      throw new InputError(`users[${this.#count}].errorModel.kind: must be ${known}, not ${show(model.kind)}`);
    }
    this.#put(law, parametersOf(model));
  }

  /** User n of other columns. */
  copy({ law, offset, parameters }: ErrorColumns, n: number): void {
    const at = offset[n]!;
    this.#put(law[n]!, parameters.subarray(at, at + widthOf(law[n]!)));
  }

  #put(law: number, parameters: ArrayLike<number>): void {
    if (this.#end + parameters.length > this.#parameters.length) {
      const larger = new Float64Array(2 * this.#parameters.length + parameters.length);
      larger.set(this.#parameters);
      this.#parameters = larger;
    }
    this.#parameters.set(parameters, this.#end);
    this.#law[this.#count] = law;
    this.#offset[this.#count++] = this.#end;
    this.#end += parameters.length;
  }

  columns(): ErrorColumns {
    return { law: this.#law, offset: this.#offset, parameters: this.#parameters.slice(0, this.#end) };
  }
}

/** The errors of the users of these indices, in this order; an index may be there more than once. */
export function selectErrors(errors: ErrorColumns, indices: ArrayLike<number>): ErrorColumns {
  const selected = new ErrorCollector(indices.length);
  for (let i = 0; i < indices.length; i++) selected.copy(errors, indices[i]!);
  return selected.columns();
}

/** Whether user m of `a` has the same law and parameters as user n of `b`. */
export function sameError(a: ErrorColumns, m: number, b: ErrorColumns, n: number): boolean {
  if (a.law[m] !== b.law[n]) return false;
  const width = widthOf(a.law[m]!);
  for (let i = 0; i < width; i++) {
    if (a.parameters[a.offset[m]! + i] !== b.parameters[b.offset[n]! + i]) return false;
  }
  return true;
}

const WIDTHS = ERROR_LAWS.map(({ parameters }) => parameters.length);

/** How many parameters a law has. */
export function widthOf(law: number): number {
  return WIDTHS[law]!;
}
