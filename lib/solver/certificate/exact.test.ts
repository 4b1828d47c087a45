import { describe, expect, it } from "vitest";
import { evaluate } from "../../model/objective.js";
import { toColumns } from "../../scenario/columns.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { solveMilp } from "../../testing/milp.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { InfeasibleError } from "../infeasible.js";
import { solve } from "../solve.js";

const SEEDS = shortOrFull(2, 300);

describe("exact", () => {
  it(`equals HiGHS on ${SEEDS} random scenarios`, { ...MORE_IN_FULL, timeout: 1_800_000 }, async () => {
    let infeasible = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const scenario = randomScenario(seed, shortOrFull(12, 60));
      const independent = await solveMilp(scenario);
      if (independent === null) {
        infeasible++;
        expect(() => solve(scenario, { method: "exact" }), `seed ${seed}`).toThrow(InfeasibleError);
        continue;
      }
      const ours = solve(scenario, { method: "exact" });
      const theirs = evaluate(toColumns(scenario), independent);
      expect(ours.status, `seed ${seed}`).toBe("optimal");
      const difference = (ours.objective - theirs.objective) / Math.max(1e-9, theirs.magnitude);
      expect(Math.abs(difference), `seed ${seed}`).toBeLessThanOrEqual(1e-8);
    }
    expect(infeasible).toBeLessThan(0.2 * SEEDS);
  });
});
