/** Identical users, told once: those who agree in every field but their id. */
import { column, indicesUpTo, numbersOf, selectUsers, type UserColumns } from "./columns.js";
import { type ErrorColumns, sameError, widthOf } from "./error-columns.js";
import { sameModels } from "./models.js";

/** Users who agree in every field but their id. */
export interface Kinds {
  /** Each user's kind, numbered by first occurrence. */
  readonly kind: Int32Array;
  /** Index of the first user of each kind. */
  readonly first: readonly number[];
  /** How many there are of each kind. */
  readonly copies: Float64Array;
}

export interface Groups extends Kinds {
  /** One user of each kind, in the order of their first. */
  readonly users: UserColumns;
}

/** So many users are compared before all are. */
const SAMPLE = 256;

/** The kinds of users, or null where a sample of them has no two alike: then grouping would gain nothing. */
export function groupUsers(users: UserColumns): Groups | null {
  const sample = comparedFirst(users.count);
  if (kindsOf(users, sample).first.length === sample.length) return null;
  const kinds = kindsOf(users);
  return { ...kinds, users: selectUsers(users, kinds.first) };
}

/** Which of so many users are compared before all are. */
export function comparedFirst(count: number): Int32Array {
  const size = Math.min(count, SAMPLE);
  return Int32Array.from({ length: size }, (_, i) => Math.floor((i * count) / size));
}

/** The kinds of users. @param users Indices of those that are compared, all by default; an entry of `kind` for each. */
export function kindsOf(all: UserColumns, users: Int32Array = indicesUpTo(all.count)): Kinds {
  const { errors, models } = all;
  const columns: readonly Float64Array[] = Object.values(numbersOf(all));
  const alike = (m: number, n: number): boolean =>
    columns.every((column) => column[m] === column[n]) &&
    sameError(errors, m, errors, n) &&
    sameModels(models, m, models, n);
  const hash = hashes(columns, errors, users);
  const kind = new Int32Array(users.length);
  const first: number[] = [];
  const known = new Map<number, number[]>();
  for (let i = 0; i < users.length; i++) {
    const n = users[i]!;
    const same = known.get(hash[i]!) ?? [];
    if (same.length === 0) known.set(hash[i]!, same);
    let k = same.find((candidate) => alike(first[candidate]!, n));
    if (k === undefined) {
      k = first.push(n) - 1;
      same.push(k);
    }
    kind[i] = k;
  }
  const copies = column(first.length);
  for (const k of kind) copies[k]! += 1;
  return { kind, first, copies };
}

/** A hash of each user's fields, column by column (multiplier of L'Ecuyer, Math. Comp. 68 (1999) 249–260). */
function hashes(columns: readonly Float64Array[], errors: ErrorColumns, users: Int32Array): Int32Array {
  const hash = new Int32Array(users.length);
  const number = new Float64Array(1);
  const words = new Int32Array(number.buffer);
  const mix = (i: number, x: number): void => {
    number[0] = x;
    const h = Math.imul(hash[i]! ^ words[0]!, 741103597);
    hash[i] = Math.imul(h ^ (h >>> 15) ^ words[1]!, 741103597);
  };
  for (const column of columns) for (let i = 0; i < users.length; i++) mix(i, column[users[i]!]!);
  const { offset, parameters } = errors;
  for (let i = 0; i < users.length; i++) {
    const n = users[i]!;
    for (let at = offset[n]!; at < offset[n]! + widthOf(errors, n); at++) mix(i, parameters[at]!);
  }
  return hash;
}
