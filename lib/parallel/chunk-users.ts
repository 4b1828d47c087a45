/** Columns of some of the users, as threads hand them to one another: plain data, no ids. */
import {
  type NumberColumns,
  numbersOf,
  type ScenarioColumns,
  type UserColumns,
  userColumns,
  withUsers,
} from "../scenario/columns.js";
import { ErrorCollector, type ErrorColumns, widthOf } from "../scenario/error-columns.js";
import { isShared, partOf } from "../scenario/memory.js";
import { pickModels } from "../scenario/models.js";

export type ChunkUsers = Omit<UserColumns, "id">;

/** All of a scenario but its users. */
export type Settings = Pick<ScenarioColumns, "name" | "utility" | "weights" | "edge">;

/** The scenario of these users. */
export function scenarioOf(settings: Settings, users: ChunkUsers): ScenarioColumns {
  return withUsers(settings, userColumns({ ...users, id: String }));
}

/** The users from `first` until before `end`, where they are if threads share their memory, else copied. */
export function sliceUsers(users: UserColumns, first: number, end: number): ChunkUsers {
  const { errors, models } = users;
  return {
    ...mapNumbers(users, (column) => partOf(column, first, end)),
    count: end - first,
    errors: sliceErrors(errors, first, end),
    models: models && pickModels(end - first, (i) => [models, first + i]),
  };
}

/** Their laws, with the part of all parameters that they read. */
function sliceErrors(errors: ErrorColumns, first: number, end: number): ErrorColumns {
  const { law, bent, parameters } = errors;
  const own = { law: partOf(law, first, end), bent: bent && partOf(bent, first, end) };
  if (isShared(parameters)) return { ...own, offset: partOf(errors.offset, first, end), parameters };
  const offset = errors.offset.slice(first, end);
  let [from, to, last] = [parameters.length, 0, first];
  for (let i = 0; i < offset.length; i++) {
    const at = offset[i]!;
    if (at < from) from = at;
    if (at >= to) [to, last] = [at, first + i];
  }
  // parameters of users who were drawn from others may be anywhere
  if (to - from > MOST_PARAMETERS * (end - first))
    return pickErrors([[errors, Int32Array.from({ length: end - first }, (_, i) => first + i)]]);
  for (let i = 0; i < offset.length; i++) offset[i]! -= from;
  return { ...own, offset, parameters: parameters.slice(from, to + widthOf(errors, last)) };
}

/** Parameters a user, above which they are copied one by one. */
const MOST_PARAMETERS = 16;

/** Some users of several columns, in this order. @param parts At least one, with indices there. */
export function pickUsers(parts: readonly (readonly [users: ChunkUsers, indices: Int32Array])[]): ChunkUsers {
  const count = countOf(parts);
  const from = parts.some(([{ models }]) => models !== null)
    ? parts.flatMap(([{ models }, indices]) => Array.from(indices, (n) => [models, n] as const))
    : null;
  const first = parts[0]![0];
  // one piece of memory, as each that is handed over takes time
  const room = new Float64Array(count * Object.keys(numbersOf(first as UserColumns)).length);
  let at = 0;
  return {
    ...mapNumbers(first, (_, name) => {
      for (const [users, indices] of parts) at = pick(users[name], indices, room, at);
      return room.subarray(at - count, at);
    }),
    count,
    errors: pickErrors(parts.map(([{ errors }, indices]) => [errors, indices])),
    models: from && pickModels(count, (i) => from[i]!),
  };
}

/** The entries of these indices, from `at` on in `room`. @returns Where they end. */
export function pick(column: Float64Array, indices: Int32Array, room: Float64Array, at: number): number {
  for (let i = 0; i < indices.length; i++) room[at + i] = column[indices[i]!]!;
  return at + indices.length;
}

/** The users of several columns, one after the other. */
export function joinUsers(parts: readonly ChunkUsers[]): ChunkUsers {
  return pickUsers(parts.map((users) => [users, Int32Array.from({ length: users.count }, (_, n) => n)]));
}

function countOf(parts: readonly (readonly [unknown, Int32Array])[]): number {
  return parts.reduce((sum, [, indices]) => sum + indices.length, 0);
}

function mapNumbers(
  users: ChunkUsers,
  map: (column: Float64Array, name: keyof NumberColumns) => Float64Array,
): NumberColumns {
  const mapped = Object.entries(numbersOf(users as UserColumns)).map(([name, column]) => [
    name,
    map(column, name as keyof NumberColumns),
  ]);
  return Object.fromEntries(mapped) as NumberColumns;
}

function pickErrors(parts: readonly (readonly [errors: ErrorColumns, indices: Int32Array])[]): ErrorColumns {
  const collector = new ErrorCollector(countOf(parts));
  for (const [errors, indices] of parts) for (const n of indices) collector.copy(errors, n);
  return collector.columns();
}

/** The memory of such columns that may be handed over: what threads share stays where it is. */
export function memoryOf({ errors, models, ...others }: ChunkUsers): ArrayBuffer[] {
  const columns = [...Object.values(others), ...Object.values(errors), ...Object.values(models ?? {})];
  if (models !== null) columns.push(...Object.values(models.errors));
  const own = columns.filter((column) => ArrayBuffer.isView(column) && !isShared(column)) as readonly Float64Array[];
  return [...new Set(own.map(({ buffer }) => buffer as ArrayBuffer))];
}
