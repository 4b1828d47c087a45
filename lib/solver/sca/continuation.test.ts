/** Stages of the continuation in τ, and what the relaxations tell it (MODEL.md §5, 4). */
import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { feasibleProblems } from "../../testing/feasible-problems.js";
import { halving } from "../../testing/halving.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../../testing/long.js";
import { oneUser } from "../../testing/one-user.js";
import { bigM } from "./big-m.js";
import { binaryPenalty } from "./binary-penalty.js";
import { solveWithContinuation } from "./continuation.js";
import { freezingPenalty } from "./holding-penalty.js";
import type { RelaxedSolution } from "./iterate.js";
import { largestMargin } from "./margins.js";
import { perspective } from "./perspective.js";
import type { Relaxation } from "./relaxation.js";
import { RELAXATIONS, relaxationOf } from "./relaxations.js";
import { solveSca } from "./sca.js";
import { STARTS, startingPoint } from "./starts.js";

const three = toProblem(halving(["open", "open", "open"], 12));
const planOf = ({ plan }: ReturnType<typeof perspective.round>): string =>
  Array.from(plan.offload, (a, n) => (a === 1 ? plan.steps[n] : "-")).join(" ");

function point(
  offload: readonly number[],
  localSteps: readonly number[],
  edgeSteps: readonly number[],
  price: number,
): RelaxedSolution {
  return {
    offload: Float64Array.from(offload),
    localSteps: Float64Array.from(localSteps),
    edgeSteps: Float64Array.from(edgeSteps),
    price,
    objective: NaN,
    dual: NaN,
  };
}

describe("relaxations", () => {
  it("have names, the perspective form first", () => {
    expect(RELAXATIONS[0]).toBe(perspective);
    expect(() => relaxationOf("big")).toThrow(
      new InputError('relaxation: must be one of perspective, big-m, not "big"'),
    );
    for (const relaxation of RELAXATIONS) expect(relaxationOf(relaxation.name)).toBe(relaxation);
  });

  it("begin and end a continuation: twice what leaves the user split, and what moves nobody else", () => {
    const at = point([1, 0.25, 0], [5, 5, 5], [6, 6, 6], 0.5);
    const { low, high } = binaryPenalty(three, at, 1);
    expect(perspective.firstPenalty(three, at, 1)).toBe(2 * low);
    expect(perspective.lastPenalty(three, at, 1)).toBe(Math.max(2 * high, freezingPenalty(three)));
    const near = point([1, 0.499, 0], [5, 5, 5], [6, 6, 6], 0.5);
    expect(perspective.lastPenalty(three, near, 1)).toBe(2 * binaryPenalty(three, near, 1).high);
    expect(perspective.lastPenalty(three, near, 1)).toBeGreaterThan(freezingPenalty(three));
    const half = point([1, 0.5, 0], [5, 5, 5], [6, 6, 6], 0.5);
    expect(perspective.lastPenalty(three, half, 1)).toBe(freezingPenalty(three));
    const columns = halving(["open", "open", "open"], 12);
    const free = toProblem({ ...columns, weights: { ...columns.weights, time: 0, error: 0 } });
    expect(perspective.firstPenalty(free, at, 1)).toBe(Infinity);

    expect(bigM.firstPenalty(three, at, 1)).toBe(largestMargin(three, 0.5) / 16);
    expect(bigM.lastPenalty(three, at, 1)).toBe(256 * largestMargin(three, 0.5));
  });

  it("round one split user both ways, and in the big-M form many by their order", () => {
    expect(planOf(perspective.round(three, point([1, 0.5, 0], [5, 5, 5], [6, 6, 6], 1)))).toBe("6 6 -");
    expect(planOf(bigM.round(three, point([1, 0.5, 0], [0, 9, 5], [6, 5, 0], 1)))).toBe("6 6 -");
    // y − x is −2, ½ and 1; all at the edge would have 4 steps each
    expect(planOf(bigM.round(three, point([0.5, 0.5, 0.5], [9, 5, 5], [5, 6, 7], 1)))).toBe("- 6 6");
    expect(planOf(bigM.round(three, point([0.5, 0.5, 1], [9, 5, 0], [5, 6, 7], 1)))).toBe("- 6 6");
    expect(planOf(bigM.round(three, point([0.5, 0.5, 0], [9, 5, 5], [5, 6, 0], 1)))).toBe("- 9 -");
  });

  it("know no steps at a closed place, and in the big-M form 0 where there is no share", () => {
    const solved = (devices: readonly ("open" | "closed")[], maxSteps: number) => {
      const columns = halving(devices, null);
      const problem = toProblem({ ...columns, edge: { ...columns.edge, maxSteps } });
      const { offload, localSteps, edgeSteps } = bigM.solve(problem, new Float64Array(1));
      return [offload[0], localSteps[0], edgeSteps[0]];
    };
    const most = expect.closeTo(Math.log2(600 * Math.LN2), 9);
    expect(solved(["closed"], 30)).toEqual([1, NaN, most]);
    expect(solved(["open"], 0)).toEqual([0, expect.closeTo(Math.log2(60 * Math.LN2), 9), NaN]);
    expect(solved(["open"], 6)).toEqual([1, 0, 6]);
  });

  it("say what a user costs, of the transfer its share", () => {
    const problem = toProblem(oneUser({}, { energy: 0, localUtility: 0, edgeUtility: 0 }));
    const at = point([0.25], [4], [8], 0);
    expect(bigM.magnitudes(problem, at)[0]).toBeCloseTo(3 + 2 * 0.05 + 40 * Math.exp(-0.5) + 0.25 * 0.8, 12);
    const [onDevice, atEdge] = [4 + 40 * Math.exp(-0.4), 0.8 + 0.4 + 40 * Math.exp(-0.8)];
    expect(perspective.magnitudes(problem, at)[0]).toBeCloseTo(0.75 * onDevice + 0.25 * atEdge, 12);
  });
});

describe("starts", () => {
  it("are ½, 0, 1, or drawn", () => {
    expect([...startingPoint("half", 3, 1)]).toEqual([0.5, 0.5, 0.5]);
    expect([...startingPoint("local", 3, 1)]).toEqual([0, 0, 0]);
    expect([...startingPoint("edge", 3, 1)]).toEqual([1, 1, 1]);
    const drawn = startingPoint("random", 100, 1);
    expect(new Set(drawn).size).toBe(100);
    expect(drawn.every((a) => a > 0 && a < 1)).toBe(true);
    expect(startingPoint("random", 100, 2)).not.toEqual(drawn);
    expect(STARTS).toHaveLength(4);
  });
});

describe("solveWithContinuation", MORE_IN_FULL, () => {
  const splitUser = (offload: Float64Array): number => offload.findIndex((a) => a > 0 && a < 1);
  const run = (problem: Problem, relaxation: Relaxation, iterationLimit = 100) =>
    solveWithContinuation(problem, { relaxation, start: startingPoint("half", problem.count, 0), iterationLimit });

  it.each(someOrAll(1, RELAXATIONS))(
    "raises τ from 0 by four until nobody is split or the last is reached: $name",
    (relaxation) => {
      let [stages, binary, last] = [0, 0, 0];
      for (const { seed, problem } of feasibleProblems(relaxation === perspective ? shortOrFull(8, 30) : 5)) {
        const { trace, relaxed, status } = run(problem, relaxation);
        const [first] = trace;
        expect([first!.penalty, trace.map(({ iteration }) => iteration)]).toEqual([0, trace.map((_, i) => i + 1)]);
        const where = `seed ${seed}`;
        // the same, stage by stage
        let stage = solveSca(problem, {
          relaxation,
          penalty: 0,
          start: startingPoint("half", problem.count, 0),
          iterationLimit: 1,
        });
        let penalty = 0;
        for (;;) {
          const user = splitUser(stage.relaxed.offload);
          if (user < 0) break;
          const most = relaxation.lastPenalty(problem, stage.relaxed, user);
          if (penalty >= most) {
            last++;
            break;
          }
          penalty = Math.min(most, penalty === 0 ? relaxation.firstPenalty(problem, stage.relaxed, user) : 4 * penalty);
          stages++;
          stage = solveSca(
            problem,
            { relaxation, penalty, start: new Float64Array(problem.count), iterationLimit: 100 },
            stage,
          );
          if (stage.status === "iteration-limit") break;
        }
        expect(trace, where).toEqual(stage.trace);
        expect(relaxed.offload, where).toEqual(stage.relaxed.offload);
        if (trace.length < 100) expect(status, where).toBe("converged");
        if (splitUser(relaxed.offload) < 0) binary++;
      }
      expect(stages).toBeGreaterThan(shortOrFull(1, 3));
      expect(binary + last).toBeGreaterThan(shortOrFull(1, 3));
    },
  );

  it("ends at the last τ with a user who is split at one half", () => {
    // 4 edge steps at the price ½ cost 2.6 − 4·0.4, a step on the device 1; the capacity is 2
    const columns = halving(["open"], 2);
    const problem = toProblem({
      ...columns,
      weights: { ...columns.weights, error: 0, edgeUtility: 1 },
      edge: { ...columns.edge, maxSteps: 4 },
      users: { ...columns.users, uplinkBits: Float64Array.of(2.6) },
    });
    const { status, trace, relaxed } = run(problem, perspective, 10);
    expect([...relaxed.offload]).toEqual([0.5]);
    expect(trace.map(({ penalty }) => penalty)).toEqual([0, freezingPenalty(problem)]);
    expect(status).toBe("converged");
  });

  it("counts the iterations of all stages", () => {
    let stopped = 0;
    for (const { seed, problem } of feasibleProblems(shortOrFull(10, 30))) {
      const whole = run(problem, perspective);
      for (const limit of [1, 2, 3]) {
        const { trace, status } = run(problem, perspective, limit);
        expect(trace, `seed ${seed}`).toEqual(whole.trace.slice(0, limit));
        expect(status, `seed ${seed}`).toBe(whole.trace.length <= limit ? "converged" : "iteration-limit");
        if (status === "iteration-limit") stopped++;
      }
    }
    expect(stopped).toBeGreaterThan(5);
  });
});
