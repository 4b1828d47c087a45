import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { campus30 } from "../population/campus.js";
import { generate } from "../population/generate.js";
import { parseScenario } from "../scenario/schema.js";
import { generateServers } from "../servers/generate.js";
import { parseServersScenario } from "../servers/schema.js";
import { randomServers } from "../testing/random-servers.js";
import { REFERENCE } from "../testing/reference.js";
import { scenarioJsonSchema, serversJsonSchema } from "./scenario-schema.js";

const data = fileURLToPath(new URL("../../data", import.meta.url));
const text = readFileSync(`${data}/scenario.schema.json`, "utf8");
const accepts = new Ajv({ allErrors: true }).compile(JSON.parse(text));

/** The example with one change made to it by `edit`. */
// biome-ignore lint/suspicious/noExplicitAny: the edits break the type on purpose
function changed(edit: (s: any) => void): unknown {
  const scenario = structuredClone(generate(campus30));
  edit(scenario);
  return scenario;
}

test("data/scenario.schema.json is what the library's schema gives, byte for byte", () => {
  expect(scenarioJsonSchema()).toBe(text);
});

test("data/servers.schema.json too, and accepts and refuses scenarios of several servers as the library does", () => {
  const own = readFileSync(`${data}/servers.schema.json`, "utf8");
  expect(serversJsonSchema()).toBe(own);
  const acceptsServers = new Ajv({ allErrors: true }).compile(JSON.parse(own));
  for (let seed = 1; seed <= 20; seed++) expect(acceptsServers(randomServers(seed))).toBe(true);
  const { servers, users, ...rest } = generateServers({ users: 3, servers: 2, seed: 1 });
  const [user] = users;
  for (const wrong of [
    { ...rest, servers, users, edge: servers[0] },
    { ...rest, servers: [], users },
    { ...rest, servers: [{ ...servers[0], speed: 0 }], users },
    { ...rest, servers, users: [{ ...user, links: { s1: {} } }] },
    { ...rest, servers, users: [{ ...user, link: {} }] },
  ]) {
    expect(acceptsServers(wrong)).toBe(false);
    expect(() => parseServersScenario(wrong)).toThrow();
  }
});

test("accepts every scenario here", () => {
  const files = readdirSync(`${data}/scenarios`).map((name) => readFileSync(`${data}/scenarios/${name}`, "utf8"));
  const scenarios = [...files.map((file) => JSON.parse(file)), ...REFERENCE.map(({ scenario }) => scenario)];
  expect(scenarios.length).toBeGreaterThan(20);
  expect(scenarios.filter((scenario) => !accepts(scenario))).toEqual([]);
});

test("accepts laws that are made of a table or of laws, two deep", () => {
  const table = { kind: "table", steps: [1, 5, 10], error: [0.9, 0.5, 0.6] };
  const mixture = { kind: "mixture", weights: [0.5, 0.5], laws: [table, { kind: "power", initial: 1, exponent: 1 }] };
  const worst = { kind: "worst", laws: [mixture, table] };
  for (const errorModel of [table, mixture, worst]) {
    const scenario = changed((s) => {
      s.users[0].errorModel = errorModel;
    });
    expect(accepts(scenario)).toBe(true);
    expect(() => parseScenario(scenario)).not.toThrow();
  }
  const deeper = changed((s) => {
    s.users[0].errorModel = { kind: "worst", laws: [worst] };
  });
  expect(accepts(deeper)).toBe(false);
  expect(() => parseScenario(deeper)).toThrow(
    'users[0].errorModel.laws[0].laws[0].kind: must be "exponential", "power" or "table", not "mixture"',
  );
});

test("accepts a schema's address, notes, a source and unlimited capacity, as the library does", () => {
  const scenario = changed((s) => {
    s.$schema = "../scenario.schema.json";
    s.notes = "Measured twice.";
    s.source = "here";
    s.edge.stepCapacity = null;
  });
  expect(accepts(scenario)).toBe(true);
  expect(() => parseScenario(scenario)).not.toThrow();
});

// biome-ignore lint/suspicious/noExplicitAny: the edits break the type on purpose
test.each<[string, (s: any) => void]>([
  [
    "an unknown field",
    (s) => {
      s.colour = 1;
    },
  ],
  [
    "an unknown field of a user",
    (s) => {
      s.users[0].link.rate = 1;
    },
  ],
  [
    "a missing field",
    (s) => {
      delete s.users[0].device.speed;
    },
  ],
  [
    "a negative weight",
    (s) => {
      s.weights.error = -1;
    },
  ],
  [
    "a rate of 0",
    (s) => {
      s.users[0].link.uplinkRate = 0;
    },
  ],
  [
    "a number too large",
    (s) => {
      s.edge.speed = 1e31;
    },
  ],
  [
    "half a step",
    (s) => {
      s.edge.maxSteps = 2.5;
    },
  ],
  [
    "too many steps",
    (s) => {
      s.edge.maxSteps = 100_001;
    },
  ],
  [
    "an unknown law",
    (s) => {
      s.users[0].errorModel.kind = "linear";
    },
  ],
  [
    "an unknown utility",
    (s) => {
      s.utility = "sqrt";
    },
  ],
  [
    "no users",
    (s) => {
      s.users = [];
    },
  ],
  [
    "an empty id",
    (s) => {
      s.users[0].id = "";
    },
  ],
])("refuses %s, as the library does", (_, edit) => {
  const scenario = changed(edit);
  expect(accepts(scenario)).toBe(false);
  expect(() => parseScenario(scenario)).toThrow();
});
