/**
 * Whatever comes in, an answer or a clear error comes out. Inputs are drawn by seed: EDGESTEPS_FUZZ is how many
 * (`npm run fuzz`: 10⁵), EDGESTEPS_SEED another seed. A fault is told with the smallest input that shows it.
 */

import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { InputError } from "./input/errors.js";
import { answered, type Outcome, outcomeOf, refuseEndless, refuseSlips } from "./testing/fuzz/target.js";
import { TARGETS } from "./testing/fuzz/targets.js";
import { MORE_IN_FULL, shortOrFull } from "./testing/long.js";

const COUNT = Number(process.env["EDGESTEPS_FUZZ"] ?? shortOrFull(400, 5e4));
const SEED = Number(process.env["EDGESTEPS_SEED"] ?? 1);

const told: string[] = [];
afterAll(() => process.stdout.write(`${told.join("\n")}\n`));

describe(`${COUNT} inputs of seed ${SEED}`, () => {
  it.each(TARGETS)("$name: an answer or a clear error", { ...MORE_IN_FULL, timeout: 600_000 }, async (target) => {
    const count: Record<Outcome, number> = { answered: 0, refused: 0, infeasible: 0 };
    let slowest = 0;
    const result = await fc.check(
      fc.asyncProperty(target.inputs, async (input) => {
        const { outcome, time } = await outcomeOf(target, input);
        count[outcome] += 1;
        slowest = Math.max(slowest, time);
      }),
      { seed: SEED, numRuns: Math.round(COUNT * target.share) },
    );
    told.push(`${target.name}: ${JSON.stringify(count)}, the slowest ${Math.round(slowest)} ms`);
    expect(result.failed ? `${result.errorInstance}\n${fc.defaultReportMessage(result)}` : "").toBe("");
    expect(count.answered).toBeGreaterThan(0);
    expect(count.refused).toBeGreaterThan(0);
  });
});

describe("a fault is seen", () => {
  it("in an error that is not foreseen, and in one that says too little", () => {
    const broken = (): void => {
      throw new TypeError("x is not a function");
    };
    expect(() => answered("", broken)).toThrow(TypeError);
    const vague = (): void => {
      throw new InputError("users[0].id: must be [object Object]");
    };
    expect(() => answered("", vague)).toThrow(/says/);
    expect(() => refuseSlips("it is NaN", "")).toThrow(/NaN/);
    refuseSlips("it is NaN", '{"x": NaN}');
  });

  it("in a number that is not finite", () => {
    expect(() => refuseEndless({ a: [1, { b: NaN }] })).toThrow(".a.1.b is NaN");
    refuseEndless({ a: [1, null, "NaN"] });
  });
});
