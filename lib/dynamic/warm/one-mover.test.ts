import { expect, it } from "vitest";
import { type Problem, problemOf } from "../../model/problem.js";
import { generateColumns } from "../../population/generate.js";
import { toColumns } from "../../scenario/columns.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { defaultPenalty, solveSca } from "../../solver/sca/sca.js";
import { startingPoint } from "../../solver/sca/starts.js";
import { compoundScenario } from "../../testing/compound-scenario.js";
import { hasPlan } from "../../testing/feasible-problems.js";
import { floorScenario } from "../../testing/floor-scenario.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { modelsScenario } from "../../testing/models-scenario.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { leastPenalty, onlyOneMoves } from "./one-mover.js";

/** The relaxation's solution at τ = 0. */
const relaxedOf = (problem: Problem) => solvePerspective(problem, new Float64Array(problem.count));

/** What is said of a population at τ's default, and whether the algorithm moves others; null where it leaves nobody split. */
function moves(users: number, seed: number): { readonly one: boolean; readonly others: boolean } | null {
  const problem = problemOf(generateColumns({ users, seed, stepCapacity: 4 * users }));
  const first = relaxedOf(problem);
  if (first.offload.every((a) => a % 1 === 0)) return null;
  const penalty = defaultPenalty(problem, first);
  let others = false;
  solveSca(problem, {
    penalty,
    start: startingPoint("half", users, 0),
    iterationLimit: 100,
    onSolution: ({ offload }) => {
      others ||= offload.some((a, n) => first.offload[n]! % 1 === 0 && a !== first.offload[n]);
    },
  });
  return { one: onlyOneMoves(problem, first, first.price, penalty), others };
}

/** Seeds by the number of users, of those up to 50 at which others move. */
const OTHERS_MOVE: readonly (readonly [users: number, seed: number])[] = [
  [7, 45],
  [10, 16],
  [10, 39],
  [11, 17],
  [11, 49],
];

it.each(OTHERS_MOVE)("says of %d users that others may move where they do, seed %d", (users, seed) => {
  expect(moves(users, seed)).toEqual({ one: false, others: true });
});

it("says that one moves only where the algorithm moves no other", MORE_IN_FULL, () => {
  for (let seed = 1; seed <= shortOrFull(5, 300); seed++) {
    for (const users of [7, 10, 11, 150]) {
      const found = moves(users, seed);
      expect({ users, seed, wrong: found?.one && found.others }).not.toMatchObject({ wrong: true });
    }
  }
});

it("says of many that no other moves", () => {
  const found = [1, 2, 3].flatMap((seed) => moves(3000, seed) ?? []);
  expect(found.length).toBeGreaterThan(1);
  for (const one of found) expect(one).toEqual({ one: true, others: false });
});

it.each([
  ["", randomScenario],
  [", with floors", floorScenario],
  [", with laws made of tables and laws", compoundScenario],
  [", with several models", modelsScenario],
])("bounds the default of τ from below, over random scenarios%s", (_, made) => {
  let above = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const scenario = made(seed, 12);
    if (!hasPlan(scenario)) continue;
    const problem = problemOf(toColumns(scenario));
    const point = relaxedOf(problem);
    const least = leastPenalty(problem, point);
    if (least > 0) above++;
    expect(least).toBeLessThanOrEqual(defaultPenalty(problem, point));
  }
  expect(above).toBeGreaterThan(0);
});

it("is near it where errors cost little", () => {
  const problem = problemOf(generateColumns({ users: 50, seed: 1, stepCapacity: 500, weights: { error: 0.01 } }));
  const point = relaxedOf(problem);
  expect(leastPenalty(problem, point) / defaultPenalty(problem, point)).toBeGreaterThan(0.9);
});
