/**
 * What a random start costs as τ grows (MODEL.md §5, 2). In the first iteration a user with the margin d = V_e(λ₁) − V_l goes to
 * the edge with the probability ½(1 − d/τ), in [0, 1], at the price λ₁ at which those who go there fill the capacity. Where
 * margins have a density at 0, what that costs is density × τ²/6 a user for small τ.
 */
import { pricedCost } from "../../model/cost.js";
import { type Problem, problemOf } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { tenTo } from "../../numerics/power.js";
import { falsePosition } from "../../numerics/root.js";
import { campus30 } from "../../population/campus.js";
import { generateColumns } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { distanceFromBound } from "../../solver/certificate/distance.js";
import { margins } from "../../solver/sca/margins.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { defaultPenalty, solveSca } from "../../solver/sca/sca.js";
import { startingPoint } from "../../solver/sca/starts.js";
import { inTurn, type Study } from "../../sweep/study.js";

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
  penaltyFactors: Array.from({ length: 17 }, (_, i) => Number(tenTo((i - 8) / 4).toPrecision(3))),
  starts: 20,
};

/** Share of the users by whose margins the density at 0 is measured. */
const NEAR_ZERO = 0.1;

const STATISTICS: readonly Statistic[] = ["p10", "mean", "p90"];

/** One τ. */
interface TauLawCell extends Pick<TauLawOptions, "scenario" | "starts"> {
  readonly penaltyFactor: number;
  readonly seed: number;
}

/** A cell is a τ; the starts have the seeds `seed`, `seed` + 1, …. */
export const tauLawStudy: Study<TauLawOptions, Table, TauLawCell, Table["rows"][number]> = {
  cells: ({ scenario, penaltyFactors, starts }, seed) =>
    penaltyFactors.map((penaltyFactor) => ({ scenario, starts, penaltyFactor, seed })),
  find: ({ scenario, starts, penaltyFactor, seed }) => {
    const problem = problemOf(generateColumns(scenario));
    const { count } = problem;
    const relaxed = solvePerspective(problem, new Float64Array(count));
    const bound = lagrangianBound(problem);
    const perUser = bound.scale / count;
    const sizes = margins(problem, relaxed.price).map(Math.abs);
    sizes.sort((a, b) => a - b);
    const near = Math.ceil(NEAR_ZERO * sizes.length);
    const density = near / (2 * sizes[near]! * count);
    const penalty = penaltyFactor * defaultPenalty(problem, relaxed);
    const gaps = Array.from({ length: starts }, (_, k) => {
      const start = startingPoint("random", count, seed + k);
      const { plan } = solveSca(problem, { penalty, start, iterationLimit: 100 });
      return distanceFromBound(problem, bound, plan) / bound.scale;
    });
    return {
      penaltyFactor,
      penalty,
      ...spread("gap", gaps, STATISTICS),
      expected: expectedExcess(problem, relaxed.price, penalty) / count / perUser,
      law: (density * penalty ** 2) / 6 / perUser,
    };
  },
  result: (rows) => ({
    name: "tau-law",
    columns: [
      { name: "penaltyFactor", unit: "1", description: "Penalty weight over the default." },
      { name: "penalty", unit: "1", description: "Penalty weight." },
      ...spreadColumns(
        { name: "gap", unit: "1", description: "Certified gap of the plans from random starts." },
        STATISTICS,
        "starts",
      ),
      {
        name: "expected",
        unit: "1",
        description:
          "Gap expected from the margins after the first iteration, at the price at which the capacity is filled.",
      },
      { name: "law", unit: "1", description: "Density of margins at 0 times the squared penalty over 6." },
    ],
    rows,
  }),
};

/** A row for each τ. @throws InfeasibleError where no plan exists. */
export const tauLaw = inTurn(tauLawStudy);

/**
 * What the first iteration from random starts costs more than the relaxation, on average over many users.
 * @param price λ of the relaxation. @param penalty τ.
 */
function expectedExcess({ count, local, edge, localCost, capacity }: Problem, price: number, penalty: number): number {
  /** Σ P·ŝ(λ₁) − stepCapacity, and Σ of what users then cost above min(V_l, V_e(λ)). */
  const at = (then: number): { readonly beyond: number; readonly excess: number } => {
    let [beyond, excess] = [-capacity, 0];
    for (let n = 0; n < count; n++) {
      if (edge.open[n] === 0) continue;
      const steps = bestSteps(edge, n, then);
      const onDevice = local.open[n] === 1 ? localCost[n]! : Infinity;
      // P = ½(1 − d/τ), d = V_e(λ₁) − V_l
      const share = Math.min(1, Math.max(0, (1 - (pricedCost(edge, n, steps, then) - onDevice) / penalty) / 2));
      const best = Math.min(onDevice, pricedCost(edge, n, bestSteps(edge, n, price), price));
      beyond += share * steps;
      excess += share * (pricedCost(edge, n, steps, price) - best);
      if (share < 1) excess += (1 - share) * (onDevice - best);
    }
    return { beyond, excess };
  };
  const bracket = { low: 0, high: Math.max(price, 1e-6) };
  const atLow = at(0).beyond;
  if (atLow <= 0) return at(0).excess;
  while (at(bracket.high).beyond > 0) bracket.high *= 2;
  falsePosition((then) => at(then).beyond, bracket, atLow, at(bracket.high).beyond, { closed: 1e-12 });
  return at(bracket.high).excess;
}
