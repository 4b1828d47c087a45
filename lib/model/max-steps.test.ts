/** s̄ and its tolerance: a number so close below a whole one counts as whole (MODEL.md §3). */
import { describe, expect, it } from "vitest";
import { FEASIBLE } from "../testing/reference.js";
import { violations } from "./constraints.js";
import { maxWholeSteps, turnAt } from "./placement.js";
import { toProblem } from "./problem.js";
import { bestTime } from "./speed.js";

const [{ scenario }] = FEASIBLE.filter(({ name }) => name === "small-10") as [(typeof FEASIBLE)[number]];
const [first] = scenario.users;

/** One user with s̄ = `steps` on the device by its deadline; where computing takes much energy, slower than at full speed. */
function problemAt(steps: number, switchedCapacitance = 0) {
  const device = { speed: 1e12, switchedCapacitance, maxSteps: 50 };
  const workload = 1e12;
  const deadline = (steps * workload) / device.speed;
  return toProblem({ ...scenario, users: [{ ...first!, device, workload, deadline }] });
}

describe("places", () => {
  it.each([1, 2, 3, 7, 20])("s̄ a part in 10¹³ below %d is that many whole steps, and as many real ones", (whole) => {
    for (const part of [0, 1e-16, 1e-13, 9e-13]) {
      const problem = problemAt(whole * (1 - part));
      expect(problem.local.open[0]).toBe(1);
      expect(maxWholeSteps(problem.local, 0)).toBe(whole);
      expect(problem.local.maxSteps[0]).toBeGreaterThanOrEqual(whole);
      const plan = {
        offload: Uint8Array.of(0),
        steps: Float64Array.of(whole),
        computationTime: Float64Array.of(bestTime(problem.scenario, "local", 0, whole)),
      };
      expect(violations(problem.scenario, plan)).toEqual([]);
    }
  });

  it.each([2, 3, 7, 20])("s̄ a part in 10¹¹ below %d is a step less", (whole) => {
    const { local } = problemAt(whole * (1 - 1e-11));
    expect(maxWholeSteps(local, 0)).toBe(whole - 1);
    expect(local.maxSteps[0]).toBeLessThan(whole);
  });

  it("a request that asks for few steps gets no more at either place, and all that a place does otherwise", () => {
    const places = ([...asked]: number[]) =>
      asked.map((maxSteps) => {
        const { local, edge } = toProblem({ ...scenario, users: [{ ...first!, maxSteps }] });
        return [maxWholeSteps(local, 0), maxWholeSteps(edge, 0)];
      });
    const { local, edge } = toProblem({ ...scenario, users: [first!] });
    const [onDevice, atEdge] = [maxWholeSteps(local, 0), maxWholeSteps(edge, 0)];
    expect(onDevice).not.toBe(atEdge);
    expect(places([1, 2, onDevice, onDevice + 1, atEdge, 100_000])).toEqual(
      [1, 2, onDevice, onDevice + 1, atEdge, 100_000].map((most) => [Math.min(most, onDevice), Math.min(most, atEdge)]),
    );
  });

  it("a place a part in 10¹¹ short of one step is closed", () => {
    expect(problemAt(1 - 1e-11).local.open[0]).toBe(0);
    expect(problemAt(1 - 1e-13).local.open[0]).toBe(1);
  });

  it("at full speed the deadline ends the steps and changes no cost before; at a lower speed it does", () => {
    for (const steps of [1, 1 - 1e-13, 3, 3 * (1 - 1e-13), 4.5]) {
      expect(turnAt(problemAt(steps, 1e-45).local, 0)).toBe(Infinity);
      expect(turnAt(problemAt(steps, 1e-34).local, 0)).toBeLessThan(steps);
    }
  });
});
