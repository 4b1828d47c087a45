import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { randomServers } from "../testing/random-servers.js";
import { generateServers } from "./generate.js";
import { parseServersScenario, readServersScenario } from "./schema.js";

const scenario = generateServers({ users: 4, servers: 3, seed: 2 });

/** What is wrong with the scenario once `change` has changed it. */
function problemsOf(
  change: (value: Record<string, unknown> & { users: Record<string, unknown>[] }) => void,
): readonly string[] {
  const value = JSON.parse(JSON.stringify(scenario));
  change(value);
  return refusalsOf(() => parseServersScenario(value));
}

function refusalsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

describe("a scenario of several servers", () => {
  it("is read as it was written, whatever it holds", () => {
    expect(readServersScenario(JSON.stringify(scenario))).toEqual(scenario);
    for (let seed = 1; seed <= 30; seed++) {
      const random = randomServers(seed);
      expect(readServersScenario(JSON.stringify(random))).toEqual(random);
    }
  });

  it("may have a user without a link", () => {
    expect(problemsOf(({ users }) => Object.assign(users[0]!, { links: {} }))).toEqual([]);
  });

  const link = scenario.users[0]!.links[Object.keys(scenario.users[0]!.links)[0]!];

  it("may name a server like a property that every object has", () => {
    const value = JSON.parse(JSON.stringify(scenario).replaceAll('"s1"', '"toString"'));
    expect(parseServersScenario(value)).toEqual(value);
  });

  it.each(["__proto__", "constructor", "prototype"])("may name no server, and no link, %s", (id) => {
    const problems = (text: string) => refusalsOf(() => readServersScenario(text));
    const text = JSON.stringify(scenario);
    expect(problems(text.replaceAll('"s1"', `"${id}"`))).toEqual([`servers[0].id: must be another text, not "${id}"`]);
    expect(problems(text.replace('"links":{', `"links":{"${id}":${JSON.stringify(link)},`))).toEqual([
      `users[0].links.${id}: there is no server "${id}"; known here: s1, s2, s3`,
    ]);
  });

  it.each<[string, Parameters<typeof problemsOf>[0], readonly string[]]>([
    [
      "both edge and servers",
      (s) => Object.assign(s, { edge: {} }),
      ["edge: is given beside servers; leave one of them out"],
    ],
    ["no servers", (s) => delete s["servers"], ["servers: missing; must be a list of at least one server"]],
    [
      "an empty list",
      (s) => Object.assign(s, { servers: [] }),
      ["servers: must be a list of at least one server, not []"],
    ],
    [
      "a server without id",
      (s) => delete (s["servers"] as Record<string, unknown>[])[1]!["id"],
      ["servers[1].id: missing; must be a non-empty text"],
    ],
    [
      "a server twice",
      (s) => Object.assign((s["servers"] as object[])[2]!, { id: "s1" }),
      ['servers[2].id: "s1" is the id of servers[0] already; ids must be unique'],
    ],
    [
      "a speed of 0",
      (s) => Object.assign((s["servers"] as object[])[0]!, { speed: 0 }),
      ["servers[0].speed: must be a finite number > 0 [FLOP/s], not 0"],
    ],
    [
      "a wrong capacity",
      (s) => Object.assign((s["servers"] as object[])[0]!, { stepCapacity: -1 }),
      ["servers[0].stepCapacity: must be a whole number >= 0 [steps], or null for unlimited, not -1"],
    ],
    [
      "a link to a server that is not there",
      ({ users }) => Object.assign(users[2]!, { links: { s33: link } }),
      ['users[2].links.s33: there is no server "s33"; did you mean s3?'],
    ],
    [
      "a link that lacks a rate",
      ({ users }) => Object.assign(users[2]!, { links: { s1: { ...link, uplinkRate: undefined } } }),
      ["users[2].links.s1.uplinkRate: missing; must be a finite number > 0 [bit/s]"],
    ],
    [
      "one link as of one edge",
      ({ users }) => Object.assign(users[1]!, { link }),
      ["users[1].link: unknown field; did you mean links?"],
    ],
    [
      "no links",
      ({ users }) => delete users[1]!["links"],
      ["users[1].links: missing; must be an object of links by the servers' ids"],
    ],
    [
      "a user twice",
      ({ users }) => Object.assign(users[3]!, { id: "u1" }),
      ['users[3].id: "u1" is the id of users[0] already; ids must be unique'],
    ],
    [
      "a latent, and splits",
      ({ users, servers }) => {
        Object.assign((users[0]!["links"] as Record<string, object>)["s1"] ?? {}, { latentBits: 1 });
        Object.assign((servers as object[])[0]!, { split: true });
      },
      expect.arrayContaining([expect.stringMatching(/^servers\[0\]\.split: unknown field/)]) as unknown as string[],
    ],
    ["services", (s) => Object.assign(s, { services: {} }), [expect.stringMatching(/^services: unknown field/)]],
  ])("is refused with %s", (_, change, problems) => {
    expect(problemsOf(change)).toEqual(problems);
  });
});

describe("generated servers", () => {
  it("are the same for the same options, and more users leave the first ones as they were", () => {
    const options = { users: 12, servers: 3, seed: 2, stepCapacity: 20 };
    expect(generateServers(options)).toEqual(generateServers(options));
    expect(generateServers({ ...options, users: 4 }).users).toEqual(generateServers(options).users.slice(0, 4));
  });

  it("are reached by everyone who stands in their cell, and mostly by others too", () => {
    const { users } = generateServers({ users: 300, servers: 9, seed: 3 });
    const reached = users.map(({ links }) => Object.keys(links).length);
    expect(Math.min(...reached)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...reached)).toBeLessThanOrEqual(5);
    expect(reached.filter((count) => count > 1).length).toBeGreaterThan(200);
  });

  it.each([
    [{ servers: 0 }, "servers: must be a whole number from 1 to 1000, not 0"],
    [{ servers: 1.5 }, "servers: must be a whole number from 1 to 1000, not 1.5"],
    [{ users: 0 }, "users: must be a whole number from 1 to 10000000, not 0"],
    [{ stepCapacity: -1 }, `stepCapacity: must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not -1`],
  ])("are refused for %o", (wrong, problem) => {
    expect(() => generateServers({ users: 2, servers: 2, seed: 1, ...wrong })).toThrow(new InputError(problem));
  });
});
