/** JSON of a scenario with several servers in and out (MODEL.md §13): checked once here, trusted everywhere else. */
import * as v from "valibot";
import { InputError, nameShown, problemList } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { fieldMessage, parseJson, show, validate } from "../input/validation.js";
import { schemaParts } from "../scenario/schema.js";
import type { ServersScenario } from "./types.js";

type Entries = Record<string, v.GenericSchema>;
const parts = schemaParts() as {
  readonly text: v.GenericSchema<unknown, string>;
  readonly link: v.GenericSchema;
  readonly settings: Entries;
  readonly edge: Entries;
  readonly user: Entries;
};

const object = (entries: Entries): v.GenericSchema =>
  v.pipe(v.strictObject(entries, fieldMessage(entries)), v.description("an object"));
const listOf = (entry: v.GenericSchema, expected: string): v.GenericSchema =>
  v.pipe(v.array(entry, expected), v.nonEmpty(expected), v.description(expected));

/** One model a user: several are for one server [choice]. */
const { models: _, ...user } = parts.user;
const links = "an object of links by the servers' ids";
const schema = object({
  ...parts.settings,
  servers: listOf(object({ id: parts.text, ...parts.edge }), "a list of at least one server"),
  users: listOf(
    object({
      ...user,
      links: v.pipe(v.record(v.string(), parts.link, links), v.description(links)),
    }),
    "a list of at least one user",
  ),
}) as v.GenericSchema as v.GenericSchema<ServersScenario>;

/** Names that no id may be, as valibot's records leave them out. */
const NO_IDS = ["__proto__", "constructor", "prototype"];

/** Valibot's schema, of which the JSON Schema is made; of no told type, so that declarations need no package. */
export const serversSchema: unknown = schema;

/** Whether a parsed JSON value has several servers, or says so: then `parseServersScenario` reads it. */
export function hasServers(value: unknown): boolean {
  return typeof value === "object" && value !== null && "servers" in value;
}

/**
 * A scenario of several servers from a parsed JSON value.
 * @throws InputError naming the path, the value and what would be right, a line each.
 */
export function parseServersScenario(value: unknown): ServersScenario {
  if (hasServers(value) && "edge" in (value as object)) {
    throw new InputError("edge: is given beside servers; leave one of them out");
  }
  const scenario = validate(schema, value, "scenario");
  const problems = problemList();
  refuseRepeated(scenario, "servers", problems.add);
  refuseRepeated(scenario, "users", problems.add);
  for (const [i, { id }] of scenario.servers.entries()) {
    if (NO_IDS.includes(id)) problems.add(() => `servers[${i}].id: must be another text, not ${show(id)}`);
  }
  problems.refuseAny();
  const known = scenario.servers.map(({ id }) => id);
  const there = new Set(known);
  for (const [n, { links }] of (value as ServersScenario).users.entries()) {
    for (const id of Object.keys(links)) {
      if (there.has(id)) continue;
      problems.add(() => `users[${n}].links.${nameShown(id)}: there is no server ${show(id)}${nearMiss(id, known)}`);
    }
  }
  problems.refuseAny();
  return scenario;
}

/**
 * A scenario of several servers from JSON text.
 * @throws InputError if the text is not JSON or not such a scenario.
 */
export function readServersScenario(text: string): ServersScenario {
  return parseServersScenario(parseJson(text));
}

function refuseRepeated(scenario: ServersScenario, list: "servers" | "users", add: (tell: () => string) => void): void {
  const first = new Map<string, number>();
  for (const [i, { id }] of scenario[list].entries()) {
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, i);
    else add(() => `${list}[${i}].id: ${show(id)} is the id of ${list}[${earlier}] already; ids must be unique`);
  }
}
