/** Scenarios in which little or nothing is left to decide (MODEL.md §2, §7), against HiGHS. */
import { expect, it } from "vitest";
import { violations } from "../model/constraints.js";
import { evaluate } from "../model/objective.js";
import { toProblem } from "../model/problem.js";
import { stream } from "../numerics/stream.js";
import { toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { solveMilp } from "../testing/milp.js";
import { FEASIBLE } from "../testing/reference.js";
import { allocate } from "./allocation.js";
import { lagrangianBound } from "./certificate/bound.js";
import { stepCore } from "./certificate/core.js";
import { solveExact } from "./certificate/exact.js";
import { InfeasibleError } from "./infeasible.js";
import { METHODS, type MethodName } from "./methods/methods.js";
import { solveBigM } from "./sca/big-m.js";
import { perspective, solvePerspective } from "./sca/perspective.js";
import { RELAXATIONS } from "./sca/relaxations.js";
import { relaxedObjective, solve } from "./solve.js";

const base = FEASIBLE.find(({ name }) => name === "small-10")!.scenario;

function withCapacity(stepCapacity: number | null, scenario: Scenario = base): Scenario {
  return { ...scenario, edge: { ...scenario.edge, stepCapacity } };
}

/** The first users' devices take no step. */
function withClosed(count: number): Scenario {
  const users = base.users.map((user, n) => (n < count ? { ...user, device: { ...user.device, maxSteps: 0 } } : user));
  return { ...base, users };
}

const alike = { ...base, users: Array.from({ length: 12 }, (_, n) => ({ ...base.users[3]!, id: `u${n + 1}` })) };
const one = { ...base, users: [base.users[0]!] };
const worthless = { ...base, weights: { time: 0, error: 0, energy: 0, localUtility: 0, edgeUtility: 0 } };
const edgeClosed = { ...base, edge: { ...base.edge, maxSteps: 0 } };

const cases: readonly (readonly [name: string, scenario: Scenario])[] = [
  ["capacity 0", withCapacity(0)],
  ["capacity 1", withCapacity(1)],
  ["just enough for the users with a closed device", withCapacity(4, withClosed(4))],
  ["one step more than that", withCapacity(5, withClosed(4))],
  ["every device closed, a step for each", withCapacity(10, withClosed(10))],
  ["edge closed", edgeClosed],
  ["identical users, scarce capacity", withCapacity(37, alike)],
  ["identical users, unlimited capacity", withCapacity(null, alike)],
  ["zero weights", worthless],
  ["zero weights, capacity 0", withCapacity(0, worthless)],
  ["one user", one],
  ["one user, one step of capacity", withCapacity(1, one)],
  ["one user, unlimited capacity", withCapacity(null, one)],
];

it.each(
  shortOrFull(
    cases.filter((_, i) => i % 6 === 1),
    cases,
  ),
)("%s: every method is right", MORE_IN_FULL, async (_name, scenario) => {
  const independent = evaluate(toColumns(scenario), (await solveMilp(scenario))!);
  const slack = 1e-8 * independent.magnitude;
  for (const relaxation of RELAXATIONS) {
    expect(relaxedObjective(scenario, relaxation), relaxation.name).toBeLessThanOrEqual(independent.objective + slack);
  }
  const solutions = RELAXATIONS.flatMap((relaxation) =>
    METHODS.filter(({ options }) => relaxation === perspective || options.includes("relaxation")).map(
      ({ name: method }) => solve<MethodName>(scenario, { method, relaxation, seed: 3 }),
    ),
  );
  for (const { method, status, plan, objective, lowerBound, gap } of solutions) {
    expect(violations(toColumns(scenario), plan), method).toEqual([]);
    expect(objective, method).toBeGreaterThanOrEqual(independent.objective - slack);
    expect(lowerBound, method).toBeLessThanOrEqual(independent.objective + slack);
    expect(gap, method).toBeGreaterThanOrEqual(0);
    expect(["numerical-error", "iteration-limit"], method).not.toContain(status);
    if (method !== "exact") continue;
    expect(status).toBe("optimal");
    expect(Math.abs(objective - independent.objective)).toBeLessThanOrEqual(slack);
  }
});

it("a step too few for the users with a closed device is infeasible, and they are named", () => {
  for (const { name: method } of METHODS) {
    expect(() => solve(withCapacity(3, withClosed(4)), { method }), method).toThrow(InfeasibleError);
    expect(() => solve(withCapacity(3, withClosed(4)), { method }), method).toThrow(/4 users.*3/s);
  }
});

/** Users without limits, energy or transfers, whose costs are plain sums. @param localCost Of one step on the device. */
function tied(next: () => number, localCost: (edgeCost: (s: number) => number) => number): Scenario {
  const initial = 10 + 40 * next();
  const decay = 0.2 + next();
  const edgeCost = (s: number): number => s / 1e3 + initial * Math.exp(-decay * s);
  const localUtility = 10;
  const speed = 1 / (localCost(edgeCost) - initial * Math.exp(-decay) + localUtility);
  const link = { uplinkBits: 0, downlinkBits: 0, uplinkRate: 1, downlinkRate: 1, transmitPower: 0, receivePower: 0 };
  return {
    weights: { time: 1, error: 1, energy: 0, localUtility, edgeUtility: 0 },
    edge: { speed: 1e3, switchedCapacitance: 0, maxSteps: 3, stepCapacity: next() < 0.5 ? 1 : 2 },
    users: [
      {
        id: "u1",
        workload: 1,
        device: { speed, switchedCapacitance: 0, maxSteps: 1 },
        link,
        errorModel: { kind: "exponential", initial, decay },
      },
    ],
  };
}

it("a user for whom leaving the edge and giving up a step there are tied gets its optimum", MORE_IN_FULL, () => {
  const next = stream(1, 0);
  for (let i = 0; i < shortOrFull(15, 500); i++) {
    const scenario = tied(next, (edgeCost) => edgeCost(2) + 2 * (edgeCost(2) - edgeCost(3)));
    const [exact, local, edge] = (["exact", "local", "edge"] as const).map((method) => solve(scenario, { method }));
    expect(exact!.status).toBe("optimal");
    expect(exact!.objective).toBe(Math.min(local!.objective, edge!.objective));
  }
});

it("a user who is tied over a hundred thousand steps takes what is left", () => {
  const { users, weights, edge } = tied(stream(2, 0), (edgeCost) => edgeCost(1));
  const scenario = {
    weights: { ...weights, error: 0, edgeUtility: 10 },
    edge: { ...edge, maxSteps: 100_000, stepCapacity: 100_001 },
    users: ["a", "b", "c"].map((id, n) => ({ ...users[0]!, id, workload: 1 + n / 10 })),
  };
  const { status, plan } = solve(scenario, { method: "exact" });
  expect(status).toBe("optimal");
  expect(plan.steps.reduce((sum, s, n) => sum + s * plan.offload[n]!, 0)).toBe(100_001);
});

it("past the state limit, users who are all worth the same a step fill the capacity as they can", MORE_IN_FULL, () => {
  const next = stream(3, 0);
  const [user] = base.users;
  // at the edge s steps cost `sending` − s and s ≤ 2·sending; the device −1: a price of ½ ties both places, but for that one
  const users = Array.from({ length: shortOrFull(45, 60) }, (_, n) => {
    const sending = 10 * (3 + Math.floor(48 * next()));
    return {
      id: `u${n + 1}`,
      workload: 1,
      device: { speed: 1, switchedCapacitance: 0, maxSteps: 1 },
      link: { ...user!.link, uplinkBits: sending, downlinkBits: 0, uplinkRate: 1 },
      errorModel: { kind: "exponential", initial: 0, decay: 0 } as const,
      deadline: 3 * sending,
    };
  });
  const all = users.reduce((sum, { link }) => sum + 2 * link.uplinkBits, 0);
  const scenario: Scenario = {
    weights: { time: 1, error: 0, energy: 0, localUtility: 1, edgeUtility: 2 },
    edge: { speed: 1, switchedCapacitance: 0, maxSteps: 1000, stepCapacity: 20 * Math.round(all / 20 / 3) + 10 },
    users,
  };
  // full edges take multiples of 20 steps: 10 are left, at ½ each, if some subset of the users fills the rest
  const problem = toProblem(scenario);
  const bound = lagrangianBound(problem);
  const stateLimit = shortOrFull(1e5, 2e5);
  expect(bound.price).toBeCloseTo(0.5, 12);
  const cut = solveExact(problem, bound, { stateLimit });
  expect(cut).toMatchObject({ proven: false, endedBy: "stateLimit", excess: expect.closeTo(5, 9) });
  const [own, ...others] = (["exact", "sca", "greedy"] as const).map((method) =>
    solve(scenario, { method, ...(method === "exact" && { stateLimit }) }),
  );
  expect(own!.excess).toBeCloseTo(5, 9);
  expect(own!.objective).toBeLessThan(Math.min(...others.map(({ objective }) => objective)));
  expect(solveExact(problem, bound)).toMatchObject({ proven: true, endedBy: null, excess: expect.closeTo(5, 9) });
});

it("a core tells apart more choices than two bytes number", () => {
  const slack = 70_000;
  const block = { user: 0, use: 1, copies: 1 };
  const core = stepCore(1, slack, 1e6);
  core.enter(
    block,
    Array.from({ length: slack }, (_, i) => ({ reducedCost: 0, shift: i + 1 })),
    0,
  );
  expect(core.excess).toBe(0);
  expect(core.deviations()).toEqual([{ block, shift: slack }]);
});

it("a plan further above the bound than its reduced costs say is not called optimal", () => {
  const problem = toProblem(base);
  const bound = lagrangianBound(problem);
  const { proven, excess } = solveExact(problem, bound);
  expect(proven).toBe(true);
  const lower = { ...bound, lowerBound: bound.lowerBound - 1 };
  expect(solveExact(problem, lower)).toMatchObject({ proven: false, excess: expect.closeTo(excess + 1, 9) });
});

it("a price that is thought to be near does no harm where the capacity is unlimited", () => {
  const problem = toProblem(withCapacity(null));
  const everywhere = new Uint8Array(problem.count).fill(1);
  expect(allocate(problem, everywhere, 3)).toEqual(allocate(problem, everywhere));
  const slope = new Float64Array(problem.count);
  expect(solvePerspective(problem, slope, { price: 3 })).toEqual(solvePerspective(problem, slope));
  expect(solveBigM(problem, slope, { price: 3 })).toEqual(solveBigM(problem, slope));
});
