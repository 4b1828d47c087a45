import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { alternatives } from "../input/validation.js";
import { ERROR_KINDS } from "../laws/error/all-laws.js";
import { fiveUsers } from "../population/five-users.js";
import { parseScenario } from "../scenario/schema.js";
import type { Scenario } from "../scenario/types.js";
import { fieldOf, SCENARIO } from "./paths.js";
import { type Assignments, setFields } from "./set-fields.js";
import { readValue, shownValue } from "./value.js";

const scenario: Scenario = {
  ...fiveUsers,
  services: { video: { workload: 2e12 } },
  users: fiveUsers.users.map((user, n) =>
    n === 4 ? { ...user, errorModel: { kind: "power", initial: 1, exponent: 0.5 } } : user,
  ),
};

function problemOf(given: Assignments, of = scenario): string {
  try {
    setFields(of, given);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "none";
}

/** All paths of fields of a scenario, with a value in place of each. */
function leaves(value: unknown, path = ""): [path: string, value: unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, `${path}[${i}]`));
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === "" ? name : `${path}.${name}`));
}

describe("setFields", () => {
  it("sets every field that a scenario has to what it is, and changes nothing", () => {
    const turbo = { name: "turbo", workload: 1e12, errorModel: scenario.users[0]!.errorModel, maxSteps: 4 };
    const full = {
      ...scenario,
      users: scenario.users.map((user) => ({ ...user, deadline: 10, maxSteps: 5, maxError: 0.9, models: [turbo] })),
    };
    const all = leaves(full).filter(([path]) => !path.endsWith(".id"));
    expect(all.length).toBeGreaterThan(80);
    for (const [path, value] of all) expect(setFields(full, { [path]: value as number })).toEqual(full);
    expect(setFields(full, Object.fromEntries(all) as Assignments)).toEqual(full);
  });

  it("sets fields of settings, one user and all users, and leaves the scenario given as it was", () => {
    const before = structuredClone(scenario);
    const set = setFields(scenario, {
      "users[3].device.speed": 7e11,
      "users[*].device.speed": 5e11,
      "users[*].deadline": 9,
      "edge.stepCapacity": null,
      "weights.time": 3,
      "services.video.deadline": 4,
      utility: "log",
    });
    expect(scenario).toEqual(before);
    expect(set).toEqual({
      ...scenario,
      utility: "log",
      edge: { ...scenario.edge, stepCapacity: null },
      weights: { ...scenario.weights, time: 3 },
      services: { video: { workload: 2e12, deadline: 4 } },
      users: scenario.users.map((user, n) => ({
        ...user,
        deadline: 9,
        device: { ...user.device, speed: n === 3 ? 7e11 : 5e11 },
      })),
    });
    expect(parseScenario(set)).toEqual(set);
  });

  it("changes an error law, and leaves of its parameters those that the new one has", () => {
    const kind = { "users[4].errorModel.kind": "exponential" };
    expect(problemOf(kind)).toBe("users[4].errorModel.decay: missing; must be a finite number >= 0 [1/step]");
    const set = setFields(scenario, { "users[4].errorModel.decay": 0.2, ...kind, "users[0].errorModel.floor": 0.1 });
    expect(set.users[4]!.errorModel).toEqual({ kind: "exponential", initial: 1, decay: 0.2 });
    expect(set.users[0]!.errorModel).toEqual({ kind: "exponential", initial: 1, decay: 0.2, floor: 0.1 });
  });

  it("sets points of a table and laws within a law, one or all of a list", () => {
    const table = { kind: "table", steps: [1, 5], error: [0.9, 0.5] } as const;
    const power = { kind: "power", initial: 1, exponent: 1 } as const;
    const mixture = { kind: "mixture", weights: [0.5, 0.5], laws: [table, power] } as const;
    const hedged = { ...scenario, users: [{ ...scenario.users[0]!, errorModel: mixture }] };
    for (const [path, value] of leaves(hedged)) {
      if (!path.endsWith(".id")) expect(setFields(hedged, { [path]: value as number })).toEqual(hedged);
    }
    const at = "users[*].errorModel.laws";
    const changed = (given: Assignments) => setFields(hedged, given).users[0]!.errorModel;
    expect(changed({ [`${at}[1].exponent`]: 2 })).toEqual({ ...mixture, laws: [table, { ...power, exponent: 2 }] });
    const all = { ...mixture, laws: [{ ...table, error: [0.3, 0.3] }, power] };
    expect(changed({ [`${at}[0].error[*]`]: 0.3 })).toEqual(all);
    expect(() => changed({ [`${at}[2].exponent`]: 2 })).toThrow(
      "users[*].errorModel.laws[2].exponent: there are only 2 in that list",
    );
    expect(() => changed({ [`${at}[0].steps[0]`]: 9 })).toThrow(
      "users[0].errorModel.laws[0].steps: must be a list of numbers > 0 that rise [steps], not [9,5]",
    );
    expect(() => changed({ "users[0].errorModel.weights[0]": 0.4 })).toThrow(
      "users[0].errorModel.weights: must be a list of numbers >= 0 that sum to 1, one for each of laws [1], not [0.4,0.5]",
    );
  });

  it.each<[Assignments, string]>([
    [
      { "edge.stepCapacity": -1 },
      "edge.stepCapacity: must be a whole number >= 0 [steps], or null for unlimited, not -1",
    ],
    [
      { "edge.stepCapacity": "12" },
      'edge.stepCapacity: must be a whole number >= 0 [steps], or null for unlimited, not "12"',
    ],
    [{ "edge.speed": null }, "edge.speed: must be a finite number > 0 [FLOP/s], not null"],
    [{ "edge.speed": 1e40 }, "edge.speed: must be from 1e-60 to 1e30 [FLOP/s], not 1e+40"],
    [{ "weights.time": true }, "weights.time: must be a finite number >= 0 [1/s], not true"],
    [{ "users[*].device.maxSteps": 1.5 }, "users[*].device.maxSteps: must be a whole number >= 0 [steps], not 1.5"],
    [
      { "users[0].errorModel.kind": "exp" },
      `users[0].errorModel.kind: must be ${alternatives(ERROR_KINDS)}, not "exp"`,
    ],
    [{ "users[7].deadline": 1 }, "users[7].deadline: must be one of 5 users, the last of which is users[4]"],
    [
      { "users[*].errorModel.decay": 0.3 },
      "users[4].errorModel.decay: unknown field; known here: kind, initial, exponent, floor",
    ],
    [{ "services.vidoe.workload": 1 }, "services.vidoe.workload: the scenario has no vidoe; did you mean video?"],
    [{ "services.video.workload": 0 }, "services.video.workload: must be a finite number > 0 [FLOP/step], not 0"],
    [{ "weight.time": 1 }, "weight.time: unknown field; did you mean weights.time?"],
    [{ stepCapacity: 1 }, "stepCapacity: unknown field; did you mean edge.stepCapacity?"],
    [{ "users[3].device.sped": 1 }, "users[3].device.sped: unknown field; did you mean users[*].device.speed?"],
    [
      { "edge.quite.another": 1 },
      "edge.quite.another: unknown field; known here: speed, switchedCapacitance, maxSteps, stepCapacity, workCapacity, split",
    ],
    [{ "edge[0].speed": 1 }, "edge[0].speed: unknown field; did you mean edge.speed?"],
    [{ "edge.speed.much": 1 }, "edge.speed.much: unknown field; did you mean edge.speed?"],
    [
      { "users[x].deadline": 1 },
      "users[x].deadline: must be a path, such as edge.stepCapacity or users[*].device.speed",
    ],
    [{ "": 1 }, "PATH: must be a path, such as edge.stepCapacity or users[*].device.speed"],
    [{ "users[1]": 1 }, "users[1]: holds several values; name one, such as users[1].workload"],
    [{ users: 1 }, "users: holds several values; name one, such as users[*].workload"],
    [{ "users[1].id": "X" }, "users[1].id: tells users apart; it can't be set"],
    [
      { "__proto__.x": 1 },
      "__proto__.x: unknown field; known here: $schema, name, notes, source, utility, weights, edge, services, users",
    ],
  ])("refuses %j", (given, problem) => {
    expect(problemOf(given)).toBe(problem);
  });
});

describe("a field", () => {
  it.each([
    ["edge.speed", "FLOP/s"],
    ["edge.stepCapacity", "steps"],
    ["weights.error", "1"],
    ["users[*].errorModel.decay", "1/step"],
    ["users[2].link.uplinkBits", "bit"],
    ["utility", ""],
    ["users[*].errorModel.kind", ""],
  ])("knows the unit of %s", (path, unit) => {
    expect(fieldOf(path, SCENARIO)).toMatchObject({ path, unit, group: "scenario" });
  });
});

describe("a value's text", () => {
  it.each([
    ["200", 200],
    ["-1e-3", -0.001],
    ["null", null],
    ["true", true],
    ["false", false],
    ["log", "log"],
    ["0x10", "0x10"],
    ["Infinity", "Infinity"],
    ["", ""],
  ])("%j is read, and shown in a table", (text, value) => {
    expect(readValue(text)).toBe(value);
    expect(readValue(String(shownValue(value)))).toBe(value);
  });
});
