import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { alternatives } from "../input/validation.js";
import { ERROR_KINDS } from "../laws/error/all-laws.js";
import { UTILITIES } from "../laws/utility/utilities.js";
import { solve } from "../solver/solve.js";
import { toColumns } from "./columns.js";
import { parseScenario, readScenario, writeScenario } from "./schema.js";
import type { Scenario } from "./types.js";

const laws = alternatives(ERROR_KINDS);
const utilities = alternatives(UTILITIES.map(({ kind }) => kind));

const user = () => ({
  id: "u1",
  workload: 2e12,
  device: { speed: 2e12, switchedCapacitance: 5e-37, maxSteps: 20 },
  link: {
    uplinkBits: 2e6,
    downlinkBits: 3e6,
    uplinkRate: 7e6,
    downlinkRate: 6e7,
    transmitPower: 0.4,
    receivePower: 0.1,
  },
  errorModel: { kind: "exponential", initial: 1, decay: 0.1 },
});
const scenario = () => ({
  weights: { time: 1, error: 40, energy: 0.02, localUtility: 0.01, edgeUtility: 0.01 },
  edge: { speed: 3e13, switchedCapacitance: 8e-39, maxSteps: 100, stepCapacity: 30 as number | null },
  users: [user()],
});

/** The scenario with one change made to it by `edit`. */
// biome-ignore lint/suspicious/noExplicitAny: the edits break the type on purpose
function broken(edit: (s: any) => void): unknown {
  const s = scenario();
  edit(s);
  return s;
}

function problemsOf(value: unknown): readonly string[] {
  try {
    parseScenario(value);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

const cases: [string, unknown, string][] = [
  ["a list instead of a scenario", [], "scenario: must be an object, not []"],
  ["no object at all", null, "scenario: must be an object, not null"],
  ["a missing object", broken((s) => delete s.weights), "weights: missing; must be an object"],
  [
    "a missing number",
    broken((s) => delete s.users[0].workload),
    "users[0].workload: missing; must be a finite number > 0 [FLOP/step]",
  ],
  [
    "a missing nested number",
    broken((s) => delete s.users[0].link.uplinkRate),
    "users[0].link.uplinkRate: missing; must be a finite number > 0 [bit/s]",
  ],
  [
    "a missing capacity",
    broken((s) => delete s.edge.stepCapacity),
    "edge.stepCapacity: missing; must be a whole number >= 0 [steps], or null for unlimited; or workCapacity in its place",
  ],
  ["no users", broken((s) => delete s.users), "users: missing; must be a list of at least one user"],
  ["an empty user list", broken((s) => (s.users = [])), "users: must be a list of at least one user, not []"],
  ["users that are no list", broken((s) => (s.users = {})), "users: must be a list of users, not {}"],
  [
    "a text for a number",
    broken((s) => (s.edge.speed = "fast")),
    'edge.speed: must be a finite number > 0 [FLOP/s], not "fast"',
  ],
  [
    "null for a number",
    broken((s) => (s.edge.speed = null)),
    "edge.speed: must be a finite number > 0 [FLOP/s], not null",
  ],
  [
    "an infinite number",
    broken((s) => (s.weights.time = Number.POSITIVE_INFINITY)),
    "weights.time: must be a finite number >= 0 [1/s], not Infinity",
  ],
  [
    "a negative weight",
    broken((s) => (s.weights.error = -1)),
    "weights.error: must be a finite number >= 0 [1], not -1",
  ],
  [
    "a zero rate",
    broken((s) => (s.users[0].link.downlinkRate = 0)),
    "users[0].link.downlinkRate: must be a finite number > 0 [bit/s], not 0",
  ],
  [
    "a zero deadline",
    broken((s) => (s.users[0].deadline = 0)),
    "users[0].deadline: must be a finite number > 0 [s], not 0",
  ],
  ["a split that is no yes or no", broken((s) => (s.edge.split = 1)), "edge.split: must be true or false, not 1"],
  [
    "a latent of less than nothing",
    broken((s) => (s.users[0].link.latentBits = -1)),
    "users[0].link.latentBits: must be a finite number >= 0 [bit], not -1",
  ],
  [
    "half a step",
    broken((s) => (s.users[0].device.maxSteps = 2.5)),
    "users[0].device.maxSteps: must be a whole number >= 0 [steps], not 2.5",
  ],
  [
    "half a step of capacity",
    broken((s) => (s.edge.stepCapacity = 2.5)),
    "edge.stepCapacity: must be a whole number >= 0 [steps], or null for unlimited, not 2.5",
  ],
  [
    "null where only capacity may be",
    broken((s) => (s.edge.maxSteps = null)),
    "edge.maxSteps: must be a whole number >= 0 [steps], not null",
  ],
  [
    "a repeated id",
    broken((s) => s.users.push(user())),
    'users[1].id: "u1" is the id of users[0] already; ids must be unique',
  ],
  ["an empty id", broken((s) => (s.users[0].id = "")), 'users[0].id: must be a non-empty text, not ""'],
  ["an id of spaces", broken((s) => (s.users[0].id = " ")), 'users[0].id: must be a non-empty text, not ""'],
  [
    "ids that are the same but for spaces around",
    broken((s) => s.users.push({ ...user(), id: " u1 " })),
    'users[1].id: "u1" is the id of users[0] already; ids must be unique',
  ],
  [
    "a text with a decimal comma",
    broken((s) => (s.weights.error = "0,5")),
    'weights.error: must be a finite number >= 0 [1], not "0,5"; a decimal comma, write 0.5',
  ],
  [
    "a number too small",
    broken((s) => (s.weights.error = 1e-61)),
    "weights.error: must be 0, or from 1e-60 to 1e30 [1], not 1e-61",
  ],
  [
    "a number too large",
    broken((s) => (s.edge.speed = 1e31)),
    "edge.speed: must be from 1e-60 to 1e30 [FLOP/s], not 1e+31",
  ],
  ["notes that are no text", broken((s) => (s.notes = ["a"])), 'notes: must be a text, not ["a"]'],
  ["a near miss", broken((s) => (s.edge.maxStep = 3)), "edge.maxStep: unknown field; did you mean maxSteps?"],
  [
    "an unknown field",
    broken((s) => (s.colour = 3)),
    "colour: unknown field; known here: $schema, name, notes, source, utility, weights, edge, services, users",
  ],
  [
    "an unknown field of an error model",
    broken((s) => (s.users[0].errorModel.exponent = 3)),
    "users[0].errorModel.exponent: unknown field; known here: kind, initial, decay, floor",
  ],
  [
    "an unknown error model",
    broken((s) => (s.users[0].errorModel.kind = "linear")),
    `users[0].errorModel.kind: must be ${laws}, not "linear"`,
  ],
  [
    "an error model without kind",
    broken((s) => delete s.users[0].errorModel.kind),
    `users[0].errorModel.kind: missing; must be ${laws}`,
  ],
  [
    "an error model that is a number",
    broken((s) => (s.users[0].errorModel = 3)),
    `users[0].errorModel: must be an object with kind ${laws}, not 3`,
  ],
  [
    "a missing error model",
    broken((s) => delete s.users[0].errorModel),
    `users[0].errorModel: missing; must be an object with kind ${laws}`,
  ],
  [
    "no step asked for",
    broken((s) => (s.users[0].maxSteps = 0)),
    "users[0].maxSteps: must be a whole number >= 1 [steps], not 0",
  ],
  [
    "more steps asked for than there can be",
    broken((s) => (s.users[0].maxSteps = 100_001)),
    "users[0].maxSteps: must be at most 100000 [steps], not 100001",
  ],
  [
    "a floor of quality that nothing keeps",
    broken((s) => (s.users[0].maxError = -0.1)),
    "users[0].maxError: must be a finite number >= 0 [1], not -0.1",
  ],
  [
    "a floor of quality that is no number",
    broken((s) => (s.users[0].maxError = null)),
    "users[0].maxError: must be a finite number >= 0 [1], not null",
  ],
  [
    "another model without its work",
    broken((s) => (s.users[0].models = [{ name: "turbo", errorModel: s.users[0].errorModel }])),
    "users[0].models[0].workload: missing; must be a finite number > 0 [FLOP/step]",
  ],
  [
    "an unknown field of another model",
    broken(
      (s) => (s.users[0].models = [{ name: "turbo", workload: 1e12, errorModel: s.users[0].errorModel, steps: 4 }]),
    ),
    "users[0].models[0].steps: unknown field; known here: name, workload, errorModel, maxSteps",
  ],
  [
    "two other models of one name",
    broken((s) => {
      const model = { name: "turbo", workload: 1e12, errorModel: s.users[0].errorModel };
      s.users[0].models = [model, model];
    }),
    "users[0].models: must be models of different names, not a list of 2",
  ],
  [
    "other models that are no list",
    broken((s) => (s.services = { draft: { models: "turbo" } })),
    'services.draft.models: must be a list of models, not "turbo"',
  ],
  [
    "a floor of quality of a service",
    broken((s) => (s.services = { draft: { maxError: "0.1" } })),
    'services.draft.maxError: must be a finite number >= 0 [1], not "0.1"',
  ],
  ...(
    [
      [
        "a table of one number",
        { steps: 1, error: [1] },
        "steps: must be a list of numbers > 0 that rise [steps], not 1",
      ],
      [
        "steps that do not rise",
        { steps: [1, 1], error: [1, 1] },
        "steps: must be a list of numbers > 0 that rise [steps], not [1,1]",
      ],
      ["a step of 0", { steps: [0, 1], error: [1, 1] }, "steps[0]: must be a finite number > 0 [steps], not 0"],
      [
        "more errors than steps",
        { steps: [1, 2], error: [1] },
        "error: must be a list of numbers >= 0, one for each of steps [1], not [1]",
      ],
      ["an error below 0", { steps: [1, 2], error: [1, -1] }, "error[1]: must be a finite number >= 0 [1], not -1"],
    ] as const
  ).map(
    ([name, table, problem]) =>
      [
        name,
        broken((s) => (s.users[0].errorModel = { kind: "table", ...table })),
        `users[0].errorModel.${problem}`,
      ] as [string, unknown, string],
  ),
  [
    "weights of a mixture that do not sum to 1",
    broken((s) => {
      const laws = [s.users[0].errorModel, s.users[0].errorModel];
      s.users[0].errorModel = { kind: "mixture", weights: [0.5, 0.4], laws };
    }),
    "users[0].errorModel.weights: must be a list of numbers >= 0 that sum to 1, one for each of laws [1], not [0.5,0.4]",
  ],
  [
    "a weight too few",
    broken((s) => {
      const laws = [s.users[0].errorModel, s.users[0].errorModel];
      s.users[0].errorModel = { kind: "mixture", weights: [1], laws };
    }),
    "users[0].errorModel.weights: must be a list of numbers >= 0 that sum to 1, one for each of laws [1], not [1]",
  ],
  [
    "the worst of no law",
    broken((s) => (s.users[0].errorModel = { kind: "worst", laws: [] })),
    "users[0].errorModel.laws: must be a list of error laws, not []",
  ],
  [
    "a law within a law within a law that is made of laws too",
    broken((s) => {
      const inner = { kind: "worst", laws: [{ kind: "mixture" }] };
      s.users[0].errorModel = { kind: "worst", laws: [inner] };
    }),
    'users[0].errorModel.laws[0].laws[0].kind: must be "exponential", "power" or "table", not "mixture"',
  ],
  [
    "a service without a name",
    broken((s) => (s.services = { " ": {} })),
    'services. : must be a non-empty text, not ""',
  ],
  [
    "an unknown field of a service",
    broken((s) => (s.services = { draft: { steps: 3 } })),
    "services.draft.steps: unknown field; known here: workload, uplinkBits, downlinkBits, latentBits, errorModel, deadline, maxSteps, maxError, models",
  ],
  [
    "a service that does not work",
    broken((s) => (s.services = { "a b": { workload: 0 } })),
    "services.a b.workload: must be a finite number > 0 [FLOP/step], not 0",
  ],
  ["an unknown utility", broken((s) => (s.utility = "sqrt")), `utility: must be ${utilities}, not "sqrt"`],
];

describe("parseScenario", () => {
  it.each(cases)("names %s", (_, value, problem) => {
    expect(problemsOf(value)).toEqual([problem]);
  });

  it("names every problem, up to ten", () => {
    const s = broken((b) => {
      b.users = Array.from({ length: 12 }, (_, n) => ({ ...user(), id: `u${n}`, workload: -n - 1 }));
    });
    const problems = problemsOf(s);
    expect(problems).toHaveLength(11);
    expect(problems[1]).toBe("users[1].workload: must be a finite number > 0 [FLOP/step], not -2");
    expect(problems[10]).toBe("and 2 more problems");
  });

  it("names ten of 20,000 repeated ids", () => {
    const problems = problemsOf(broken((s) => (s.users = Array.from({ length: 20_001 }, user))));
    expect(problems).toHaveLength(11);
    expect(problems[10]).toBe("and 19990 more problems");
  });

  it("takes every optional field, and null for unlimited capacity", () => {
    const full = broken((s) => {
      s.$schema = "../scenario.schema.json";
      s.name = "full";
      s.notes = "Every field.";
      s.source = "measured";
      s.utility = "log";
      s.edge.stepCapacity = null;
      s.users[0].device.battery = 0;
      s.users[0].deadline = 3;
      s.users[0].maxSteps = 12;
      s.users[0].maxError = 0.25;
      s.users[0].models = [
        { name: "turbo", workload: 1e12, errorModel: { kind: "power", initial: 1, exponent: 2 }, maxSteps: 4 },
      ];
      s.services = {
        draft: { maxSteps: 4, models: [] },
        final: {
          workload: 3e12,
          uplinkBits: 0,
          downlinkBits: 8e6,
          errorModel: { kind: "exponential", initial: 1, decay: 0.1 },
          deadline: 20,
        },
      };
      s.users[0].errorModel = { kind: "power", initial: 1, exponent: 0.5, floor: 0.1 };
    });
    expect(parseScenario(full)).toEqual(full);
  });
});

describe("readScenario", () => {
  it("leaves spaces around an id out, as a table does", () => {
    expect(parseScenario(broken((s) => (s.users[0].id = " u 1\t"))).users[0]!.id).toBe("u 1");
  });

  it("refuses a key that is there twice", () => {
    const text = JSON.stringify(scenario()).replace('"workload"', '"id":"u2","workload"');
    expect(() => readScenario(text)).toThrow(new InputError("users[0].id: is there twice"));
  });

  it("reads what writeScenario wrote", () => {
    const s = parseScenario(scenario());
    expect(readScenario(writeScenario(s))).toEqual(s);
  });

  it("says that a text is not JSON, and where", () => {
    expect(() => readScenario('{"users": [}')).toThrow(/^not JSON: Unexpected token .*users/);
  });

  it("takes 1e999 for no finite number", () => {
    const text = JSON.stringify(scenario()).replace('"error":40', '"error":1e999');
    expect(() => readScenario(text)).toThrow("weights.error: must be a finite number >= 0 [1], not Infinity");
  });
});

describe("what was cast into a scenario", () => {
  const cast = (edit: (s: ReturnType<typeof scenario>) => object): Scenario => edit(scenario()) as unknown as Scenario;
  const gompertz = cast((s) => ({
    ...s,
    users: [user(), { ...user(), id: "u2", errorModel: { kind: "gompertz", initial: 1, exponent: 2 } }],
  }));
  const cubic = cast((s) => ({ ...s, utility: "cubic" }));

  it.each([parseScenario, toColumns, solve])("is refused for its error law by $name", (read) => {
    expect(() => read(gompertz as never)).toThrow(
      new InputError(`users[1].errorModel.kind: must be ${laws}, not "gompertz"`),
    );
  });

  it.each([parseScenario, toColumns, solve])("is refused for its utility by $name", (read) => {
    expect(() => read(cubic as never)).toThrow(new InputError(`utility: must be ${utilities}, not "cubic"`));
    const columns = toColumns(scenario() as Scenario);
    expect(() => solve({ ...columns, utility: "cubic" as never })).toThrow(InputError);
  });
});

it("alternatives are named in quotes", () => {
  expect([["a"], ["a", "b"], ["a", "b", "c"]].map(alternatives)).toEqual(['"a"', '"a" or "b"', '"a", "b" or "c"']);
});
