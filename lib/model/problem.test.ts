/** What a scenario is made ready with, on one that is worked out by hand. */
import { describe, expect, it } from "vitest";
import { toColumns } from "../scenario/columns.js";
import { oneUser } from "../testing/one-user.js";
import { cost } from "./cost.js";
import { problemOf, toProblem } from "./problem.js";

const one = oneUser({});
const user = one.users[0]!;
const closed = { ...user, id: "closed", device: { ...user.device, maxSteps: 0 } };
const slow = { ...user, id: "slow", device: { ...user.device, speed: 1e12 } };

describe("toProblem", () => {
  it("takes a scenario or its columns", () => {
    expect(toProblem(toColumns(one)).capacity).toBe(50);
    expect(toProblem(one).capacity).toBe(50);
    expect(toProblem({ ...one, edge: { ...one.edge, stepCapacity: null } }).capacity).toBe(Infinity);
    expect(toProblem({ ...one, edge: { ...one.edge, stepCapacity: 0 } }).capacity).toBe(0);
  });

  it("finds what each device does best, in whole and in real steps", () => {
    const problem = toProblem({ ...one, users: [user, closed, slow] });
    expect(problem.count).toBe(3);
    // 4e^(−0.1s) = 1.08 − 0.01 a step
    const best = 10 * Math.log(4 / 1.07);
    expect(problem.localSteps[0]).toBeCloseTo(best, 9);
    expect(problem.localCost[0]).toBeCloseTo(1.07 * best + 40 * Math.exp(-best / 10), 9);
    const whole = Array.from({ length: 20 }, (_, i) => cost(problem.local, 0, i + 1));
    expect(problem.localWholeCost[0]).toBe(Math.min(...whole));
    expect(problem.localWholeSteps[0]).toBe(whole.indexOf(Math.min(...whole)) + 1);
    expect(problem.localWholeSteps[0]).toBe(13);
    // closed: none, and dearer than all else
    for (const steps of [problem.localSteps, problem.localWholeSteps]) expect(steps[1]).toBeNaN();
    for (const value of [problem.localCost, problem.localWholeCost]) expect(value[1]).toBe(Infinity);
    // half the speed: 2 s and 1 J a step
    expect(problem.localSteps[2]).toBeCloseTo(10 * Math.log(4 / 2.01), 9);
    expect([problem.copies, problem.kinds]).toEqual([null, null]);
  });

  it("tells users alike once, if there are any", () => {
    const users = [user, slow, { ...user, id: "again" }, closed, { ...user, id: "third" }];
    const { kinds, copies, count } = problemOf(toColumns({ ...one, users }));
    expect([copies, count]).toEqual([null, 5]);
    expect([...kinds!.kind]).toEqual([0, 1, 0, 2, 0]);
    expect([...kinds!.problem.copies!]).toEqual([3, 1, 1]);
    expect(kinds!.problem.count).toBe(3);
    expect(kinds!.problem.kinds).toBeNull();
  });
});
