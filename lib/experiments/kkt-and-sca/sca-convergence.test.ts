import { describe, expect, it } from "vitest";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import { solve } from "../../solver/solve.js";
import { scaConvergence } from "./sca-convergence.js";

const scenario = generate(campus30);

describe("scaConvergence", () => {
  it("has the trace of each run, at the default penalty that of solve", () => {
    const options = { scenario, penaltyFactors: [0.1, 1], start: "half" as const, iterationLimit: 100 };
    const { rows } = scaConvergence(options, 0);
    const { trace, penalty, relaxedObjective } = solve(scenario);
    const last = rows.filter(({ penaltyFactor }) => penaltyFactor === 1);
    expect(last).toHaveLength(trace.length);
    for (const [i, row] of last.entries()) {
      const { residuals: _, change: __, penalty: ___, ...iterate } = trace[i]!;
      expect(row).toMatchObject({ ...iterate, penaltyWeight: penalty });
      expect(row["relaxationOptimum"]).toBeCloseTo(relaxedObjective, 9);
    }
  });

  it.each(["half", "local", "random"] as const)("has a penalised objective that never rises from start %s", (start) => {
    const penaltyFactors = [0.1, 0.3, 1, 10];
    const { rows } = scaConvergence({ scenario, penaltyFactors, start, iterationLimit: 100 }, 5);
    const runs = penaltyFactors.map((factor) => rows.filter(({ penaltyFactor }) => penaltyFactor === factor));
    for (const run of runs) {
      const values = run.map(({ penalisedObjective }) => penalisedObjective as number);
      for (let i = 1; i < values.length; i++)
        expect(values[i]! - values[i - 1]!).toBeLessThanOrEqual(1e-9 * values[0]!);
    }
  });

  it("uses the seed for the random start alone", () => {
    const run = (start: "half" | "random", seed: number) =>
      scaConvergence({ scenario, penaltyFactors: [3], start, iterationLimit: 100 }, seed).rows;
    expect(run("half", 1)).toEqual(run("half", 2));
    expect(run("random", 1)).toEqual(run("random", 1));
    expect(run("random", 1)).not.toEqual(run("random", 2));
  });
});
