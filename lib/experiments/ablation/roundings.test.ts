import { describe, expect, it } from "vitest";
import { violations } from "../../model/constraints.js";
import type { Plan } from "../../model/objective.js";
import { evaluate } from "../../model/objective.js";
import { maxWholeSteps } from "../../model/placement.js";
import { toProblem } from "../../model/problem.js";
import { fiveUsers } from "../../population/five-users.js";
import { allocate } from "../../solver/allocation.js";
import { type ScaRun, solveSca } from "../../solver/sca/sca.js";
import { startingPoint } from "../../solver/sca/starts.js";
import { type Iterates, ROUNDINGS, type RoundingName } from "./roundings.js";

const problem = toProblem(fiveUsers);
const solved = solveSca(problem, { penalty: 1, start: startingPoint("half", 5, 0), iterationLimit: 1 });

/** A run that ended at these offloadings and steps. */
function endedAt(offload: number[], localSteps: number[], edgeSteps: number[]): Iterates {
  const relaxed = {
    ...solved.relaxed,
    offload: Float64Array.from(offload),
    localSteps: Float64Array.from(localSteps),
    edgeSteps: Float64Array.from(edgeSteps),
  };
  return { run: { ...solved, relaxed }, first: solved };
}

const read = (name: RoundingName, iterates: Iterates): Plan | null =>
  ROUNDINGS.find((rounding) => rounding.name === name)!.plan(problem, iterates);

describe("the last iterate as it stands", () => {
  it("is the edge from ½ on, with the steps of both places together, rounded down", () => {
    // x + y: 4.9; ½·4 + ½·9 = 6.5; 0.4·5 + 0.6·10 = 8; 0.75·4 + 0.25·8 = 5; 7.99…, which is 8 but for rounding
    const plan = read("none", endedAt([0, 0.5, 0.6, 0.25, 1], [4.9, 4, 5, 4, 0], [0, 9, 10, 8, 8 - 1e-13]))!;
    expect(Array.from(plan.offload)).toEqual([0, 1, 1, 0, 1]);
    expect(Array.from(plan.steps)).toEqual([4, 6, 8, 5, 8]);
    expect(violations(problem.scenario, plan)).toEqual([]);
  });

  it("is no plan where it asks the edge for more steps than it has, or a device for more than it takes", () => {
    expect(problem.capacity).toBe(40);
    const all = (steps: number): Iterates => endedAt([1, 1, 1, 1, 0], [0, 0, 0, 0, 4], [steps, steps, steps, steps, 0]);
    expect(read("none", all(10))).not.toBeNull();
    expect(read("none", all(11))).toBeNull();
    const most = maxWholeSteps(problem.local, 0);
    const onDevice = (steps: number): Iterates => endedAt([0, 1, 0, 0, 0], [steps, 0, 4, 4, 4], [0, 9, 0, 0, 0]);
    expect(read("none", onDevice(most + 0.9))).not.toBeNull();
    expect(read("none", onDevice(most + 1))).toBeNull();
  });
});

describe("the others", () => {
  it("keep its places with the best whole steps, even where it asks for too many", () => {
    const iterates = endedAt([1, 1, 1, 0.5, 0.49], [0, 0, 0, 4, 4], [30, 30, 30, 30, 30]);
    const plan = read("steps", iterates)!;
    expect(Array.from(plan.offload)).toEqual([1, 1, 1, 1, 0]);
    expect(plan).toEqual(allocate(problem, Uint8Array.of(1, 1, 1, 1, 0)));
  });

  it("have no plan where the edge has not even a step for each", () => {
    const narrow = toProblem({ ...fiveUsers, edge: { ...fiveUsers.edge, stepCapacity: 2 } });
    const { plan } = ROUNDINGS[1]!;
    expect(plan(narrow, endedAt([1, 1, 1, 0, 0], [0, 0, 0, 4, 4], [9, 9, 9, 0, 0]))).toBeNull();
    expect(plan(narrow, endedAt([1, 1, 0, 0, 0], [0, 0, 4, 4, 4], [9, 9, 0, 0, 0]))).not.toBeNull();
  });

  it("take the best plan of the first iterate, or of all", () => {
    const other: ScaRun = { ...solved, plan: allocate(problem, Uint8Array.of(1, 0, 0, 0, 0)) };
    expect(read("first", { run: other, first: solved })).toBe(solved.plan);
    expect(read("ours", { run: other, first: solved })).toBe(other.plan);
    expect(evaluate(problem.scenario, solved.plan).objective).toBeLessThan(
      evaluate(problem.scenario, other.plan).objective,
    );
  });
});
