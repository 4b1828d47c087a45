/** The price with whole steps on populations that are searched by samples, against plain sums (MODEL.md §7). */
import { describe, expect, it } from "vitest";
import { cost } from "../../model/cost.js";
import { evaluate } from "../../model/objective.js";
import { type Problem, problemOf, toProblem } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/steps.js";
import { generateColumns } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { lagrangianBound } from "../certificate/bound.js";
import { solveExact } from "../certificate/exact.js";
import { assertFeasible } from "../infeasible.js";

/** Demand of the edge at a price, summed plainly. */
function demandAt({ count, edge, localWholeCost }: Problem, price: number): number {
  let sum = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 0) continue;
    const s = bestWholeSteps(edge, n, price);
    if (cost(edge, n, s) + price * s < localWholeCost[n]!) sum += s;
  }
  return sum;
}

const log = { utility: "log", weights: { localUtility: 0.8, edgeUtility: 1.5 } } as const;
const populations: readonly Omit<GenerateOptions, "seed">[] = [
  { users: 700 },
  { users: 9000 },
  { users: 9000, errorKind: "power", deadlineShare: 0.5, batteryShare: 0.5 },
  { users: 3000, ...log, deadlineShare: 0.5 },
  { users: 3000, services: { "text-to-image-512": 1, "text-to-video": 1 } },
  { users: 3000, stepCapacity: 3 },
  { users: 3000, stepCapacity: 0 },
  { users: 3000, stepCapacity: 200_000 },
  { users: 3000, stepCapacity: null },
];

describe.each(populations)("%j", (options) => {
  const problem = problemOf(generateColumns({ seed: 11, ...options }));

  it("is the smallest price at which demand fits", () => {
    const bound = lagrangianBound(problem);
    expect(demandAt(problem, bound.price)).toBeLessThanOrEqual(problem.capacity);
    if (bound.price > 0) expect(demandAt(problem, bound.price * (1 - 1e-9))).toBeGreaterThan(problem.capacity);
  });

  it("gives the optimum that a core open to all users gives", () => {
    const bound = lagrangianBound(problem);
    const exact = solveExact(problem, bound);
    const open = { ...bound, basis: { ...bound.basis, found: { ...bound.basis.found, brackets: [] } } };
    const whole = solveExact(problem, open);
    expect(exact.proven && whole.proven).toBe(true);
    const { objective, magnitude } = evaluate(problem.scenario, whole.plan);
    expect(Math.abs(evaluate(problem.scenario, exact.plan).objective - objective)).toBeLessThanOrEqual(
      1e-12 * magnitude,
    );
    expect(Math.abs(objective - bound.lowerBound - whole.excess)).toBeLessThanOrEqual(1e-10 * magnitude);
  });
});

it("users of a few kinds cost what the same users cost when none is known to be alike", () => {
  let compared = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const few = randomScenario(seed, 3);
    const users = Array.from({ length: 40 }, (_, n) => ({ ...few.users[n % few.users.length]!, id: `u${n}` }));
    const capacity = users.filter(({ device }) => device.maxSteps === 0).length + seed * 9;
    const scenario = { ...few, edge: { ...few.edge, stepCapacity: capacity }, users };
    // A little more work for each user: too little to matter, enough to tell them apart.
    const apart = {
      ...scenario,
      users: users.map((user, n) => ({ ...user, workload: user.workload * (1 + n * 1e-13) })),
    };
    const [grouped, single] = [toProblem(scenario), toProblem(apart)];
    try {
      assertFeasible(grouped);
    } catch {
      continue;
    }
    compared++;
    expect(grouped.kinds).not.toBe(null);
    expect(single.kinds).toBe(null);
    const [one, other] = [grouped, single].map((p) => solveExact(p, lagrangianBound(p)));
    const { objective, magnitude } = evaluate(grouped.scenario, one!.plan);
    expect(one!.proven && other!.proven, `seed ${seed}`).toBe(true);
    const difference = Math.abs(objective - evaluate(single.scenario, other!.plan).objective);
    expect(difference, `seed ${seed}`).toBeLessThanOrEqual(1e-9 * magnitude);
  }
  expect(compared).toBeGreaterThan(25);
});
