import { describe, expect, it } from "vitest";
import { namesOf } from "../input/checks.js";
import { InfeasibleError } from "../solver/infeasible.js";
import { bestByEnumeration } from "../testing/enumerated-servers.js";
import { randomServers } from "../testing/random-servers.js";
import { SERVERS_METHODS } from "./methods.js";
import { serversViolations } from "./plan.js";
import { type ServersSolution, solveServers } from "./solve.js";
import type { ServersScenario } from "./types.js";

const FULL = process.env["EDGESTEPS_FULL"] !== undefined;
const SEEDS = Array.from({ length: FULL ? 3000 : 360 }, (_, i) => i + 1);

/** Null where no plan exists. */
function solved(scenario: ServersScenario, method: ServersSolution["method"]): ServersSolution | null {
  try {
    return solveServers(scenario, { method });
  } catch (error) {
    if (!(error instanceof InfeasibleError)) throw error;
    return null;
  }
}

describe("random scenarios of two and three servers", () => {
  it("exact is the best of all plans, the bound below it and the others above, or there is none", () => {
    let [plans, priced, closer] = [0, 0, 0];
    for (const seed of SEEDS) {
      const scenario = randomServers(seed);
      const optimum = bestByEnumeration(scenario);
      const exact = solved(scenario, "exact");
      expect({ seed, feasible: exact !== null }).toEqual({ seed, feasible: optimum < Infinity });
      if (exact === null) continue;
      const { status, objective, dualBound, scale, prices } = exact;
      const near = 1e-9 * scale;
      expect({ seed, status }).toEqual({ seed, status: "optimal" });
      expect(Math.abs(objective - optimum), `seed ${seed}`).toBeLessThanOrEqual(near);
      plans++;
      if (prices.some((λ) => λ > 0)) priced++;
      for (const name of namesOf(SERVERS_METHODS)) {
        const solution = solved(scenario, name)!;
        expect(serversViolations(scenario, solution.plan), `seed ${seed}, ${name}`).toEqual([]);
        expect(solution.objective, `seed ${seed}, ${name}`).toBeGreaterThanOrEqual(optimum - near);
        expect(solution.dualBound, `seed ${seed}, ${name}`).toBe(dualBound);
        expect(dualBound, `seed ${seed}`).toBeLessThanOrEqual(optimum + near);
        const distance = solution.objective - solution.lowerBound;
        expect(Math.abs(distance - solution.excess), `seed ${seed}, ${name}`).toBeLessThanOrEqual(near);
        expect(solution.gap, `seed ${seed}, ${name}`).toBeGreaterThanOrEqual(0);
        if (name === "dual" && solution.objective <= optimum + near) closer++;
      }
    }
    expect(plans).toBeGreaterThan(0.7 * SEEDS.length);
    expect(priced).toBeGreaterThan(0.4 * SEEDS.length);
    expect(closer).toBeGreaterThan(0.6 * plans);
    console.log({plans, priced, closer});
  });
});
