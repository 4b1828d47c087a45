/**
 * What a random start costs as τ grows (MODEL.md §5, 2). In the first iteration a user with the margin d = V_e(λ) − V_l goes
 * to the wrong place with probability ½(1 − |d|/τ), if |d| < τ. Where margins have a density at 0, that is density × τ²/6 a user.
 */
import { mean } from "simple-statistics";
import type { Progress } from "../../input/progress.js";
import { problemOf } from "../../model/problem.js";
import { campus30 } from "../../population/campus.js";
import { generateColumns } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { distanceFromBound } from "../../solver/certificate/distance.js";
import { margins } from "../../solver/sca/margins.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { relaxedMagnitude } from "../../solver/sca/residuals.js";
import { defaultPenalty, solveSca } from "../../solver/sca/sca.js";
import { startingPoint } from "../../solver/sca/starts.js";

export interface TauLawOptions {
  readonly scenario: GenerateOptions;
  /** τ as multiples of the default. */
  readonly penaltyFactors: readonly number[];
  /** Random starts at each τ. */
  readonly starts: number;
}

/** Two thousand users of the campus example's population. */
export const tauLawDefaults: TauLawOptions = {
  scenario: { ...campus30, users: 2000, seed: 1, stepCapacity: 20000 },
  penaltyFactors: Array.from({ length: 17 }, (_, i) => Number((10 ** ((i - 8) / 4)).toPrecision(3))),
  starts: 20,
};

/** Share of the users by whose margins the density at 0 is measured. */
const NEAR_ZERO = 0.1;

const STATISTICS: readonly Statistic[] = ["p10", "mean", "p90"];

/** A row for each τ; the starts have the seeds `seed`, `seed` + 1, …. @throws InfeasibleError where no plan exists. */
export function tauLaw({ scenario, penaltyFactors, starts }: TauLawOptions, seed: number, progress?: Progress): Table {
  const problem = problemOf(generateColumns(scenario));
  const { count } = problem;
  const relaxed = solvePerspective(problem, new Float64Array(count));
  const unit = defaultPenalty(problem, relaxed);
  const bound = lagrangianBound(problem);
  const perUser = mean(Array.from(relaxed.offload, (_, n) => relaxedMagnitude(problem, relaxed, n)));
  const sizes = margins(problem, relaxed.price).map(Math.abs);
  sizes.sort((a, b) => a - b);
  const near = Math.ceil(NEAR_ZERO * sizes.length);
  const density = near / (2 * sizes[near]! * count);
  const rows = penaltyFactors.map((penaltyFactor, i) => {
    const penalty = penaltyFactor * unit;
    const gaps = Array.from({ length: starts }, (_, k) => {
      const start = startingPoint("random", count, seed + k);
      const { plan } = solveSca(problem, { penalty, start, iterationLimit: 100 });
      return distanceFromBound(problem, bound, plan) / bound.scale;
    });
    const wrong = sizes.reduce((sum, d) => sum + (d < penalty ? (d / 2) * (1 - d / penalty) : 0), 0) / count;
    progress?.((i + 1) / penaltyFactors.length);
    return {
      penaltyFactor,
      penalty,
      ...spread("gap", gaps, STATISTICS),
      expected: wrong / perUser,
      law: (density * penalty ** 2) / 6 / perUser,
    };
  });
  return {
    name: "tau-law",
    columns: [
      { name: "penaltyFactor", unit: "1", description: "Penalty weight over the default." },
      { name: "penalty", unit: "1", description: "Penalty weight." },
      ...spreadColumns(
        { name: "gap", unit: "1", description: "Certified gap of the plans from random starts." },
        STATISTICS,
        "starts",
      ),
      { name: "expected", unit: "1", description: "Gap expected from the margins when each user is misled once." },
      { name: "law", unit: "1", description: "Density of margins at 0 times the squared penalty over 6." },
    ],
    rows,
  };
}
