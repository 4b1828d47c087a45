/** Scenarios whose numbers lie many decades apart: plans stay feasible, bounds stay bounds, and nothing overflows. */
import { describe, expect, it } from "vitest";
import { violations } from "../model/constraints.js";
import { stream } from "../numerics/stream.js";
import { toColumns } from "../scenario/columns.js";
import { parseScenario } from "../scenario/schema.js";
import type { Scenario } from "../scenario/types.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { tightScenario } from "../testing/tight-scenario.js";
import { InfeasibleError } from "./infeasible.js";
import { METHODS, type MethodName } from "./methods/methods.js";
import { solve } from "./solve.js";

/** Every number is 0 or anywhere in `part` of the decades that a scenario may have. */
function scattered(seed: number, part: number): Scenario {
  const next = stream(seed, 0);
  const positive = (): number => 10 ** (part * (90 * next() - 60));
  const number = (): number => (next() < 0.1 ? 0 : positive());
  const whole = (least: number, most: number): number => least + Math.floor((most - least + 1) * next());
  return parseScenario({
    utility: next() < 0.5 ? "linear" : "log",
    weights: { time: positive(), error: number(), energy: number(), localUtility: number(), edgeUtility: number() },
    edge: {
      speed: positive(),
      switchedCapacitance: number(),
      maxSteps: whole(1, 50),
      stepCapacity: next() < 0.3 ? null : whole(6, 35),
    },
    users: Array.from({ length: 5 }, (_, n) => ({
      id: `u${n}`,
      workload: positive(),
      device: {
        speed: positive(),
        switchedCapacitance: number(),
        maxSteps: whole(1, 20),
        ...(next() < 0.2 && { battery: number() }),
      },
      link: {
        uplinkBits: number(),
        downlinkBits: number(),
        uplinkRate: positive(),
        downlinkRate: positive(),
        transmitPower: number(),
        receivePower: number(),
      },
      errorModel:
        next() < 0.5
          ? { kind: "exponential", initial: number(), decay: number() }
          : { kind: "power", initial: number(), exponent: number() },
      ...(next() < 0.2 && { deadline: positive() }),
    })),
  });
}

/** So many times the seeds that each says. */
const MANY = shortOrFull(0.1, 1);

describe.each([
  ["a twentieth of all decades", 500, (seed: number) => scattered(seed, 0.05), true],
  ["three tenths of all decades", 150, (seed: number) => scattered(seed, 0.3), false],
  ["all decades", 150, (seed: number) => scattered(seed, 1), false],
  ["limits that leave hardly more than whole steps", 150, (seed: number) => tightScenario(seed, 5), true],
] as const)("%s", (_name, seeds, draw, usual) => {
  it("every method's plan keeps the constraints, its bound is one, and none beats the exact one", MORE_IN_FULL, () => {
    let solved = 0;
    for (let seed = 0; seed < MANY * seeds; seed++) {
      const scenario = draw(seed);
      let best: number;
      try {
        best = solve(scenario, { method: "exact" }).objective;
      } catch (error) {
        expect(error).toBeInstanceOf(InfeasibleError);
        continue;
      }
      solved++;
      for (const { name: method } of METHODS) {
        const { status, plan, objective, lowerBound, gap, price } = solve<MethodName>(scenario, { method });
        const where = `${method}, seed ${seed}`;
        expect(violations(toColumns(scenario), plan), where).toEqual([]);
        expect([objective, lowerBound, gap, price].every(Number.isFinite), where).toBe(true);
        const rounding = 1e-9 * Math.abs(objective);
        expect(lowerBound, where).toBeLessThanOrEqual(best + rounding);
        if (usual) expect(status, where).not.toBe("numerical-error");
        expect(objective + rounding, where).toBeGreaterThanOrEqual(best);
      }
    }
    expect(solved).toBeGreaterThan(50 * MANY);
  });
});
