/** Plans that are wrong, each mistake told with its path, its value and what would be right; and plans that are right. */
import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { fiveUsers } from "../population/five-users.js";
import { cellsOf } from "./cells.js";
import type { SweepPlan } from "./plan.js";
import { sources } from "./plan.js";
import { parseSweepPlan } from "./plan-schema.js";

const { users, ...setting } = fiveUsers;

function problemsOf(plan: unknown): readonly string[] {
  try {
    parseSweepPlan(plan);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

const own = (plan: object): object => ({ scenario: fiveUsers, ...plan });
const drawn = (plan: object): object => ({ population: { users: 3 }, ...plan });
const twice = { ...fiveUsers, users: [users[0], users[0]] };

const METHODS = '"sca", "exact", "local", "edge", "random", "random-init" or "greedy"';

const wrong: readonly (readonly [what: string, plan: unknown, ...problems: string[]])[] = [
  ["no object", 3, "plan: must be an object, not 3"],
  ["a list", [], "plan: must be an object, not []"],
  ["an unknown field", own({ methods: "sca" }), "methods: unknown field; did you mean method?"],
  ["no users", {}, "plan: must say whose users they are: scenario, population, or users with their setting"],
  ["two kinds of users", own({ population: { users: 3 } }), "population: leave it out beside scenario"],
  ["users without a setting", { users }, "setting: missing; users need a scenario's weights and edge"],
  ["a setting without users", own({ setting }), "setting: only users need it; name them"],
  [
    "a scenario that is wrong",
    { scenario: { ...fiveUsers, edge: { ...fiveUsers.edge, speed: 0 } } },
    "scenario.edge.speed: must be a finite number > 0 [FLOP/s], not 0",
  ],
  [
    "a setting that is wrong",
    { users, setting: { ...setting, weights: { ...setting.weights, time: -1 } } },
    "setting.weights.time: must be a finite number >= 0 [1/s], not -1",
  ],
  [
    "a user who is wrong",
    { users: [{ ...users[0], workload: "1" }], setting },
    'users[0].workload: must be a finite number > 0 [FLOP/step], not "1"',
  ],
  [
    "ids that repeat",
    { scenario: twice },
    'scenario.users[1].id: "A" is the id of users[0] already; ids must be unique',
  ],
  ["a number for a scenario", { scenario: 3 }, "scenario: must be a scenario, or the name of its file, not 3"],
  [
    "a population without number",
    { population: {} },
    "population.users: missing; must be a whole number >= 1, unless users is varied",
  ],
  [
    "a population's option",
    drawn({ population: { users: 3, deadlineshare: 0.1 } }),
    "population.deadlineshare: unknown field; did you mean deadlineShare?",
  ],
  [
    "a service",
    { population: { users: 3, services: { "text-to-vidoe": 1 } } },
    "population.services.text-to-vidoe: unknown field; did you mean text-to-video?",
  ],
  [
    "a service of several",
    { population: { users: 3, services: ["text-to-vidoe"] } },
    'population.services[0]: must be "text-to-image-512", "text-to-image-1024", "image-to-image" or "text-to-video", not "text-to-vidoe"',
  ],
  [
    "a share",
    { population: { users: 3, batteryShare: 2 } },
    "population.batteryShare: must be a finite number from 0 to 1 [1], not 2",
  ],
  [
    "a population that can't be",
    { population: { users: 3, services: { "text-to-video": 0 } } },
    "population.services: at least one share must be > 0",
  ],
  [
    "a bootstrap of drawn users",
    drawn({ resample: 3 }),
    "resample: leave it out beside population, which is drawn in each replication",
  ],
  ["no draws", own({ resample: 0 }), "resample: must be a whole number from 1 to 1000000 [1], not 0"],
  [
    "half a replication",
    drawn({ replications: 0.5 }),
    "replications: must be a whole number from 1 to 1000000 [1], not 0.5",
  ],
  ["a negative seed", drawn({ seed: -1 }), "seed: must be a whole number from 0 to 4294967295 [1], not -1"],
  [
    "replications that are all the same",
    own({ replications: 10 }),
    "replications: all 10 would be the same; chance needs resample, population, simulate, start random or method random and random-init",
  ],
  ["a method", own({ method: "scaa" }), `method: must be ${METHODS}, not "scaa"`],
  ["one of several methods", own({ method: ["sca", "best"] }), `method[1]: must be ${METHODS}, not "best"`],
  ["no method", own({ method: [] }), "method: must be a name or more, not []"],
  ["a method twice", own({ method: ["sca", "sca"] }), 'method[1]: "sca" is there already'],
  [
    "methods of a simulation",
    own({ method: "sca", simulate: {} }),
    "method: leave it out beside simulate, which has policies",
  ],
  ["a policy twice", own({ simulate: { policy: ["warm", "warm"] } }), 'simulate.policy[1]: "warm" is there already'],
  ["slots", own({ simulate: { slots: 0 } }), "simulate.slots: must be a whole number from 1 to 1000000 [1], not 0"],
  ["an option of a simulation", own({ simulate: { slot: 3 } }), "simulate.slot: unknown field; did you mean slots?"],
  [
    "an outage without its parts",
    own({ simulate: { outage: { from: 1 } } }),
    "simulate.outage.until: missing; an outage has from, until and left",
    "simulate.outage.left: missing; an outage has from, until and left",
  ],
  [
    "an option of another policy",
    own({ simulate: { policy: "warm", tradeoff: 3 } }),
    "simulate.tradeoff: only policy lyapunov has it",
  ],
  [
    "a path with a slip",
    own({ vary: { "edge.stepCapacty": [1] } }),
    "vary.edge.stepCapacty: unknown field; did you mean edge.stepCapacity?",
  ],
  [
    "the end of a path",
    own({ vary: { stepCapacity: [1] } }),
    "vary.stepCapacity: unknown field; did you mean edge.stepCapacity?",
  ],
  [
    "an unknown path of a user",
    own({ vary: { "users[*].device.sped": [1] } }),
    "vary.users[*].device.sped: unknown field; did you mean users[*].device.speed?",
  ],
  ["half a path", own({ vary: { edge: [1] } }), "vary.edge: holds several values; name one, such as edge.speed"],
  [
    "no user in a path",
    own({ vary: { "users.workload": [1] } }),
    "vary.users.workload: must name one of the list, such as users[0], or all, users[*]",
  ],
  [
    "no path",
    own({ vary: { "edge..speed": [1] } }),
    "vary.edge..speed: must be a path, such as edge.stepCapacity or users[*].device.speed",
  ],
  ["an id", own({ vary: { "users[0].id": ["B"] } }), "vary.users[0].id: tells users apart; it can't be set"],
  [
    "a user who isn't there",
    own({ vary: { "users[5].device.maxSteps": [1] } }),
    "users[5].device.maxSteps: must be one of 5 users, the last of which is users[4]",
  ],
  [
    "a parameter of another law",
    own({ vary: { "users[*].errorModel.exponent": [1] } }),
    "users[0].errorModel.exponent: unknown field; known here: kind, initial, decay, floor",
  ],
  [
    "a service that isn't there",
    own({ vary: { "services.video.workload": [1e12] } }),
    "services.video.workload: the scenario has no services",
  ],
  [
    "a value",
    own({ vary: { "edge.stepCapacity": [100, -5] } }),
    "vary.edge.stepCapacity[1]: must be a whole number >= 0 [steps], or null for unlimited, not -5",
  ],
  [
    "a value with a comma",
    own({ vary: { "weights.time": ["0,5"] } }),
    'vary.weights.time[0]: must be a finite number >= 0 [1/s], not "0,5"; a decimal comma, write 0.5',
  ],
  ["a name", own({ vary: { utility: ["linear", "logg"] } }), 'vary.utility[1]: must be "linear" or "log", not "logg"'],
  ["a value twice", own({ vary: { "weights.time": [1, 1] } }), "vary.weights.time[1]: 1 is there already"],
  [
    "no values",
    own({ vary: { "weights.time": [] } }),
    "vary.weights.time: must be a list of at least one value, not []",
  ],
  [
    "a value alone",
    own({ vary: { "weights.time": 1 } }),
    "vary.weights.time: must be a list of values, {from, to, points} or {log: [low, high], points}, not 1",
  ],
  [
    "an object as a value",
    own({ vary: { "weights.time": [{}] } }),
    "vary.weights.time[0]: must be a finite number, a text, true, false or null, not {}",
  ],
  [
    "half a range",
    own({ vary: { "weights.time": { from: 1, points: 2 } } }),
    "vary.weights.time.to: missing; must be a finite number",
  ],
  [
    "a range's field",
    own({ vary: { "weights.time": { from: 1, to: 2, point: 2 } } }),
    "vary.weights.time.point: unknown field; did you mean points?",
  ],
  [
    "a range without points",
    own({ vary: { "weights.time": { from: 1, to: 2 } } }),
    "vary.weights.time.points: missing; must be a whole number >= 2 in a grid",
  ],
  [
    "one point of a range",
    own({ vary: { "weights.time": { from: 1, to: 2, points: 1 } } }),
    "vary.weights.time.points: must be a whole number from 2 to 1000000 [1], not 1",
  ],
  [
    "a range of one value",
    own({ vary: { "weights.time": { from: 1, to: 1, points: 2 } } }),
    "vary.weights.time.to: must be above 1, not 1",
  ],
  [
    "a range that falls",
    own({ vary: { "weights.time": { from: 2, to: 1, points: 2 } } }),
    "vary.weights.time.to: must be above 2, not 1",
  ],
  [
    "a logarithm of 0",
    own({ vary: { penaltyFactor: { log: [0, 1], points: 2 } } }),
    "vary.penaltyFactor.log[0]: must be a finite number > 0, not 0",
  ],
  [
    "a logarithmic range of one end",
    own({ vary: { penaltyFactor: { log: [1], points: 2 } } }),
    "vary.penaltyFactor.log: must be [low, high], not [1]",
  ],
  [
    "a logarithmic range that falls",
    own({ vary: { penaltyFactor: { log: [10, 1], points: 2 } } }),
    "vary.penaltyFactor.log[1]: must be above 10, not 1",
  ],
  [
    "numbers between whole ones",
    own({ vary: { "edge.stepCapacity": { from: 1, to: 4, points: 3 } } }),
    "vary.edge.stepCapacity: must be a whole number >= 0 [steps], or null for unlimited, not 2.5; whole: true rounds them",
  ],
  [
    "the same of a design that draws",
    own({ vary: { "edge.stepCapacity": { from: 100, to: 400 } }, design: "sobol", points: 4 }),
    "vary.edge.stepCapacity: must be a whole number >= 0 [steps], or null for unlimited, not 285.41019661; whole: true rounds them",
  ],
  [
    "a range of names",
    own({ vary: { utility: { from: 0, to: 1, points: 2 } } }),
    'vary.utility: must be "linear" or "log", not 0',
  ],
  [
    "an option that no method has",
    own({ method: ["exact", "greedy"], vary: { penaltyFactor: [1, 2] } }),
    "vary.penaltyFactor: only method sca and random-init has it",
  ],
  [
    "an option of simulations",
    own({ vary: { rate: [1] } }),
    "vary.rate: is an option of simulate, which this plan does not have",
  ],
  [
    "an option of solve in a simulation",
    own({ simulate: {}, vary: { penalty: [1] } }),
    "vary.penalty: is an option of solve, and this plan simulates",
  ],
  [
    "an option of drawn users",
    own({ vary: { gpu: ["h100"] } }),
    "vary.gpu: is an option of population, which this plan does not have",
  ],
  [
    "what is fixed and varied",
    own({ simulate: { rate: 2 }, vary: { rate: [1] } }),
    "vary.rate: leave it out here or in simulate",
  ],
  [
    "what is set and varied",
    own({ set: { "weights.time": 1 }, vary: { "weights.time": [2] } }),
    "set.weights.time: varies too; leave it out here or there",
  ],
  [
    "a value that is set",
    own({ set: { "weights.time": -1 } }),
    "set.weights.time: must be a finite number >= 0 [1/s], not -1",
  ],
  [
    "τ in two ways",
    own({ set: { penalty: 1 }, vary: { penaltyFactor: [1] } }),
    "penaltyFactor: leave it out beside penalty",
  ],
  ["a design", own({ design: "sobel" }), 'design: must be "grid", "sobol" or "latin-hypercube", not "sobel"'],
  ["points of a grid", own({ points: 3 }), "points: leave it out in a grid, each of whose ranges has its own"],
  [
    "no points",
    own({ vary: { "weights.time": [1, 2] }, design: "sobol" }),
    "points: missing; a sobol design has a whole number >= 1",
  ],
  [
    "a design of nothing",
    own({ design: "latin-hypercube", points: 3 }),
    "vary: missing; a latin-hypercube design needs a path",
  ],
  [
    "points of a range in a design that has its own",
    own({ vary: { "weights.time": { from: 1, to: 2, points: 3 } }, design: "sobol", points: 4 }),
    "vary.weights.time.points: leave it out in a sobol design, which has its own",
  ],
  [
    "eleven dimensions",
    own({
      vary: Object.fromEntries(
        Array.from({ length: 11 }, (_, n) => [
          `users[${n % 5}].${n < 5 ? "workload" : n < 10 ? "device.speed" : "deadline"}`,
          { from: 1, to: 2 },
        ]),
      ),
      design: "sobol",
      points: 2,
    }),
    "vary: has 11 paths; a sobol design has at most 10, latin-hypercube any number",
  ],
  ["rows beside vary", own({ rows: [{}], vary: {} }), "vary: leave it out beside rows, which are the points"],
  ["no rows", own({ rows: [] }), "rows: must be a list of at least one point, not []"],
  [
    "a row's value",
    own({ rows: [{ "weights.time": 1 }, { "weights.time": "x" }] }),
    'rows[1].weights.time: must be a finite number >= 0 [1/s], not "x"',
  ],
  [
    "a row's path",
    own({ rows: [{ "weight.time": 1 }] }),
    "rows[0].weight.time: unknown field; did you mean weights.time?",
  ],
  [
    "rows that differ",
    own({ rows: [{ "weights.time": 1 }, { "weights.error": 1 }] }),
    "rows[1]: must have the paths of rows[0], weights.time, not weights.error",
  ],
  ["a row again", own({ rows: [{ "weights.time": 1 }, { "weights.time": 1 }] }), "rows[1]: is rows[0] again"],
  ["an outcome", own({ outcomes: ["gapp"] }), 'outcomes[0]: there is no "gapp"; did you mean gap?'],
  ["outcomes", own({ outcomes: "some" }), 'outcomes: must be "all", not "some"'],
  [
    "too many cells",
    drawn({ replications: 1e6, vary: { "weights.time": [1, 2] } }),
    "plan: has 2000000 cells; at most 1000000 are one sweep",
  ],
  [
    "several mistakes at once",
    own({ vary: { "edge.sped": [1], utility: ["x"] }, outcomes: ["gapp"] }),
    "vary.edge.sped: unknown field; did you mean edge.speed?",
    'vary.utility[0]: must be "linear" or "log", not "x"',
    'outcomes[0]: there is no "gapp"; did you mean gap?',
  ],
];

describe("a plan with a mistake", () => {
  it.each(wrong)("is told: %s", (_, plan, ...problems) => {
    expect(problemsOf(plan)).toEqual(problems);
  });
});

describe("a plan that is right", () => {
  it("may name services that are alike", () => {
    const services = ["text-to-video", "image-to-image"] as const;
    const { population } = parseSweepPlan({ population: { users: 2, services } });
    expect(population).toEqual({ users: 2, services: { "text-to-video": 1, "image-to-image": 1 } });
  });

  it("may say what a researcher asked, in at most twenty lines", () => {
    const plan = `{
      "name": "tau-by-capacity",
      "scenario": ${JSON.stringify(fiveUsers)},
      "resample": 60,
      "replications": 50,
      "seed": 7,
      "vary": {
        "penaltyFactor": { "log": [1e-4, 1e4], "points": 9 },
        "edge.stepCapacity": [100, 200, 400],
        "weights.time": { "from": 0.5, "to": 2, "points": 4 },
        "users[*].device.maxSteps": [10, 20]
      }
    }`;
    expect(plan.split("\n").length).toBeLessThanOrEqual(20);
    const cells = cellsOf(parseSweepPlan(JSON.parse(plan)));
    expect(cells).toHaveLength(10_800);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(10_800);
    expect(cells[0]!.point).toEqual({
      penaltyFactor: 1e-4,
      "edge.stepCapacity": 100,
      "weights.time": 0.5,
      "users[*].device.maxSteps": 10,
    });
  });

  it("may name files, which take the place of their names before there are cells", () => {
    const plan = parseSweepPlan({ users: "lab.csv", setting: "lab.json", rows: "design.csv" });
    expect(sources(plan)).toEqual([
      { field: "users", file: "lab.csv" },
      { field: "setting", file: "lab.json" },
      { field: "rows", file: "design.csv" },
    ]);
    expect(() => cellsOf(plan)).toThrow("users: is the file lab.csv; put what it holds in its place");
    const whole = parseSweepPlan({ ...plan, users, setting, rows: [{ "edge.stepCapacity": "null" }] });
    expect(sources(whole)).toEqual([]);
    expect(cellsOf(whole).map(({ point }) => point)).toEqual([{ "edge.stepCapacity": null }]);
  });

  it("is the same when it is parsed again", () => {
    const plan: SweepPlan = { scenario: fiveUsers, vary: { "weights.time": [1, 2] } };
    const once = parseSweepPlan(plan);
    expect(parseSweepPlan(once)).toEqual(once);
  });

  it.each<[string, SweepPlan]>([
    ["a number of users", { population: {}, vary: { users: [2, 3] } }],
    [
      "services and their shares",
      { population: { users: 2, services: { "text-to-video": 1 } }, vary: { "services.text-to-image-512": [0, 1] } },
    ],
    ["a server", { population: { users: 2 }, vary: { gpu: ["h100", "b200"] } }],
    ["a service alone", { population: { users: 2 }, vary: { services: ["text-to-video", "image-to-image"] } }],
    [
      "a part of an outage",
      {
        scenario: fiveUsers,
        simulate: { outage: { from: 1 } },
        set: { "outage.until": 3 },
        vary: { "outage.left": [0, 1] },
      },
    ],
    ["flags", { scenario: fiveUsers, vary: { continuation: [true, false] } }],
    ["unlimited capacity", { scenario: fiveUsers, vary: { "edge.stepCapacity": [null, 3] } }],
    ["random starts", { scenario: fiveUsers, replications: 2, vary: { start: ["half", "random"] } }],
    [
      "a policy's option",
      { scenario: fiveUsers, simulate: { policy: ["warm", "lyapunov"] }, vary: { tradeoff: [1, 10] } },
    ],
  ])("may vary %s", (_, plan) => {
    expect(cellsOf(parseSweepPlan(plan)).length).toBeGreaterThan(1);
  });
});
