/** Fields of a scenario set by their paths. */
import { InputError, nameShown, within } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { ERROR_LAWS, type ErrorModel } from "../laws/error/error-laws.js";
import { parseSettings, parseUser } from "../scenario/schema.js";
import type { Scenario, User } from "../scenario/types.js";
import { fieldOf, SCENARIO } from "./paths.js";
import type { Value } from "./value.js";

/** Values by path. One user's is set after that of all users. */
export type Assignments = Readonly<Record<string, Value>>;

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

/** Which fields a scenario has, and what reads its settings and a user again once they are changed. */
export interface Fields {
  /** As valibot's schemas, by whose they are; of no told type, so that declarations need no package. */
  readonly groups: unknown;
  readonly settings: (changed: Omit<Scenario, "users">) => Omit<Scenario, "users">;
  readonly user: (changed: User) => User;
}

const OF_ONE_EDGE: Fields = { groups: SCENARIO, settings: parseSettings, user: parseUser };

/** @throws InputError for an unknown path, or a value that the scenario's schema does not take. */
export function setter(given: Assignments, fields: Fields = OF_ONE_EDGE): Setter {
  const all = Object.entries(given).map(([path, value]) => {
    const field = fieldOf(path, fields.groups as typeof SCENARIO);
    return { ...field, value: field.check(value) };
  });
  const ofSettings = all.filter(({ keys }) => keys[0] !== "users");
  const ofUsers = all.filter(({ keys }) => keys[0] === "users").sort((a, b) => rank(a.keys) - rank(b.keys));
  const limits = Object.keys(INSTEAD).filter((path) => Object.hasOwn(given, path));
  return {
    settings: (settings) => {
      if (ofSettings.length === 0) return settings;
      const bare = limits.length === 1 ? withoutLimit(settings, INSTEAD[limits[0]!]!) : settings;
      return fields.settings(ofSettings.reduce((s, { path, keys, value }) => put(s, keys, value, path), bare));
    },
    user: (user, n) => {
      const own = ofUsers.filter(({ keys }) => keys[1] === "*" || keys[1] === n);
      const changed = own.reduce(
        (u, { path, keys, value }) => (isLaw(keys) ? ofLaw(u, value) : put(u, keys.slice(2), value, path)),
        user,
      );
      return own.some(({ keys }) => keys[2] === "errorModel")
        ? within(`users[${n}].`, () => fields.user(changed))
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

/** A capacity that is set takes the place of the other (MODEL.md §12). */
const INSTEAD: Readonly<Record<string, string>> = {
  "edge.stepCapacity": "workCapacity",
  "edge.workCapacity": "stepCapacity",
};

function withoutLimit({ edge, ...rest }: Omit<Scenario, "users">, limit: string): Omit<Scenario, "users"> {
  return { ...rest, edge: without(edge, limit) };
}

function without<T extends object>(target: T, key: string): T {
  return Object.fromEntries(Object.entries(target).filter(([name]) => name !== key)) as T;
}

/** Whether a field is a user's law itself, not one within it. */
function isLaw(keys: readonly (string | number)[]): boolean {
  return keys.length === 4 && keys[3] === "kind";
}

/** With another error law, which leaves of the parameters those that it has too. */
function ofLaw(user: User, kind: Value | undefined): User {
  if (user.errorModel.kind === kind) return user;
  const law = ERROR_LAWS.find((one) => one.kind === kind);
  const names: readonly string[] = law?.parameters.map(({ name }) => name) ?? [];
  const kept = Object.entries(user.errorModel).filter(([name]) => names.includes(name));
  return { ...user, errorModel: { kind, ...Object.fromEntries(kept) } as ErrorModel };
}

/** All users come before one. */
function rank([, at]: readonly (string | number)[]): number {
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
 * @param value undefined leaves the field out. @param path Of the value, for messages; without, objects on the way are made where they are missing.
 */
export function put<T extends object>(
  target: T,
  [key, ...rest]: readonly (string | number)[],
  value: Value | undefined,
  path?: string,
): T {
  if (Array.isArray(target)) return putInList(target, [key!, ...rest], value, path) as readonly unknown[] as T;
  if (rest.length === 0 && value === undefined) return without(target, String(key));
  if (rest.length === 0) return { ...target, [key!]: value };
  const inner = Object.hasOwn(target, key!) ? (target as Readonly<Record<string, unknown>>)[key!] : undefined;
  if (inner === undefined && path !== undefined) {
    const known = key === "services" ? "" : nearMiss(String(key), Object.keys(target));
    throw new InputError(`${nameShown(path)}: the scenario has no ${nameShown(String(key))}${known}`);
  }
  const object = typeof inner === "object" ? inner! : {};
  return { ...target, [key!]: put(object, rest, value, path) };
}

/** The list with that value at an index, or at all of them. */
function putInList(
  list: readonly unknown[],
  [key, ...rest]: readonly (string | number)[],
  value: Value | undefined,
  path = "",
): unknown[] {
  if (key !== "*" && Number(key) >= list.length)
    throw new InputError(`${nameShown(path)}: there are only ${list.length} in that list`);
  return list.map((own, i) => {
    if (key !== "*" && key !== i) return own;
    return rest.length === 0 ? value : put(own as object, rest, value, path);
  });
}
