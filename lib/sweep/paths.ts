/**
 * Fields of a scenario by the paths that messages name them by, and options of a run likewise: `edge.stepCapacity`,
 * `users[3].device.speed`, `users[*].errorModel.decay`, `penalty`, `outage.left`.
 */
import * as v from "valibot";
import { InputError, nameShown } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { alternatives, validate } from "../input/validation.js";
import { scenarioSchema } from "../scenario/schema.js";
import type { Value } from "./value.js";

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
  /**
   * What the scenario then has, undefined for a field that `null` leaves out.
   * @param at What messages call it; the path by default. @throws InputError as for the field in a file.
   */
  readonly check: (value: Value, at?: string) => Value | undefined;
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
    const names = around.flatMap(({ part }) => Object.keys(part.entries ?? {}));
    throw new InputError(`${shown}: unknown field${near(path, key, groups, names)}`);
  }
  const leaves = found.filter(({ schema }) => !parts(schema).every(isContainer));
  if (leaves.length === 0) {
    const first = found.flatMap(({ schema }) => leavesOf(schema, shown)).find((leaf) => !leaf.endsWith(".id"));
    throw new InputError(`${shown}: holds several values; name one${first === undefined ? "" : `, such as ${first}`}`);
  }
  const { group } = leaves[0]!;
  const schema = either(leaves.filter((leaf) => leaf.group === group).map((leaf) => leaf.schema));
  const optional = leaves.some((leaf) => leaf.schema.type === "exact_optional") && !v.is(schema, null);
  const check = (value: Value, at = shown): Value | undefined => {
    if (value === null && optional) return undefined;
    validate(schema, value, at);
    return value;
  };
  return { path, keys, group, unit: unitOf(schema), check };
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

/** One schema for what a field may be by several: values of a law's name, or the first's range. */
function either(schemas: readonly Schema[]): v.GenericSchema {
  const literals = schemas.flatMap(({ literal }) => literal ?? []);
  if (literals.length === 0) return schemas[0] as unknown as v.GenericSchema;
  return v.picklist(literals, alternatives(literals));
}

function unitOf(schema: v.GenericSchema): string {
  const inner = parts(schema as unknown as Schema);
  if (!inner.some(({ type }) => type === "number")) return "";
  const { wrapped } = schema as unknown as Schema;
  const described = [schema, ...(wrapped ? [wrapped] : []), inner[0]].map((one) => v.getDescription(one as never));
  return /\[([^\]]+)\]/.exec(described.find((text) => text !== undefined) ?? "")?.[1] ?? "1";
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
