/** A problem that threads hold answers at every capacity as `solve` does, whatever was asked before. */
import { describe, expect, it } from "vitest";
import { toProblem } from "../model/problem.js";
import { generate, generateColumns } from "../population/generate.js";
import { withCapacity } from "../scenario/capacity.js";
import type { Scenario } from "../scenario/types.js";
import { lagrangianBound } from "../solver/certificate/bound.js";
import { InfeasibleError } from "../solver/infeasible.js";
import { solve } from "../solver/solve.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { modelsScenario } from "../testing/models-scenario.js";
import { ownThreads } from "../testing/own-threads.js";
import { randomScenario } from "../testing/random-scenario.js";
import { splitScenario } from "../testing/split-scenario.js";
import { workScenario } from "../testing/work-scenario.js";
import type { ChunkSizes } from "./held-chunks.js";
import { type HeldProblem, holdInChunks } from "./hold-parallel.js";
import { solveInChunks } from "./solve-parallel.js";

const SIZES: ChunkSizes = { size: 100, gathered: 64 };
const FEW: ChunkSizes = { size: 3, gathered: 64 };
const OPTIONS = { method: "exact" } as const;

function set(scenario: Scenario, capacity: number): Scenario {
  return { ...scenario, edge: withCapacity(scenario.edge, capacity) } as Scenario;
}

/** The answer, or the message of what is wrong. */
async function answerOf<T>(solved: () => T | Promise<T>): Promise<T | string> {
  try {
    return await solved();
  } catch (error) {
    if (error instanceof InfeasibleError) return error.message;
    throw error;
  }
}

async function expectCertified(held: HeldProblem, scenario: Scenario, capacity: number): Promise<void> {
  const theirs = await answerOf(() => solve(set(scenario, capacity), OPTIONS));
  const ours = await answerOf(() => held.certify({ capacity }));
  if (typeof theirs === "string" || typeof ours === "string") {
    expect(ours).toBe(theirs);
    return;
  }
  const size = 1e-12 * theirs.scale;
  expect(ours.status).toBe(theirs.status);
  expect(Math.abs(ours.objective - theirs.objective)).toBeLessThanOrEqual(size);
  expect(Math.abs(ours.dualBound - theirs.dualBound)).toBeLessThanOrEqual(size);
  expect(Math.abs(ours.price - theirs.price)).toBeLessThanOrEqual(1e-12 * theirs.price);
}

describe("holdParallel", () => {
  it("answers at one capacity after the other, by any number of threads", MORE_IN_FULL, async () => {
    const users = shortOrFull(2000, 9100);
    const scenario = generate({ users, seed: 7, deadlineShare: 0.2 });
    const capacities = shortOrFull([13_000, 29_674], [60_000, 61_000, 136_500, 136_501]);
    const told: string[] = [];
    for (const count of [1, 3]) {
      const held = await holdInChunks(scenario, ownThreads(count), {}, SIZES);
      expect(held.chunks).toBe(users / 100);
      let answers = "";
      for (const capacity of capacities) answers += JSON.stringify(await held.certify({ capacity }));
      told.push(answers);
      if (count === 3)
        for (const capacity of shortOrFull([8700], [40_000, 136_502])) await expectCertified(held, scenario, capacity);
    }
    expect(told[0] === told[1], "one thread and three").toBe(true);
  });

  it("has the plan of solve, whatever was asked before", MORE_IN_FULL, async () => {
    const scenario = generate({ users: 1200, seed: 3, floorShare: 0.3 });
    const held = await holdInChunks(scenario, ownThreads(2), {}, SIZES);
    for (const capacity of someOrAll(2, [9000, 30_000, 9001, 12_000])) {
      await held.certify({ capacity: capacity + 400 });
      const { plan, core } = await held.solve({ capacity });
      const cold = await solveInChunks(set(scenario, capacity), ownThreads(1), OPTIONS, SIZES);
      expect(JSON.stringify(plan) === JSON.stringify(cold.plan), "the same plan").toBe(true);
      expect(core).toEqual(cold.core);
    }
    expect(await held.solve()).toEqual(await solveInChunks(scenario, ownThreads(1), OPTIONS, SIZES));
  });

  it.each([
    ["random", randomScenario],
    ["models", modelsScenario],
    ["split", splitScenario],
    ["work", workScenario],
  ])("answers as solve on %s scenarios", MORE_IN_FULL, async (_, scenarioOf) => {
    const seeds = shortOrFull(3, 30);
    let held = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = scenarioOf(seed);
      const own = await holdInChunks(scenario, ownThreads(2), {}, FEW);
      if (own.chunks > 0) held++;
      const { edge } = scenario;
      const whole = edge.workCapacity === undefined;
      const base = (whole ? edge.stepCapacity : edge.workCapacity) ?? (whole ? 100 : 1e15);
      for (const part of [1, 0.5, 0.55, 1.4, 0, 1])
        await expectCertified(own, scenario, whole ? Math.round(part * base) : part * base);
    }
    expect(held).toBeGreaterThan(seeds / 6);
  });

  it("says what a price proves by itself", async () => {
    const population = { users: 700, seed: 5, stepCapacity: 7000 };
    const held = await holdInChunks({ population }, ownThreads(2), {}, SIZES);
    const { price, lowerBound } = lagrangianBound(toProblem(generateColumns(population)));
    const best = await held.at(price);
    expect(Math.abs(best.dualBound - lowerBound)).toBeLessThanOrEqual(1e-12 * Math.abs(lowerBound));
    let last = Infinity;
    for (const part of [0, 0.5, 0.9, 1.1, 2]) {
      const own = await held.at(part * price);
      expect(own.dualBound).toBeLessThan(best.dualBound);
      expect(own.demand).toBeLessThan(last);
      expect(own.demand > 7000).toBe(part < 1);
      last = own.demand;
    }
    // the same by this thread, where some users are alike
    const few = { users: 50, seed: 5, stepCapacity: 500 };
    const scenario = generate(few);
    const twice = [...scenario.users, ...scenario.users.map((user) => ({ ...user, id: `${user.id}'` }))];
    const alone = await holdInChunks({ ...scenario, users: twice }, ownThreads(2), {}, SIZES);
    expect(alone.chunks).toBe(0);
    const divided = await holdInChunks({ population: few }, ownThreads(2), {}, FEW);
    const [one, two] = [await divided.at(price), await alone.at(price, { capacity: 1000 })];
    expect(one.demand).toBeGreaterThan(0);
    expect(two.demand).toBe(2 * one.demand);
    expect(Math.abs(two.dualBound - 2 * one.dualBound)).toBeLessThanOrEqual(1e-12 * Math.abs(two.dualBound));
    await expect(alone.ask(0, "count", null)).rejects.toThrow("no thread holds a chunk");
  });

  it("asks questions of the caller's own, and tells how many chunks are ready", async () => {
    const ready: string[] = [];
    const threads = ownThreads(2, undefined, {
      count: ({ count }, { times }: { times: number }) => ({ all: Float64Array.of(times * count) }),
    });
    const held = await holdInChunks(
      { population: { users: 250, seed: 1 } },
      threads,
      { onChunk: (own, all) => ready.push(`${own}/${all}`) },
      SIZES,
    );
    expect(ready).toEqual(["1/3", "2/3", "3/3"]);
    const counts = await Promise.all([0, 1, 2].map((chunk) => held.ask(chunk, "count", { times: 2 })));
    expect(counts.map(({ all }) => (all as Float64Array)[0])).toEqual([200, 200, 100]);
  });

  it("answers questions in turn, and refuses what it can't have", async () => {
    const scenario = generate({ users: 60, seed: 2 });
    const held = await holdInChunks(scenario, ownThreads(2), {}, FEW);
    const [a, b, c] = await Promise.allSettled([
      held.certify({ capacity: 300 }),
      held.certify({ capacity: 1.5 }),
      held.certify({ capacity: 600 }),
    ]);
    expect(a).toMatchObject({ status: "fulfilled", value: { status: "optimal" } });
    expect(b).toMatchObject({ reason: { message: "capacity: must be a whole number >= 0, or Infinity, not 1.5" } });
    expect(c).toMatchObject({ status: "fulfilled", value: { status: "optimal" } });
    await expect(held.at(NaN)).rejects.toThrow("price: must be a finite number >= 0");
    await expect(held.solve({ stateLimit: 0 })).rejects.toThrow("stateLimit");
    expect((await held.certify({ capacity: Infinity })).price).toBe(0);
  });
});
