/**
 * How the paper's algorithm depends on τ: over orders of magnitude, starts and relaxations, what it costs and how far
 * its plans lie from the proven optimum (MODEL.md §5, §7). The continuation in τ stands beside the fixed ones.
 */
import { mean } from "simple-statistics";
import { namesOf } from "../../input/checks.js";
import { evaluate } from "../../model/objective.js";
import { toProblem } from "../../model/problem.js";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { solveExact } from "../../solver/certificate/exact.js";
import { solveWithContinuation } from "../../solver/sca/continuation.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { RELAXATIONS, relaxationOf } from "../../solver/sca/relaxations.js";
import { defaultPenalty, solveSca } from "../../solver/sca/sca.js";
import { STARTS, startingPoint } from "../../solver/sca/starts.js";
import { inTurn, type Study } from "../../sweep/study.js";

export interface TauSensitivityOptions {
  /** What scenarios are drawn from. */
  readonly population: Omit<GenerateOptions, "seed">;
  readonly scenarios: number;
  /** τ as multiples of the scenario's default with the perspective form. */
  readonly penaltyFactors: readonly number[];
  /** Random starts in each scenario. */
  readonly randomStarts: number;
}

/** The campus example's population, τ over nine orders of magnitude, and 60 random starts in all. */
export const tauSensitivityDefaults: TauSensitivityOptions = {
  population: campus30,
  scenarios: 6,
  penaltyFactors: Array.from({ length: 10 }, (_, i) => Number(`1e${i - 5}`)),
  randomStarts: 10,
};

interface Run {
  readonly iterations: number;
  /** Users with 0 < a < 1 before rounding. */
  readonly fractional: number;
  /** (objective − optimum)/scale of the scenario. */
  readonly gap: number;
  readonly converged: boolean;
}

const QUANTILES: readonly Statistic[] = ["p10", "median", "p90"];

const OUTCOMES: readonly (TableColumn & {
  readonly name: "iterations" | "fractional" | "gap";
  readonly statistics: readonly Statistic[];
})[] = [
  { name: "iterations", unit: "1", description: "Convex problems solved.", statistics: QUANTILES },
  { name: "fractional", unit: "1", description: "Users with 0 < a < 1 before rounding.", statistics: QUANTILES },
  {
    name: "gap",
    unit: "1",
    description: "Objective above the proven optimum, over the scenario's scale.",
    statistics: [...QUANTILES, "mean", "largest"],
  },
];

/** What is run in each scenario; `penaltyFactor` 0 is the continuation. */
function settingsOf({ penaltyFactors }: TauSensitivityOptions) {
  return RELAXATIONS.flatMap(({ name: relaxation }) =>
    [...penaltyFactors, 0].flatMap((penaltyFactor) => STARTS.map((start) => ({ relaxation, penaltyFactor, start }))),
  );
}

/** A scenario, the first of which is 0. */
interface TauSensitivityCell {
  readonly options: TauSensitivityOptions;
  readonly scenario: number;
  readonly seed: number;
}

/** A cell is a scenario: it finds the runs of each setting. The random starts of all scenarios differ. */
export const tauSensitivityStudy: Study<TauSensitivityOptions, Table, TauSensitivityCell, Run[][]> = {
  cells: (options, seed) =>
    Array.from({ length: options.scenarios }, (_, k) => ({ options, scenario: k, seed: seed + k })),
  find: ({ options, scenario, seed }) => {
    const { population, randomStarts } = options;
    const problem = toProblem(generate({ ...population, seed }));
    const unit = defaultPenalty(problem, solvePerspective(problem, new Float64Array(problem.count)));
    const bound = lagrangianBound(problem);
    const optimum = solveExact(problem, bound).evaluation.objective;
    return settingsOf(options).map(({ relaxation, penaltyFactor, start }) => {
      // A continuation does not see its start.
      const starts = start === "random" && penaltyFactor > 0 ? randomStarts : 1;
      return Array.from({ length: starts }, (_, r): Run => {
        const how = {
          start: startingPoint(start, problem.count, scenario * randomStarts + r),
          iterationLimit: 100,
          relaxation: relaxationOf(relaxation),
        };
        const { status, plan, relaxed, trace } =
          penaltyFactor > 0
            ? solveSca(problem, { ...how, penalty: penaltyFactor * unit })
            : solveWithContinuation(problem, how);
        return {
          iterations: trace.length,
          fractional: relaxed.offload.reduce((sum, a) => sum + (a > 0 && a < 1 ? 1 : 0), 0),
          gap: Math.max(0, (evaluate(problem.scenario, plan).objective - optimum) / bound.scale),
          converged: status === "converged",
        };
      });
    });
  },
  result: (found, options) => ({
    name: "tau-sensitivity",
    columns: [
      { name: "relaxation", unit: "", description: `${namesOf(RELAXATIONS).join(" or ")}.` },
      { name: "penaltyFactor", unit: "1", description: "Penalty weight over the default; 0 is the continuation." },
      { name: "start", unit: "", description: "First iterate: half, local, edge or random." },
      { name: "runs", unit: "1", description: "Scenarios times starts." },
      ...OUTCOMES.flatMap(({ statistics, ...column }) => spreadColumns(column, statistics, "runs")),
      { name: "optimal", unit: "1", description: "Share of runs whose plan is the optimum, to 1e-12." },
      { name: "unfinished", unit: "1", description: "Share of runs that did not converge in 100 iterations." },
    ],
    rows: settingsOf(options).map((setting, i) => ({ ...setting, ...summary(found.flatMap((runs) => runs[i]!)) })),
  }),
};

/**
 * A row for each relaxation, τ and kind of start, over all scenarios and random starts.
 * @throws InfeasibleError where a scenario has no plan.
 */
export const tauSensitivity = inTurn(tauSensitivityStudy);

function summary(runs: readonly Run[]): Record<string, number> {
  const gaps = runs.map(({ gap }) => gap);
  return {
    runs: runs.length,
    ...Object.assign(
      {},
      ...OUTCOMES.map(({ name, statistics }) =>
        spread(
          name,
          runs.map((run) => run[name]),
          statistics,
        ),
      ),
    ),
    optimal: mean(gaps.map((gap) => (gap <= 1e-12 ? 1 : 0))),
    unfinished: mean(runs.map(({ converged }) => (converged ? 0 : 1))),
  };
}
