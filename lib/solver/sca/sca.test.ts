/** The loop of the paper's algorithm (MODEL.md §4–6, §9): when it ends, what it keeps, and τ's default. */
import { median } from "simple-statistics";
import { expect, it } from "vitest";
import { evaluate } from "../../model/objective.js";
import { toProblem } from "../../model/problem.js";
import { feasibleProblems } from "../../testing/feasible-problems.js";
import { halving } from "../../testing/halving.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { once } from "../../testing/once.js";
import { bigM } from "./big-m.js";
import type { RelaxedSolution } from "./iterate.js";
import { perspective } from "./perspective.js";
import { RELAXATIONS } from "./relaxations.js";
import { binaryViolation, defaultPenalty, settled, solveSca } from "./sca.js";
import { startingPoint } from "./starts.js";

const SEEDS = shortOrFull(3, 60);

const runs = once(() =>
  [...feasibleProblems(SEEDS)].flatMap(({ seed, problem }) =>
    RELAXATIONS.filter((relaxation) => relaxation === perspective || seed % 5 === 2).flatMap((relaxation) => {
      const relaxed = relaxation.solve(problem, new Float64Array(problem.count));
      const unit = defaultPenalty(problem, relaxed, relaxation);
      return (
        [
          [0.3, "half"],
          [1, "random"],
          [10, "random"],
        ] as const
      )
        .slice(relaxation === bigM ? shortOrFull(2, 0) : 0)
        .map(([factor, kind]) => {
          const start = startingPoint(kind, problem.count, seed);
          const options = { penalty: factor * unit, start, iterationLimit: 60, relaxation };
          return {
            problem,
            options,
            run: solveSca(problem, options),
            where: `seed ${seed}, ${relaxation.name}, ${factor}`,
          };
        });
    }),
  ),
);

it("keeps the best plan met, which is not always the last", MORE_IN_FULL, () => {
  let earlier = 0;
  for (const { problem, run, where } of runs()) {
    const met = run.trace.map(({ roundedObjective }) => roundedObjective);
    expect(evaluate(problem.scenario, run.plan).objective, where).toBe(Math.min(...met));
    expect(run.rounded.best.objective, where).toBe(Math.min(...met));
    expect(run.rounded.last.objective, where).toBe(met.at(-1));
    if (met.at(-1)! > Math.min(...met)) earlier++;
  }
  expect(earlier).toBeGreaterThan(SEEDS / 60);
});

it("goes on while any user moves by more than 10⁻⁶, and ends as soon as none does", MORE_IN_FULL, () => {
  let [slow, still] = [0, 0];
  for (const { problem, options, run, where } of runs()) {
    const { solve } = options.relaxation;
    const last = run.trace.at(-1)!;
    for (const { change } of run.trace.slice(0, -1)) {
      expect(change, where).toBeGreaterThan(1e-6);
      if (change < 1e-3) slow++;
    }
    if (run.status === "iteration-limit") expect(run.trace.length, where).toBe(60);
    else {
      still++;
      expect(last.change, where).toBeLessThanOrEqual(1e-6);
      // the next P2 moves nobody by more
      const slopes = run.linearisedAt.map((a) => options.penalty * (1 - 2 * a));
      const { offload } = solve(problem, slopes, last);
      const moves = offload.map((a, n) => Math.abs(a - run.linearisedAt[n]!));
      expect(Math.max(...moves), where).toBeLessThanOrEqual(1e-6);
    }
    // max |Δa| of the first
    const closed = options.start.map((a, n) => (problem.local.open[n] === 0 ? 1 : problem.edge.open[n] === 0 ? 0 : a));
    const first = solve(
      problem,
      closed.map((a) => options.penalty * (1 - 2 * a)),
    );
    expect(run.trace[0]!.change, where).toBe(Math.max(...first.offload.map((a, n) => Math.abs(a - closed[n]!))));
    expect(last.binaryViolation).toBe(binaryViolation(run.relaxed.offload));
  }
  expect(still).toBeGreaterThan(0.9 * runs().length);
  expect(slow).toBeGreaterThan(SEEDS / 6);
});

it("tells solutions that are plain data, P2 by P2, whose shares the trace leaves out", MORE_IN_FULL, () => {
  for (const { problem, options, run, where } of runs().slice(0, shortOrFull(3, 20))) {
    const told: RelaxedSolution[] = [];
    const again = solveSca(problem, { ...options, onSolution: (solution) => told.push(solution) });
    expect(again.trace, where).toEqual(run.trace);
    expect(
      told.map(({ objective }) => objective),
      where,
    ).toEqual(run.trace.map(({ objective }) => objective));
    expect(told.at(-1)!.offload, where).toEqual(run.relaxed.offload);
    // as a page's worker sends them
    expect(structuredClone(told), where).toEqual(told);
  }
});

it("writes a row for each P2: what it found, around what, and what its plan costs", MORE_IN_FULL, () => {
  let whole = 0;
  for (const { problem, options, run, where } of runs().filter((_, i) => i % 4 === 0)) {
    const { penalty, start, relaxation } = options;
    const { solve, residuals, round } = relaxation;
    let offload: Float64Array = start.map((a, n) =>
      problem.local.open[n] === 0 ? 1 : problem.edge.open[n] === 0 ? 0 : a,
    );
    let near: RelaxedSolution | undefined;
    let around = offload;
    for (const [i, row] of run.trace.slice(0, 4).entries()) {
      const slopes = offload.map((a) => penalty * (1 - 2 * a));
      const point = solve(problem, slopes, near);
      around = offload;
      near = point;
      offload = point.offload;
      const violation = offload.reduce((sum, a) => sum + a * (1 - a), 0);
      expect(row, where).toEqual({
        iteration: i + 1,
        penalty,
        objective: point.objective,
        penalisedObjective: expect.closeTo(point.objective + penalty * violation, 9),
        binaryViolation: expect.closeTo(violation, 12),
        price: point.price,
        change: Math.max(...offload.map((a, n) => Math.abs(a - around[n]!))),
        roundedObjective: expect.closeTo(round(problem, point).objective, 9),
        residuals: residuals(problem, point, slopes),
      });
    }
    if (run.trace.length > 4) continue;
    whole++;
    expect(run.linearisedAt, where).toEqual(around);
    expect(run.relaxed.offload, where).toEqual(offload);
  }
  expect(whole).toBeGreaterThan(SEEDS / 6);
});

it("goes on from where a run stopped as if it had not", MORE_IN_FULL, () => {
  let stopped = 0;
  for (const { problem, options, run, where } of runs().slice(0, 60)) {
    if (options.relaxation === bigM) continue;
    const before = solveSca(problem, { ...options, iterationLimit: 2 });
    if (before.status !== "iteration-limit") continue;
    stopped++;
    expect(before.trace, where).toEqual(run.trace.slice(0, 2));
    expect(solveSca(problem, { ...options, start: new Float64Array(problem.count) }, before), where).toEqual(run);
    expect(before.trace, where).toHaveLength(2);
  }
  expect(stopped).toBeGreaterThan(SEEDS / 12);
});

it("begins with a closed place already decided", () => {
  const columns = halving(["closed"], null);
  const edgeClosed = halving(["open"], null);
  for (const [problem, place] of [
    [toProblem(columns), 1],
    [toProblem({ ...edgeClosed, edge: { ...edgeClosed.edge, maxSteps: 0 } }), 0],
  ] as const) {
    const { trace, linearisedAt } = solveSca(problem, { penalty: 1, start: Float64Array.of(0.25), iterationLimit: 9 });
    expect(trace.map(({ change }) => change)).toEqual([0]);
    expect([...linearisedAt]).toEqual([place]);
  }
});

it("is converged with residuals of up to 10⁻⁸", () => {
  const none = { stationarity: 0, primal: 0, dual: 0, complementarity: 0 };
  expect(settled({ ...none, primal: 1e-8 })).toBe("converged");
  expect(settled({ ...none, primal: 1.001e-8 })).toBe("numerical-error");
});

it("Σ a(1 − a) is 0 where a is binary, and ¼ for each half", () => {
  expect(binaryViolation(Float64Array.of(0, 1, 1, 0))).toBe(0);
  expect(binaryViolation(Float64Array.of(0.5, 1, 0.5, 0.25))).toBe(0.6875);
});

it("τ's default is a tenth of the median over users of the absolute cost parts", () => {
  for (const { problem } of feasiblePairs()) {
    for (const relaxation of RELAXATIONS) {
      const point = relaxation.solve(problem, new Float64Array(problem.count));
      const parts = [...relaxation.magnitudes(problem, point)];
      const tau = defaultPenalty(problem, point, relaxation);
      expect(tau).toBeCloseTo(median(parts) / 10, 12);
    }
  }
});

/** One population with an even number of users, and one with an odd number, at least. */
function feasiblePairs() {
  const problems = [...feasibleProblems(30)];
  expect(new Set(problems.map(({ problem }) => problem.count % 2)).size).toBe(2);
  return problems;
}
