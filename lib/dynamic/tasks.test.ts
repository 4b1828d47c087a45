import { beforeAll, describe, expect, it } from "vitest";
import { generate } from "../population/generate.js";
import { toColumns } from "../scenario/columns.js";
import type { Scenario, Service, User } from "../scenario/types.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import type { Arrival } from "./arrivals.js";
import { enumeratedBound } from "./enumerated-bound.js";
import { oracleBound } from "./oracle.js";
import { outcomes } from "./outcomes.js";
import { makePolicy, POLICIES } from "./policies/policies.js";
import { simulate } from "./simulate.js";
import { columnsAt } from "./slot.js";
import { makeWorld, type World, type WorldOptions } from "./world.js";

const generated = generate({
  users: 12,
  seed: 8,
  services: { "text-to-image-512": 1, "image-to-image": 1, "text-to-image-1024": 1 },
  deadlineShare: 0.7,
  stepCapacity: 60,
  deviceMaxSteps: 12,
});
/** Some users want few steps. */
const scenario: Scenario = {
  ...generated,
  users: generated.users.map((user, n) => (n % 3 === 0 ? { ...user, maxSteps: 2 + n } : user)),
};
const options: WorldOptions = { slots: 12, slotSeconds: 1.5, dropCost: 30 };
const drawn = makeWorld(toColumns(scenario), options, 4);

/** What a user asks for, but for deadline and most steps. */
const serviceOf = ({ workload, link: { uplinkBits, downlinkBits }, errorModel }: User): Service => ({
  workload,
  uplinkBits,
  downlinkBits,
  errorModel,
});
const services = Object.fromEntries(scenario.users.map((user) => [`of ${user.id}`, serviceOf(user)]));
/** All users ask for what the first does; their requests for what they asked for before, each kind of limit apart. */
const plain = scenario.users.map(({ deadline: _, maxSteps: __, ...user }): User => {
  const { workload, link, errorModel } = scenario.users[0]!;
  const { uplinkBits, downlinkBits } = link;
  return { ...user, workload, errorModel, link: { ...user.link, uplinkBits, downlinkBits } };
});

/** Arrivals whose requests say what `of` says of their user. */
function asking(of: (user: User) => Partial<Arrival>): Arrival[] {
  return drawn.arrivals.map((arrival) => ({ ...arrival, ...of(scenario.users[arrival.user]!) }));
}
const limitsOf = ({ deadline, maxSteps }: User) => ({
  ...(deadline !== undefined && { deadline }),
  ...(maxSteps !== undefined && { maxSteps }),
});
/** Made when they are tested, so that a fault in the making is found by these tests. */
const worlds: readonly (readonly [string, () => World])[] = [
  [
    "in its request",
    () =>
      makeWorld(
        toColumns({ ...scenario, services, users: plain }),
        { ...options, arrivals: asking((user) => ({ service: `of ${user.id}`, ...limitsOf(user) })) },
        4,
      ),
  ],
  [
    "in its service",
    () =>
      makeWorld(
        toColumns({
          ...scenario,
          services: Object.fromEntries(
            scenario.users.map((user) => [`of ${user.id}`, { ...serviceOf(user), ...limitsOf(user) }]),
          ),
          users: plain,
        }),
        { ...options, arrivals: asking((user) => ({ service: `of ${user.id}` })) },
        4,
      ),
  ],
  [
    "in place of its service's",
    () =>
      makeWorld(
        toColumns({
          ...scenario,
          services: { any: { deadline: 0.5, maxSteps: 1 } },
          users: scenario.users.map(({ maxSteps: _, ...user }) => ({ ...user, deadline: 1e6 })),
        }),
        {
          ...options,
          arrivals: asking((user) => ({ service: "any", deadline: 1e6, maxSteps: 100_000, ...limitsOf(user) })),
        },
        4,
      ),
  ],
];

/** In the short suite each policy in one world. */
const SHARE = shortOrFull(worlds.length, 1);

describe.each(worlds)("what a request asks for, %s", (where, make) => {
  const at = worlds.findIndex(([name]) => name === where);
  let own: World;
  beforeAll(() => {
    own = make();
  });

  it("is there, and binds", () => {
    expect(own.tasks.columns.count).toBeGreaterThan(own.scenario.users.count);
    const without = makeWorld(own.scenario, { ...options, arrivals: drawn.arrivals }, 4);
    const { requests, objective } = outcomes(simulate(without, makePolicy("exact", without)));
    expect(outcomes(simulate(own, makePolicy("exact", own)))).not.toMatchObject({ requests, objective });
    const ignoring = outcomes(simulate(own, makePolicy("exact", own), { ignoreDeadlines: true }));
    expect(ignoring.requests.late).toBeGreaterThan(0);
  });

  it.each(POLICIES.filter((_, i) => i % SHARE === at % SHARE))(
    "is to $name what its user's would be",
    MORE_IN_FULL,
    ({ name }) => {
      for (const ignoreDeadlines of someOrAll(1, [false, true])) {
        const [a, b] = [drawn, own].map((world) =>
          outcomes(simulate(world, makePolicy(name, world), { ignoreDeadlines })),
        );
        expect(b).toEqual(a);
      }
    },
  );

  it("is the same to the bound, and to its check", () => {
    const bounds = [drawn, own].map((world) => oracleBound(world));
    expect(bounds[1]!.lowerBound).toBeCloseTo(bounds[0]!.lowerBound, 6);
    const values = [drawn, own].map((world) => enumeratedBound(world, bounds[0]!.prices));
    expect(values[1]!.value).toBeCloseTo(values[0]!.value, 6);
    expect(Math.abs(values[0]!.value - bounds[0]!.lowerBound)).toBeLessThanOrEqual(values[0]!.margin);
  });
});

describe("two services of one user", () => {
  const arrivals = [0, 0, 1].map((time, i) => ({
    time,
    user: 3,
    ...(i < 2 && { service: `of ${scenario.users[i]!.id}` }),
  }));
  let world: World;
  beforeAll(() => {
    world = makeWorld(toColumns({ ...scenario, services }), { ...options, arrivals, channel: "mobile" }, 4);
  });

  it("are two tasks, at that user's device and on its channel", () => {
    const { columns, of, user } = world.tasks;
    expect([...of]).toEqual([12, 13, 3]);
    expect([user[12], user[13], user[3]]).toEqual([3, 3, 3]);
    const at = columnsAt(world, of, [2, 2, 2], [9, 9, 9]).users;
    const [a, b] = scenario.users;
    expect([...at.workload]).toEqual([a!.workload, b!.workload, scenario.users[3]!.workload]);
    expect(new Set(at.deviceSpeed).size).toBe(1);
    expect([...at.uplinkRate]).toEqual(new Array(3).fill(world.channel!.uplinkRate[2 * 12 + 3]));
    expect([...at.downlinkRate]).toEqual(new Array(3).fill(world.channel!.downlinkRate[2 * 12 + 3]));
    expect(columns.errors.law[12]).toBe(columns.errors.law[0]);
  });

  it("that is asked for again are one task", () => {
    const again = [...arrivals, ...arrivals.map((arrival) => ({ ...arrival, time: 2 }))];
    expect([...makeWorld(world.scenario, { ...options, arrivals: again }, 1).tasks.of]).toEqual([12, 13, 3, 12, 13, 3]);
  });
});

it.each<[Partial<Arrival>, string]>([
  [{ deadline: 0 }, "deadline: must be a finite number > 0 [s], not 0"],
  [{ deadline: -1 }, "deadline: must be a finite number > 0 [s], not -1"],
  [{ deadline: NaN }, "deadline: must be a finite number > 0 [s], not NaN"],
  [{ deadline: Infinity }, "deadline: must be a finite number > 0 [s], not Infinity"],
  [{ maxSteps: 0 }, "maxSteps: must be a whole number from 1 to 100000, not 0"],
  [{ maxSteps: 1.5 }, "maxSteps: must be a whole number from 1 to 100000, not 1.5"],
  [{ service: "chat" }, 'service: "chat" is no service: the scenario has no services'],
])("refuses what is no task, case %#", (own, message) => {
  const arrivals = [{ time: 0, user: 0, ...own }];
  expect(() => makeWorld(drawn.scenario, { ...options, arrivals }, 1)).toThrow(`arrivals[0].${message}`);
});

it("knows a near miss of a service", () => {
  const named = toColumns({ ...scenario, services: { draft: {}, final: {} } });
  expect(() => makeWorld(named, { ...options, arrivals: [{ time: 0, user: 0, service: "drafts" }] }, 1)).toThrow(
    'arrivals[0].service: "drafts" is no service of the scenario; did you mean draft?',
  );
});
