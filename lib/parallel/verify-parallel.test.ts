/** Several threads check what one does: the same bytes, on what holds and on what doesn't. */
import { describe, expect, it } from "vitest";
import type { Plan } from "../model/objective.js";
import { parsePlan } from "../model/plan.js";
import { type ScenarioColumns, toColumns } from "../scenario/columns.js";
import { InfeasibleError } from "../solver/infeasible.js";
import { METHODS, type MethodName } from "../solver/methods/methods.js";
import { solve } from "../solver/solve.js";
import { compoundScenario } from "../testing/compound-scenario.js";
import { FALSIFICATIONS, truthOf } from "../testing/falsified-certificates.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { modelsScenario } from "../testing/models-scenario.js";
import { ownThreads } from "../testing/own-threads.js";
import { randomScenario } from "../testing/random-scenario.js";
import { splitScenario } from "../testing/split-scenario.js";
import { workScenario } from "../testing/work-scenario.js";
import { claimsOf, parseClaims } from "../verify/claims.js";
import { type Claims, verify } from "../verify/verify.js";
import { verifyInChunks, verifyParallel } from "./verify-parallel.js";

/** @returns How often threads were asked. */
async function expectAsVerify(scenario: ScenarioColumns, plan: Plan, claims: Claims): Promise<number> {
  const alone = verify(scenario, plan, claims);
  let asks = 0;
  for (const count of [1, 3]) {
    asks = 0;
    const threads = ownThreads(count, () => asks++);
    expect(await verifyInChunks(scenario, plan, claims, threads, 3)).toEqual(alone);
  }
  return asks;
}

describe("verifyParallel", () => {
  it.each([
    ["random", randomScenario],
    ["compound", compoundScenario],
    ["models", modelsScenario],
    ["split", splitScenario],
    ["work", workScenario],
  ])("says of solutions of %s scenarios what verify says", MORE_IN_FULL, async (_, scenarioOf) => {
    let asks = 0;
    for (let seed = 1; seed <= shortOrFull(2, 20); seed++) {
      const scenario = scenarioOf(seed);
      for (const { name } of someOrAll(3, METHODS)) {
        try {
          const solution = solve<MethodName>(scenario, { method: name });
          asks += await expectAsVerify(toColumns(scenario), solution.plan, claimsOf(solution));
        } catch (error) {
          if (!(error instanceof InfeasibleError)) throw error;
        }
      }
    }
    expect(asks).toBeGreaterThan(0);
  });

  it("refuses what is false with the same words", MORE_IN_FULL, async () => {
    for (const { of, falsify } of someOrAll(6, FALSIFICATIONS)) {
      const { scenario, plan } = truthOf(of);
      const columns = toColumns(scenario);
      const value = JSON.parse(JSON.stringify(falsify(plan, scenario)));
      let claims: Claims;
      let own: Plan;
      try {
        claims = parseClaims(value, columns.users);
        own = parsePlan(value, columns.users.count);
      } catch {
        continue; // no plan of these users
      }
      await expectAsVerify(columns, own, claims);
    }
  });

  it("asks nobody where there is no price, or nobody to ask", async () => {
    const scenario = toColumns(randomScenario(1));
    const solution = solve(scenario);
    const { price: _, ...priceless } = claimsOf(solution);
    expect(await expectAsVerify(scenario, solution.plan, priceless)).toBe(0);
    expect(await expectAsVerify(scenario, solution.plan, { ...priceless, price: -1 })).toBe(0);
    expect(await verifyParallel(scenario, solution.plan, claimsOf(solution), [])).toEqual(
      verify(scenario, solution.plan, claimsOf(solution)),
    );
  });
});
