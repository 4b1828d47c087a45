/** From relaxed points to plans, worked out in the head. */
import { describe, expect, it } from "vitest";
import { type Problem, toProblem } from "../model/problem.js";
import { halving } from "../testing/halving.js";
import { type RoundedPlan, round, roundInOrder } from "./rounding.js";

type Devices = readonly ("open" | "closed")[];
const of = (devices: Devices, capacity: number | null): Problem => toProblem(halving(devices, capacity));

/** The same with devices a hundred times slower: a single step costs 130, more than one at the edge, 30.1. */
function slow(users: number, capacity: number): Problem {
  const columns = halving(new Array<"open">(users).fill("open"), capacity);
  const deviceSpeed = columns.users.deviceSpeed.map((speed) => speed / 100);
  return toProblem({ ...columns, users: { ...columns.users, deviceSpeed } });
}

const planOf = ({ plan }: RoundedPlan): string =>
  Array.from(plan.offload, (a, n) => (a === 1 ? plan.steps[n] : "-")).join(" ");

describe("round", () => {
  const rounded = (problem: Problem, ...relaxed: readonly number[]): string =>
    planOf(round(problem, Float64Array.from(relaxed)));

  it("sends the fractional user where the plan is better", () => {
    // 12 steps: 9 and a device cost 7.89, 6 each 3.08; 8 steps: 7.91 and 8.3
    expect(rounded(of(["open", "open", "open"], 12), 1, 0.5, 0)).toBe("6 6 -");
    expect(rounded(of(["open", "open", "open"], 8), 1, 0.5, 0)).toBe("8 - -");
    expect(rounded(of(["open", "open", "open"], 12), 1, 0.01, 0)).toBe("6 6 -");
    expect(round(of(["open", "open"], 12), Float64Array.of(1, 0.5)).objective).toBeCloseTo(2 * (0.6 + 60 / 64), 12);
  });

  it("sends one who is there alone", () => {
    expect(rounded(of(["open"], 12), 0.5)).toBe("9");
    expect(rounded(of(["open"], 3), 0.5)).toBe("-");
  });

  it("leaves whole ones where they are", () => {
    expect(rounded(of(["open", "open", "open"], 12), 1, 0, 0)).toBe("9 - -");
    expect(rounded(of(["open", "open", "open"], 12), 0, 0, 1)).toBe("- - 9");
    expect(rounded(of(["open", "open"], null), 0, 0)).toBe("- -");
  });

  it("does not send it where no step is left", () => {
    expect(rounded(slow(3, 2), 1, 0.5, 0)).toBe("1 1 -");
    expect(rounded(slow(3, 1), 1, 0.5, 0)).toBe("1 - -");
  });
});

describe("a point rounded before", () => {
  const three = of(["open", "open", "open"], 12);
  const first = round(three, Float64Array.of(1, 0.5, 0));

  it("gives its plans to points with the same placements, and only to those", () => {
    expect(first.tried.map(planOf)).toEqual(["9 - -", "6 6 -"]);
    const same = round(three, Float64Array.of(1, 0.1, 0), undefined, first);
    expect(same.plan).toBe(first.plan);
    expect(same.tried).toEqual(first.tried);
    // of one who moved, the plan that it was tried in
    expect(round(three, Float64Array.of(1, 0, 0), undefined, first).plan).toBe(first.tried[0]!.plan);
    expect(roundInOrder(three, 0.5, Float64Array.of(0, 0, 1), first).plan).toBe(first.plan);
  });

  it("changes no other plan", () => {
    for (const relaxed of [Float64Array.of(0, 1, 0.5), Float64Array.of(1, 1, 1), Float64Array.of(0, 0, 0)]) {
      const { tried: _, ...anew } = round(three, relaxed);
      expect(round(three, relaxed, undefined, first)).toMatchObject(anew);
    }
  });
});

describe("roundInOrder", () => {
  const ordered = (problem: Problem, price: number, ...ahead: readonly number[]): string =>
    planOf(roundInOrder(problem, price, Float64Array.from(ahead)));

  it("sends those who save at the price, each with what it wants, as long as a step is left", () => {
    // at 0.5 each wants 6 steps and saves 6.875 − 1.5375 − 3
    const of3 = (capacity: number, price = 0.5): string =>
      ordered(of(["open", "open", "open"], capacity), price, -1, -1, -1);
    expect(of3(12)).toBe("6 6 -");
    expect(of3(13)).toBe("5 4 4");
    expect(of3(6)).toBe("6 - -");
    expect(of3(100)).toBe("9 9 9");
    expect(of3(0)).toBe("- - -");
    // at 1 the device is better
    expect(of3(12, 1)).toBe("- - -");
  });

  it("begins with those who save most", () => {
    const columns = halving(["open", "open", "open"], 6);
    const workload = columns.users.workload.with(2, 2e12);
    const problem = toProblem({ ...columns, users: { ...columns.users, workload } });
    expect(ordered(problem, 0.5, -1, -1, -1)).toBe("- - 6");
  });

  it("counts first what those without a device want, or the step that each of them needs", () => {
    const of3 = (capacity: number, price = 0.5): string =>
      ordered(of(["open", "closed", "open"], capacity), price, -1, -1, -1);
    expect(of3(6)).toBe("- 6 -");
    // 4 and 3 steps are worse than 7 and the device
    expect(of3(7)).toBe("- 7 -");
    expect(of3(10)).toBe("5 5 -");
    expect(of3(12)).toBe("6 6 -");
    expect(of3(13)).toBe("5 4 4");
    expect(of3(1)).toBe("- 1 -");
    expect(ordered(of(["closed", "closed", "open"], 2), 0.5, 0, 0, 1)).toBe("1 1 -");
  });

  it("in another plan follows the point, those ahead of 0 alone, the first of equals", () => {
    // at 1000 nobody saves, and one step is wanted
    expect(ordered(slow(3, 2), 1000, 0.1, 0.3, 0.2)).toBe("- 1 1");
    expect(ordered(slow(3, 2), 1000, 0.2, 0.2, 0.2)).toBe("1 1 -");
    expect(ordered(slow(3, 3), 1000, 0.1, -0.3, 0.2)).toBe("2 - 1");
    expect(ordered(slow(3, 3), 1000, 0.1, 0, 0.2)).toBe("2 - 1");
    expect(ordered(slow(3, 3), 1000, 0, 0, 0)).toBe("- - -");
    expect(ordered(slow(3, 1), 1000, 0.1, 0.2, 0.3)).toBe("- - 1");
  });

  it("of both plans takes the better one", () => {
    const three = of(["open", "open", "open"], 12);
    expect(ordered(three, 0.5, 0, 0, 1)).toBe("6 6 -");
    expect(ordered(three, 1, 0, 0.5, 1)).toBe("- 6 6");
    expect(roundInOrder(three, 1, Float64Array.of(0, 0.5, 1)).objective).toBeCloseTo(2 * (0.6 + 60 / 64) + 6.875, 12);
  });

  it("sends nobody to an edge that is closed to it", () => {
    const columns = halving(["open", "open"], 12);
    const users = {
      ...columns.users,
      transmitPower: Float64Array.of(1, 1),
      uplinkBits: Float64Array.of(1, 0),
      battery: Float64Array.of(0.5, 0.5),
    };
    const problem = toProblem({ ...columns, users });
    expect([...problem.edge.open]).toEqual([0, 1]);
    expect(ordered(problem, 0.5, 1, 1)).toBe("- 9");
    expect(ordered(problem, 1, 1, 1)).toBe("- 9");
  });
});
