import { describe, expect, it } from "vitest";
import { generate } from "../population/generate.js";
import { toColumns } from "../scenario/columns.js";
import { enumeratedBound } from "./enumerated-bound.js";
import { oracleBound } from "./oracle.js";
import { outcomes } from "./outcomes.js";
import { makePolicy, POLICIES } from "./policies/policies.js";
import { simulate } from "./simulate.js";
import { makeWorld, type WorldOptions } from "./world.js";

const scenario = generate({ users: 12, seed: 8, deadlineShare: 0.7, stepCapacity: 60, deviceMaxSteps: 12 });
const options: WorldOptions = { slots: 12, slotSeconds: 1.5, dropCost: 30 };
const drawn = makeWorld(toColumns(scenario), options, 4);
/** Whose requests have the deadlines of their users, who have none. */
const own = makeWorld(
  toColumns({ ...scenario, users: scenario.users.map(({ deadline: _, ...user }) => user) }),
  {
    ...options,
    arrivals: drawn.arrivals.map((arrival) => {
      const { deadline } = scenario.users[arrival.user]!;
      return deadline === undefined ? arrival : { ...arrival, deadline };
    }),
  },
  4,
);

describe("a request's own deadline", () => {
  it("is there, and binds", () => {
    expect(own.arrivals.filter(({ deadline }) => deadline !== undefined).length).toBeGreaterThan(50);
    const without = { ...own, arrivals: drawn.arrivals };
    const { requests } = outcomes(simulate(without, makePolicy("exact", without)));
    expect(outcomes(simulate(own, makePolicy("exact", own))).requests).not.toEqual(requests);
    const ignoring = outcomes(simulate(own, makePolicy("exact", own), { ignoreDeadlines: true }));
    expect(ignoring.requests.late).toBeGreaterThan(0);
  });

  it.each(POLICIES)("is to $name what its user's would be", ({ name }) => {
    for (const ignoreDeadlines of [false, true]) {
      const [a, b] = [drawn, own].map((world) =>
        outcomes(simulate(world, makePolicy(name, world), { ignoreDeadlines })),
      );
      expect(b).toEqual(a);
    }
  });

  it("is the same to the bound, and to its check", () => {
    const bounds = [drawn, own].map((world) => oracleBound(world));
    expect(bounds[1]).toEqual(bounds[0]);
    const values = [drawn, own].map((world) => enumeratedBound(world, bounds[0]!.prices));
    expect(values[1]).toEqual(values[0]);
    expect(Math.abs(values[0]!.value - bounds[0]!.lowerBound)).toBeLessThanOrEqual(values[0]!.margin);
  });

  it.each([0, -1, Number.NaN, Infinity])("is refused if it is no time, case %#", (deadline) => {
    const arrivals = [{ time: 0, user: 0, deadline }];
    expect(() => makeWorld(drawn.scenario, { ...options, arrivals }, 1)).toThrow(
      `arrivals[0].deadline: must be a finite number > 0 [s], not ${deadline}`,
    );
  });
});
