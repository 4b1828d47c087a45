import { describe, expect, it } from "vitest";
import type { Problem } from "../../model/problem.js";
import { problemOf } from "../../model/problem.js";
import { numbersOf, replaceUsers, type ScenarioColumns, toColumns } from "../../scenario/columns.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { oneUser } from "../../testing/one-user.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { changedProblem, changedUsers } from "./changes.js";

const one = oneUser({
  deadline: 9,
  maxSteps: 15,
  maxError: 0.9,
  device: { speed: 2e12, switchedCapacitance: 5e-37, maxSteps: 20, battery: 30 },
});
const users = (count: number) => Array.from({ length: count }, (_, n) => ({ ...one.users[0]!, id: `u${n}` }));
const four = (): ScenarioColumns => toColumns({ ...one, users: users(4) });

/** The same with one number of one user changed. */
function with1(columns: ScenarioColumns, name: string, n: number): ScenarioColumns {
  const own = numbersOf(columns.users)[name as "deadline"].slice();
  own[n]! *= 1.5;
  return { ...columns, users: { ...columns.users, [name]: own } };
}

describe("changedUsers", () => {
  it("are none of the same columns, and none where only the capacity differs", () => {
    const columns = four();
    expect([...changedUsers(columns, four())!]).toEqual([]);
    const { edge } = columns;
    expect([...changedUsers(columns, { ...columns, edge: { ...edge, stepCapacity: 3 } })!]).toEqual([]);
    expect([...changedUsers(columns, { ...columns, edge: { ...edge, stepCapacity: null } })!]).toEqual([]);
  });

  it("are found by every number, and by the error's law", () => {
    const columns = four();
    columns.users.latentBits.fill(1e5);
    const names = Object.keys(numbersOf(columns.users));
    expect(names).toHaveLength(15);
    for (const name of names) expect([name, ...changedUsers(columns, with1(columns, name, 2))!]).toEqual([name, 2]);
    const other = users(4).with(1, {
      ...one.users[0]!,
      id: "u1",
      errorModel: { kind: "exponential", initial: 1, decay: 0.2 },
    });
    expect([...changedUsers(four(), toColumns({ ...one, users: other }))!]).toEqual([1]);
    expect([...changedUsers(columns, with1(with1(columns, "deadline", 0), "battery", 3))!]).toEqual([0, 3]);
  });

  it("are not told where more than half are, or the settings", () => {
    const columns = four();
    const three = [0, 1, 3].reduce((changed, n) => with1(changed, "workload", n), columns);
    expect(changedUsers(columns, three)).toBeNull();
    expect(changedUsers(columns, toColumns({ ...one, users: users(5) }))).toBeNull();
    expect(changedUsers(columns, { ...columns, utility: "log" })).toBeNull();
    expect(changedUsers(columns, { ...columns, edge: { ...columns.edge, maxSteps: 99 } })).toBeNull();
    expect(changedUsers(columns, { ...columns, edge: { ...columns.edge, speed: 3e13 } })).toBeNull();
    for (const weight of Object.keys(columns.weights)) {
      expect(changedUsers(columns, { ...columns, weights: { ...columns.weights, [weight]: 2.5 } })).toBeNull();
    }
    const free = { ...columns, weights: { ...columns.weights, time: 0 } };
    expect(changedUsers(free, free)).toBeNull();
  });
});

describe("changedProblem", () => {
  /** All that a method asks of a problem, but identical users told once. */
  const content = ({ local, edge, localSteps, localCost, ...problem }: Problem) => {
    const { scenario, copies, kinds, ...others } = problem;
    const { users: _, ...localOwn } = local;
    const { users: __, ...edgeOwn } = edge;
    return { ...others, localOwn, edgeOwn, localSteps, localCost };
  };

  it("is the problem made anew, whoever changed", MORE_IN_FULL, () => {
    for (let seed = 1; seed <= shortOrFull(20, 60); seed++) {
      const columns = toColumns(randomScenario(seed, 10));
      const others = toColumns({ ...randomScenario(seed + 500, 10), weights: columns.weights });
      if (columns.weights.time === 0) continue;
      const { count } = columns.users;
      for (const changed of [[], [0], [...new Array(count).keys()].filter((n) => n % 2 === 1)]) {
        const theirs = new Int32Array(count).fill(-1);
        for (const n of changed) theirs[n] = n % others.users.count;
        const stepCapacity = seed % 3 === 0 ? null : seed;
        const after = {
          ...columns,
          edge: { ...columns.edge, stepCapacity },
          users: replaceUsers(columns.users, others.users, theirs),
        };
        const found = changedProblem(problemOf(columns), after, Int32Array.from(changed));
        const anew = content(problemOf(after));
        const plain = (problem: ReturnType<typeof content>) => {
          const { localOwn, edgeOwn, ...own } = problem;
          // where nobody has limits any more, limits that never bind are the same as none, and so are floors of one step
          const limits = (place: typeof localOwn) => ({
            ...place,
            minSteps: place.minSteps ?? new Float64Array(count).fill(1),
            limits:
              place.limits ??
              ({
                turn: new Float64Array(count).fill(Infinity),
                regime: new Uint8Array(count),
                coefficient: new Float64Array(count),
                constant: new Float64Array(count),
              } as const),
          });
          return { ...own, localOwn: limits(localOwn), edgeOwn: limits(edgeOwn) };
        };
        expect({ seed, changed, ...plain(content(found)) }).toEqual({ seed, changed, ...plain(anew) });
        expect(found.scenario).toBe(after);
        expect([found.local.users, found.edge.users]).toEqual([after.users, after.users]);
        expect([found.copies, found.kinds]).toEqual([null, null]);
        if (found.local.limits === null) expect(problemOf(after).local.limits).toBeNull();
      }
    }
  });
});
