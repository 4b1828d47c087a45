/** What it costs to plan for one error law where another may hold, and what hedging saves (MODEL.md §1, §7). */
import { groups } from "d3-array";
import { fraction, whole } from "../../input/checks.js";
import { InputError } from "../../input/errors.js";
import { errorOf } from "../../laws/error/all-laws.js";
import type { ErrorModel, PlainModel } from "../../laws/error/error-laws.js";
import { exponential } from "../../laws/error/exponential.js";
import { power as powerLaw } from "../../laws/error/power.js";
import { power } from "../../numerics/power.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { pairedDifferences } from "../../report/paired-differences.js";
import { spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { capital } from "../../report/words.js";
import { distanceFromBound } from "../../solver/certificate/distance.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { meanSpread } from "../mean-spread.js";
import { type ProvenOptimum, provenOptimum } from "../proven-optimum.js";
import { rounded } from "../rounded.js";

export interface HedgeRegretOptions {
  /** What scenarios are drawn from; errors are exponential. */
  readonly population: Omit<GenerateOptions, "seed" | "errorKind">;
  /** Where both laws have the same error: two numbers of steps, rising. */
  readonly agree: readonly [few: number, many: number];
  /** Probabilities that the exponential law holds, else the power law, in [0, 1]. */
  readonly probabilities: readonly number[];
  /** Scenarios, ≥ 2. */
  readonly scenarios: number;
}

export const hedgeRegretDefaults: HedgeRegretOptions = {
  population: { users: 40, stepCapacity: 600 },
  agree: [3, 20],
  probabilities: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
  scenarios: 40,
};

/** The laws of which one holds. */
const TRUTHS = [exponential.kind, powerLaw.kind];

/** What a plan is made for: one of the laws, what is expected of both, or the worse of both. */
export const HEDGES = [...TRUTHS, "mixture", "worst"];

interface HedgeRegretCell extends Omit<HedgeRegretOptions, "scenarios"> {
  readonly seed: number;
}

const regretOf = (truth: string): string => `regret${capital(truth)}`;

/** What is told of a plan, a user. */
const REGRETS: readonly TableColumn[] = [
  ...TRUTHS.map((truth) => ({
    name: regretOf(truth),
    unit: "1",
    description: `Objective a user above the optimum if the ${truth} law holds.`,
  })),
  { name: "expected", unit: "1", description: "Expected regret a user, at this probability." },
  { name: "largest", unit: "1", description: "Regret a user under the law under which it is larger." },
];

const KEYS: readonly TableColumn[] = [
  { name: "probability", unit: "1", description: "Probability that the exponential law holds, else the power law." },
  { name: "plan", unit: "", description: "What the plan is made for: one of the laws, their mixture, or their worst." },
];

/**
 * A cell is a scenario; the seeds are `seed`, `seed` + 1, …. A plan is the proven optimum under what it is made for. Feasibility and best
 * times do not depend on errors, so it is a plan under each law; its regret there is what it lies above the Lagrangian bound more than the
 * optimum does.
 */
export const hedgeRegretStudy: Study<HedgeRegretOptions, Table, HedgeRegretCell, Table["rows"]> = {
  cells: ({ population, agree, probabilities, scenarios }, seed) => {
    whole("scenarios", scenarios, 2);
    for (const probability of probabilities) fraction("probabilities", probability);
    if (!(0 < agree[0] && agree[0] < agree[1])) {
      throw new InputError(`agree: must be two numbers > 0 that rise, not ${agree.join(", ")}`);
    }
    return Array.from({ length: scenarios }, (_, k) => ({ population, agree, probabilities, seed: seed + k }));
  },
  find: hedgeRuns,
  result: (found) => ({
    name: "hedge-regret-runs",
    columns: [...KEYS, { name: "seed", unit: "1", description: "Seed of the scenario." }, ...REGRETS],
    rows: found.flat(),
  }),
};

/**
 * One row for each scenario, probability and plan.
 * @throws InputError for an option out of range.
 * @throws InfeasibleError where a scenario has no plan.
 * @throws RangeError where an optimum is not proven.
 */
export const hedgeRegretRuns = inTurn(hedgeRegretStudy);

function hedgeRuns({ population, agree, probabilities, seed }: HedgeRegretCell): Table["rows"] {
  const scenario = generate({ ...population, seed });
  const laws = scenario.users.map(({ errorModel }) => [errorModel as PlainModel, powerThrough(errorModel, agree)]);
  const under = (law: (own: readonly PlainModel[]) => ErrorModel): ProvenOptimum =>
    provenOptimum({ ...scenario, users: scenario.users.map((user, n) => ({ ...user, errorModel: law(laws[n]!) })) });
  const truths = TRUTHS.map((_, k) => under((own) => own[k]!));
  const worst = under((own) => ({ kind: "worst", laws: own }));
  return probabilities.flatMap((p) => {
    const weights = [p, 1 - p];
    const mixture = under((own) => ({ kind: "mixture", weights, laws: own }));
    return [...truths, mixture, worst].map(({ plan }, h) => {
      const regrets = truths.map(({ problem, bound, above }) => {
        const more = distanceFromBound(problem, bound, plan) - above;
        return Math.max(0, more) / problem.count; // below 0 by rounding only
      });
      return {
        probability: p,
        plan: HEDGES[h]!,
        seed,
        ...Object.fromEntries(TRUTHS.map((truth, k) => [regretOf(truth), regrets[k]!])),
        // Σ p_k·regret_k
        expected: regrets.reduce((sum, regret, k) => sum + weights[k]! * regret, 0),
        largest: Math.max(...regrets),
      };
    });
  });
}

/** The power law with the errors of this one at both numbers of steps. */
export function powerThrough(law: ErrorModel, [few, many]: HedgeRegretOptions["agree"]): PlainModel {
  const [early, late] = [errorOf(law, few), errorOf(law, many)];
  // early/late = (many/few)^γ
  const exponent = Math.log(early / late) / Math.log(many / few);
  return { kind: powerLaw.kind, initial: early * power(few, exponent), exponent };
}

/** One row for each probability and plan: means over the scenarios, with their intervals. @param runs Of `hedgeRegretRuns`. */
export function hedgeRegret(runs: Table): Table {
  return {
    name: "hedge-regret",
    columns: [
      ...KEYS,
      { name: "scenarios", unit: "1", description: "Scenarios behind the row." },
      ...REGRETS.flatMap((regret) => spreadColumns(regret, ["mean", "ciLow", "ciHigh"], "scenarios")),
    ],
    rows: groups(runs.rows, ({ probability, plan }) => `${probability} ${plan}`).map(([, own]) => {
      const { probability, plan } = own[0]!;
      const cells = REGRETS.map(({ name }) =>
        meanSpread(
          name,
          own.map((row) => Number(row[name])),
        ),
      );
      return rounded({
        probability: probability!,
        plan: plan!,
        scenarios: own.length,
        ...Object.assign({}, ...cells),
      });
    }),
  };
}

/** One row for each probability and law: what a plan for that law alone is expected to cost more than the mixture's, in the same scenario. @param runs Of `hedgeRegretRuns`. */
export function hedgeRegretDifferences(runs: Table): Table {
  const table = pairedDifferences(runs, {
    name: "hedge-regret-differences",
    by: ["probability"],
    between: "plan",
    pairs: TRUTHS.map((truth) => [truth, "mixture"] as const),
    on: "seed",
    over: "scenarios",
    of: ["expected"],
  });
  return { ...table, rows: table.rows.map(rounded) };
}
