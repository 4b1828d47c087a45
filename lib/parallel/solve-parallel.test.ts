/** Several threads answer as one: on reference and random scenarios, cut into chunks of a few users. */
import { beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { generate, generateColumns } from "../population/generate.js";
import { toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { InfeasibleError } from "../solver/infeasible.js";
import { bigM } from "../solver/sca/big-m.js";
import type { SolutionOf } from "../solver/solution.js";
import { type SolveOptions, solve } from "../solver/solve.js";
import { compoundScenario } from "../testing/compound-scenario.js";
import { floorScenario } from "../testing/floor-scenario.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { modelsScenario } from "../testing/models-scenario.js";
import { ownThreads } from "../testing/own-threads.js";
import { randomScenario } from "../testing/random-scenario.js";
import { REFERENCE } from "../testing/reference.js";
import { splitScenario } from "../testing/split-scenario.js";
import { tightScenario } from "../testing/tight-scenario.js";
import { workScenario } from "../testing/work-scenario.js";
import type { ChunkSizes } from "./held-chunks.js";
import { solveInChunks, solveParallel } from "./solve-parallel.js";

const FEW: ChunkSizes = { size: 3, gathered: 64 };

/** How often threads were asked what. */
const asked = new Map<string, number>();
beforeEach(() => asked.clear());
const threads = (count: number) => ownThreads(count, (kind) => asked.set(kind, (asked.get(kind) ?? 0) + 1));

/** The solution, or the message of what is wrong. */
async function answerOf(solved: () => unknown): Promise<unknown> {
  try {
    return await solved();
  } catch (error) {
    if (error instanceof InputError || error instanceof InfeasibleError) return `${error.name}: ${error.message}`;
    throw error;
  }
}

function expectSame(ours: unknown, theirs: unknown): void {
  if (typeof ours === "string" || typeof theirs === "string") {
    expect(ours).toBe(theirs);
    return;
  }
  const { plan, objective, totals, dualBound, lowerBound, scale, price, ...rest } = ours as SolutionOf<"exact">;
  const other = theirs as SolutionOf<"exact">;
  expect(other).toMatchObject(rest);
  expect(Object.keys(other)).toEqual(Object.keys(ours as object));
  expect(JSON.stringify(plan) === JSON.stringify(other.plan), "the same plan").toBe(true);
  const size = 1e-13 * other.scale;
  expect(Math.abs(objective - other.objective)).toBeLessThanOrEqual(size);
  expect(Math.abs(lowerBound - other.lowerBound)).toBeLessThanOrEqual(size);
  expect(Math.abs(dualBound - other.dualBound)).toBeLessThanOrEqual(size);
  expect(Math.abs(scale - other.scale)).toBeLessThanOrEqual(size);
  expect(Math.abs(price - other.price)).toBeLessThanOrEqual(1e-13 * other.price);
  for (const name of ["time", "error", "energy", "utility"] as const)
    expect(Math.abs(totals[name] - other.totals[name])).toBeLessThanOrEqual(1e-13 * Math.abs(other.totals[name]));
}

/** The largest difference of two columns, each relative to the larger number or 1; NaN is nothing but NaN. */
function farthest(ours: Float64Array, theirs: Float64Array): number {
  expect(ours.length).toBe(theirs.length);
  return ours.reduce((most, x, n) => {
    const [a, b] = [Number.isNaN(x) ? Infinity : x, Number.isNaN(theirs[n]) ? Infinity : theirs[n]!];
    return a === b ? most : Math.max(most, Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b)));
  }, 0);
}

/** The same plan after the same iterates, these to 1e-9; objective and bound to 1e-13, prices to that and the rounding of costs. */
function expectSameIterates(ours: unknown, theirs: unknown): void {
  if (typeof ours === "string" || typeof theirs === "string") {
    expect(ours).toBe(theirs);
    return;
  }
  const other = theirs as SolutionOf<"sca">;
  const { relaxed, linearisedAt, trace, residuals, penalty, relaxedObjective, binaryViolation, ...rest } =
    ours as SolutionOf<"sca">;
  expect(Object.keys(other)).toEqual(Object.keys(ours as object));
  const { excess, gap, ...certificate } = rest;
  expect(Math.abs(excess - other.excess)).toBeLessThanOrEqual(1e-13 * other.scale);
  expect(Math.abs(gap - other.gap)).toBeLessThanOrEqual(1e-13);
  const { status, method, plan, objective, totals, dualBound, lowerBound, scale, price, version, relaxation } = other;
  const { iterations } = other;
  expectSame(certificate, {
    ...{
      method,
      status,
      plan,
      objective,
      totals,
      dualBound,
      lowerBound,
      scale,
      price,
      version,
      relaxation,
      iterations,
    },
  });
  expect(farthest(linearisedAt, other.linearisedAt)).toBeLessThanOrEqual(1e-9);
  for (const name of ["offload", "localSteps", "edgeSteps"] as const)
    expect(farthest(relaxed[name], other.relaxed[name])).toBeLessThanOrEqual(1e-9);
  expect(penalty).toBeCloseTo(other.penalty, 12);
  expect(Math.abs(relaxedObjective - other.relaxedObjective)).toBeLessThanOrEqual(1e-13 * scale);
  expect(binaryViolation).toBeCloseTo(other.binaryViolation, 9);
  expect(Object.keys(residuals)).toEqual(Object.keys(other.residuals));
  for (const [i, row] of trace.entries()) {
    const { price: λ, residuals: parts, ...numbers } = row;
    // where a user leaves, its price is a difference of costs over its steps, known to their rounding
    const rounding = (4 * Number.EPSILON * scale) / plan.steps.length;
    expect(Math.abs(λ - other.trace[i]!.price)).toBeLessThanOrEqual(1e-13 * λ + rounding);
    for (const [name, value] of Object.entries(numbers) as [keyof typeof numbers, number][])
      expect(value, name).toBeCloseTo(other.trace[i]![name], 9);
    for (const [name, value] of Object.entries(parts) as [keyof typeof parts, number][])
      expect(Math.abs(value - other.trace[i]!.residuals[name]), name).toBeLessThanOrEqual(1e-11);
  }
}

const EXACT: SolveOptions = { method: "exact" };

/** @returns Whether threads found it. */
async function expectAsSolve(
  scenario: Scenario,
  sizes: ChunkSizes = FEW,
  options: SolveOptions = EXACT,
): Promise<boolean> {
  asked.clear();
  const theirs = await answerOf(() => solve(scenario, options));
  const ours = await answerOf(() => solveInChunks(scenario, threads(2), options, sizes));
  const divided = asked.has("plan") || asked.has("solution");
  (options === EXACT ? expectSame : expectSameIterates)(ours, theirs);
  const fromColumns = (count: number) =>
    answerOf(() => solveInChunks(toColumns(scenario), threads(count), options, sizes));
  for (const count of shortOrFull([3], [1, 2, 3])) {
    expect(JSON.stringify(await fromColumns(count)) === JSON.stringify(ours), `${count} threads`).toBe(true);
  }
  return divided;
}

describe("solveParallel", () => {
  it("answers as solve on every reference case", MORE_IN_FULL, async () => {
    let divided = 0;
    const cases = REFERENCE.filter((_, i) => i % shortOrFull(4, 1) === 0);
    for (const { scenario } of cases) if (await expectAsSolve(scenario)) divided++;
    expect(divided).toBeGreaterThan(0.3 * cases.length);
  });

  const SEEDS = shortOrFull(6, 400);
  it.each([
    ["random", (seed: number) => randomScenario(seed)],
    ["compound", (seed: number) => compoundScenario(seed)],
    ["floor", (seed: number) => floorScenario(seed)],
    ["models", (seed: number) => modelsScenario(seed)],
    ["split", (seed: number) => splitScenario(seed)],
    ["tight", (seed: number) => tightScenario(seed)],
    ["work", (seed: number) => workScenario(seed)],
  ])(`answers as solve on ${SEEDS} %s scenarios`, { ...MORE_IN_FULL, timeout: 600_000 }, async (_, scenarioOf) => {
    let divided = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      try {
        if (await expectAsSolve(scenarioOf(seed))) divided++;
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
    expect(divided).toBeGreaterThan(0.3 * SEEDS);
  });

  it.each([
    ["from one half", {}],
    ["from the edge", { start: "edge" }],
    ["from random shares", { method: "random-init", seed: 3 }],
    ["at a small penalty", { penalty: 0.01 }],
    ["in one iteration", { start: "local", iterationLimit: 1 }],
  ] as [string, SolveOptions][])(
    "runs the paper's algorithm %s as solve",
    { ...MORE_IN_FULL, timeout: 600_000 },
    async (_, options) => {
      const seeds = shortOrFull(3, 40);
      for (const scenarioOf of [randomScenario, floorScenario, tightScenario, workScenario]) {
        let divided = 0;
        for (let seed = 1; seed <= seeds; seed++) {
          if (await expectAsSolve(scenarioOf(seed), FEW, options)) divided++;
        }
        expect(divided).toBeGreaterThan(0.3 * seeds);
      }
      for (let seed = 1; seed <= shortOrFull(1, 5); seed++) {
        const users = shortOrFull(1500, 3000) + 37 * seed;
        const scenario = generate({ users, seed, deadlineShare: 0.2, stepCapacity: shortOrFull(10_000, 20_000) });
        expect(await expectAsSolve(scenario, { size: 100, gathered: 64 }, options)).toBe(true);
      }
    },
  );

  it("leaves what costs no smooth and convex way to one thread, which forgets it", MORE_IN_FULL, async () => {
    let alone = 0;
    for (let seed = 1; seed <= shortOrFull(2, 60); seed++) {
      for (const scenarioOf of [compoundScenario, modelsScenario, splitScenario])
        if (!(await expectAsSolve(scenarioOf(seed), FEW, { method: "sca" }))) alone++;
    }
    expect(alone).toBeGreaterThan(0);
    const scenario = generate({ users: 30, seed: 1 });
    for (const options of [{ relaxation: bigM }, { continuation: true }]) {
      asked.clear();
      expect(await solveInChunks(scenario, threads(2), options, FEW)).toEqual(solve(scenario, options));
      expect(asked.size).toBe(0);
    }
  });

  it("searches samples in threads, and asks beyond the brackets where it must", MORE_IN_FULL, async () => {
    const asks = { near: 0, everyone: 0, demand: 0 };
    for (let seed = 1; seed <= shortOrFull(1, 12); seed++) {
      const scenario = generate({
        users: 9000 + 37 * seed,
        seed,
        deadlineShare: 0.2,
        stepCapacity: 40_000 + seed,
      });
      expect(await expectAsSolve(scenario, { size: 100, gathered: 64 })).toBe(true);
      for (const kind of ["near", "everyone", "demand"] as const) asks[kind] += asked.get(kind) ?? 0;
    }
    expect(asks.everyone).toBeGreaterThan(0);
    expect(asks.demand).toBeGreaterThan(0);
    for (let seed = 1; seed <= shortOrFull(4, 10); seed++) {
      await expectAsSolve(workScenario(seed));
      asks.near += asked.get("near") ?? 0;
    }
    expect(asks.near).toBeGreaterThan(0);
  });

  it("has the threads draw a population", async () => {
    const population = { users: 700, seed: 3, floorShare: 0.3, deadlineShare: 0.2 };
    const drawn = await solveInChunks({ population }, threads(2), { method: "exact" }, { size: 64, gathered: 64 });
    const columns = generateColumns(population);
    expect(await solveInChunks(columns, threads(3), { method: "exact" }, { size: 64, gathered: 64 })).toEqual(drawn);
    expectSame(drawn, solve(columns, { method: "exact" }));
    expect(await solveParallel({ population }, threads(2), { method: "greedy" })).toEqual(
      solve(columns, { method: "greedy" }),
    );
  });

  it("leaves alike users, other methods and limits to one thread", async () => {
    const scenario = generate({ users: 50, seed: 1 });
    const twice = { ...scenario, users: [...scenario.users, ...scenario.users.map((u) => ({ ...u, id: `${u.id}'` }))] };
    expect(await solveInChunks(twice, threads(2), { method: "exact" }, FEW)).toEqual(solve(twice, { method: "exact" }));
    expect(asked.size).toBe(0);
    expect(await solveInChunks(scenario, threads(2), { method: "greedy" }, FEW)).toEqual(
      solve(scenario, { method: "greedy" }),
    );
    expect(asked.size).toBe(0);
    const limited = { method: "exact", stateLimit: 1 } as const;
    expectSame(await solveInChunks(scenario, threads(2), limited, FEW), solve(scenario, limited));
    expect(await solveParallel(scenario, [], { method: "exact" })).toEqual(solve(scenario, { method: "exact" }));
  });

  it("names what is wrong by the index among all users", async () => {
    const { users, ...settings } = generate({ users: 40, seed: 1 });
    const endless = { ...settings, weights: { ...settings.weights, time: 0 } };
    const late = users.map((user, n) => (n === 33 ? user : { ...user, deadline: 60 }));
    await expect(solveInChunks({ ...endless, users: late }, threads(2), { method: "exact" }, FEW)).rejects.toThrow(
      /^users\[33\]\.deadline: missing; /,
    );
    const closed = users.map((user, n) =>
      n === 35 ? { ...user, device: { ...user.device, maxSteps: 0 }, deadline: 1e-3 } : user,
    );
    await expect(solveInChunks({ ...settings, users: closed }, threads(2), { method: "exact" }, FEW)).rejects.toThrow(
      InfeasibleError,
    );
    await expect(
      solveInChunks({ ...settings, users }, threads(1), { method: "exact", stateLimit: 0 }, FEW),
    ).rejects.toThrow("stateLimit: must be a number >= 1, not 0");
    await expect(solveParallel({ population: { users: 0, seed: 1 } }, threads(1), { method: "exact" })).rejects.toThrow(
      "users: must be a whole number",
    );
  });

  it("tells each phase as it begins", async () => {
    const phases: string[] = [];
    const onPhase = (phase: string) => phases.push(phase);
    await solveInChunks(generate({ users: 40, seed: 1 }), threads(2), { method: "exact", onPhase }, FEW);
    expect(phases).toEqual(["prepare", "bound", "plan", "evaluate"]);
  });

  it("fails with the thread that ends", async () => {
    const [well] = threads(1);
    let asks = 0;
    const ends = { ask: (request: unknown) => (++asks < 5 ? well!.ask(request) : Promise.reject(new Error("ended"))) };
    const scenario = generate({ users: 40, seed: 1 });
    await expect(solveInChunks(scenario, [...threads(1), ends], { method: "exact" }, FEW)).rejects.toThrow("ended");
  });
});
