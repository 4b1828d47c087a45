/**
 * Fields of a scenario by the paths that messages name them by, and options of a run likewise: `edge.stepCapacity`,
 * `users[3].device.speed`, `users[*].errorModel.decay`, `penalty`, `outage.left`.
 */
import * as v from "valibot";
import { decimal } from "../input/checks.js";
import { InputError, nameShown } from "../input/errors.js";
import { alternatives, nearMiss, validate } from "../input/validation.js";
import { type ErrorLawName, type ErrorModel, errorLaw } from "../laws/error/error-laws.js";
import { parseSettings, parseUser, scenarioSchema } from "../scenario/schema.js";
import type { Scenario, User } from "../scenario/types.js";

/** What a field or an option can be set to. */
export type Value = number | string | boolean | null;

/** Values by path. One user's is set after that of all users. */
export type Assignments = Readonly<Record<string, Value>>;

/** Fields by name, as valibot's schemas. */
export type Entries = Readonly<Record<string, v.GenericSchema>>;

/** Name of a field, index of a list's item, or `*` for all of them. */
type Key = string | number;

/** What is gone through of a schema. */
interface Schema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  /** Of a list. */
  readonly item?: Schema;
  /** Of a record. */
  readonly value?: Schema;
  readonly wrapped?: Schema;
  readonly options?: readonly (Schema | string)[];
  readonly literal?: string;
}

/** A field that holds one value. */
export interface Field<Group extends string = string> {
  readonly path: string;
  readonly keys: readonly Key[];
  /** Whose it is. */
  readonly group: Group;
  /** SI unit, `1` for a pure number, `""` for all else. */
  readonly unit: string;
  /** @param at What messages call it; the path by default. @throws InputError as for the field in a file. */
  readonly check: (value: Value, at?: string) => void;
}

const PATH = /^[^.[\]]+(?:\[(?:\d+|\*)\]|\.[^.[\]]+)*$/;

/** Fields of a scenario. */
export const SCENARIO = { scenario: (scenarioSchema as Schema).entries as unknown as Entries } as const;

/**
 * The field of a path.
 * @param groups Fields and options that may be named, by whose they are; the first that has the path.
 * @throws InputError for a path that is none, with the one that it is near.
 */
export function fieldOf<Group extends string>(path: string, groups: Readonly<Record<Group, Entries>>): Field<Group> {
  const shown = nameShown(path);
  if (!PATH.test(path)) {
    throw new InputError(`${shown || "PATH"}: must be a path, such as edge.stepCapacity or users[*].device.speed`);
  }
  const keys = [...path.matchAll(/([^.[\]]+)|\[(\d+|\*)\]/g)].map(
    ([, name, at]) => name ?? (at === "*" ? at : Number(at)),
  );
  if (keys.length > 1 && keys.at(-1) === "id") throw new InputError(`${shown}: tells users apart; it can't be set`);
  let found = Object.entries<Entries>(groups).map(([group, entries]) => ({
    group: group as Group,
    schema: { type: "object", entries } as unknown as Schema,
  }));
  for (const key of keys) {
    const around = found.flatMap(({ group, schema }) => parts(schema).map((part) => ({ group, part })));
    found = around.flatMap(({ group, part }) => {
      const schema = inside(part, key);
      return schema === undefined ? [] : [{ group, schema }];
    });
    if (found.length > 0) continue;
    if (around.some(({ part }) => part.item)) {
      throw new InputError(`${shown}: must name one of the list, such as users[0], or all, users[*]`);
    }
    throw new InputError(
      `${shown}: unknown field${near(
        path,
        key,
        groups,
        around.flatMap(({ part }) => namesIn(part)),
      )}`,
    );
  }
  const leaves = found.filter(({ schema }) => !parts(schema).every(isContainer));
  if (leaves.length === 0) {
    const first = found.flatMap(({ schema }) => leavesOf(schema, shown)).find((leaf) => !leaf.endsWith(".id"));
    throw new InputError(`${shown}: holds several values; name one${first === undefined ? "" : `, such as ${first}`}`);
  }
  const { group } = leaves[0]!;
  const schema = either(leaves.filter((leaf) => leaf.group === group).map((leaf) => leaf.schema));
  return { path, keys, group, unit: unitOf(schema), check: (value, at = shown) => void validate(schema, value, at) };
}

/** The alternatives of a schema, an optional field as if it were there. */
function parts(schema: Schema): Schema[] {
  if (schema.wrapped) return parts(schema.wrapped);
  const options = (schema.options ?? []).filter((option) => typeof option !== "string");
  return options.length === 0 ? [schema] : options.flatMap(parts);
}

function inside({ type, entries, item, value }: Schema, key: Key): Schema | undefined {
  if (item) return typeof key === "number" || key === "*" ? item : undefined;
  if (type === "record") return value;
  return entries && Object.hasOwn(entries, key) ? entries[key] : undefined;
}

function isContainer({ type, entries, item }: Schema): boolean {
  return entries !== undefined || item !== undefined || type === "record";
}

function namesIn({ entries = {} }: Schema): string[] {
  return Object.keys(entries);
}

/** One schema for what a field may be by several: values of a law's name, or the first's range. */
function either(schemas: readonly Schema[]): v.GenericSchema {
  const literals = schemas.flatMap(({ literal }) => literal ?? []);
  if (literals.length === 0) return schemas[0] as unknown as v.GenericSchema;
  return v.picklist(literals, alternatives(literals));
}

function unitOf(schema: v.GenericSchema): string {
  const inner = parts(schema as unknown as Schema);
  if (!inner.some(({ type }) => type === "number")) return "";
  return /\[([^\]]+)\]/.exec(v.getDescription(schema) ?? v.getDescription(inner[0] as never) ?? "")?.[1] ?? "1";
}

/** What to say after an unknown path: the whole one that it is near or ends, else what is known in its place. */
function near(path: string, key: Key, groups: Readonly<Record<string, Entries>>, names: readonly string[]): string {
  const known = Object.values(groups).flatMap((entries) => leavesOf({ type: "object", entries } as unknown as Schema));
  const ended = known.find((leaf) => leaf.endsWith(`.${path}`));
  if (ended !== undefined) return `; did you mean ${ended}?`;
  const hint = nearMiss(path.replace(/\[\d+\]/, "[*]"), known);
  return hint.startsWith("; did") ? hint : names.length === 0 ? "" : nearMiss(String(key), [...new Set(names)]);
}

function leavesOf(schema: Schema, path = ""): string[] {
  return parts(schema).flatMap(({ type, entries, item }) => {
    if (item) return leavesOf(item, `${path}[*]`);
    if (type === "record") return [];
    if (!entries) return [path];
    return Object.entries(entries).flatMap(([name, inner]) => leavesOf(inner, path === "" ? name : `${path}.${name}`));
  });
}

/** What sets fields of a scenario, settings and users apart. */
export interface Setter {
  /** @throws InputError where the scenario has no such service. */
  readonly settings: (settings: Omit<Scenario, "users">) => Omit<Scenario, "users">;
  /** User n. @throws InputError where its error law has no such parameter. */
  readonly user: (user: User, n: number) => User;
  /** Whether any user changes. */
  readonly users: boolean;
  /** @throws InputError for a user beyond so many. */
  readonly refuseBeyond: (count: number) => void;
}

/** @throws InputError for an unknown path, or a value that the scenario's schema does not take. */
export function setter(given: Assignments): Setter {
  const all = Object.entries(given).map(([path, value]) => {
    const field = fieldOf(path, SCENARIO);
    field.check(value);
    return { ...field, value };
  });
  const ofSettings = all.filter(({ keys }) => keys[0] !== "users");
  const ofUsers = all.filter(({ keys }) => keys[0] === "users").sort((a, b) => rank(a.keys) - rank(b.keys));
  return {
    settings: (settings) => {
      if (ofSettings.length === 0) return settings;
      return parseSettings(ofSettings.reduce((s, { path, keys, value }) => put(s, keys, value, path), settings));
    },
    user: (user, n) => {
      const own = ofUsers.filter(({ keys }) => keys[1] === "*" || keys[1] === n);
      const changed = own.reduce(
        (u, { path, keys, value }) => (keys.at(-1) === "kind" ? ofLaw(u, value) : put(u, keys.slice(2), value, path)),
        user,
      );
      return own.some(({ keys }) => keys[2] === "errorModel")
        ? within(`users[${n}].`, () => parseUser(changed))
        : changed;
    },
    users: ofUsers.length > 0,
    refuseBeyond: (count) => {
      const beyond = ofUsers.find(({ keys }) => Number(keys[1]) >= count);
      if (beyond === undefined) return;
      throw new InputError(`${beyond.path}: must be one of ${count} users, the last of which is users[${count - 1}]`);
    },
  };
}

/** With another error law, which leaves of the parameters those that it has too. */
function ofLaw(user: User, kind: Value): User {
  const names = errorLaw(kind as ErrorLawName).parameters.map(({ name }) => name);
  const kept = Object.entries(user.errorModel).filter(([name]) => names.includes(name));
  return { ...user, errorModel: { kind, ...Object.fromEntries(kept) } as ErrorModel };
}

/** All users come before one. */
function rank([, at]: readonly Key[]): number {
  return at === "*" ? 0 : 1;
}

/** A scenario with fields set. @throws InputError as for a scenario that says so itself. */
export function setFields({ users, ...settings }: Scenario, given: Assignments): Scenario {
  const set = setter(given);
  set.refuseBeyond(users.length);
  return { ...set.settings(settings), users: set.users ? users.map(set.user) : users };
}

/**
 * The object with that value in it.
 * @param path Of the value, for messages; without, objects on the way are made where they are missing.
 */
export function put<T extends object>(target: T, [key, ...rest]: readonly Key[], value: Value, path?: string): T {
  if (rest.length === 0) return { ...target, [key!]: value };
  const inner = Object.hasOwn(target, key!) ? (target as Readonly<Record<Key, unknown>>)[key!] : undefined;
  if (inner === undefined && path !== undefined) {
    const known = key === "services" ? "" : nearMiss(String(key), Object.keys(target));
    throw new InputError(`${nameShown(path)}: the scenario has no ${nameShown(String(key))}${known}`);
  }
  const object = typeof inner === "object" ? inner! : {};
  return { ...target, [key!]: put(object, rest, value, path) };
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

/** The value that a text says: a number in decimal digits, `null`, `true`, `false`, else the text itself. */
export function readValue(text: string): Value {
  const number = decimal(text);
  if (!Number.isNaN(number)) return number;
  return text === "null" ? null : text === "true" ? true : text === "false" ? false : text;
}

/** A value as a cell of a table shows it; {@link readValue} reads it. */
export function shownValue(value: Value): number | string {
  return typeof value === "number" ? value : String(value);
}
