/** The price of planning with the wrong error law: the plan made under one law, judged under another (MODEL.md §1, §7). */
import { groups } from "d3-array";
import { mean } from "simple-statistics";
import { whole } from "../../input/checks.js";
import { numbersOf } from "../../laws/error/all-laws.js";
import { type ErrorFit, FITTED_LAWS, fitErrorLaw, fittedModel } from "../../laws/error/fit.js";
import type { Plan } from "../../model/objective.js";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { pairedDifferences } from "../../report/paired-differences.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { distanceFromBound } from "../../solver/certificate/distance.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { type ProvenOptimum, provenOptimum } from "../proven-optimum.js";
import { rounded } from "../rounded.js";
import { type ErrorCurve, errorCurves, isCounted } from "./curves.js";
import { bestForetellingLaw } from "./fit-quality.js";
import { NOT_AVAILABLE } from "./fits.js";
import { publishedQuality } from "./published-quality.js";

export interface ErrorModelRegretOptions {
  /** What scenarios are drawn from; of a user's error model only ε̄_fwd is kept. */
  readonly population: Omit<GenerateOptions, "seed">;
  /** Scenarios for each curve, ≥ 1. */
  readonly scenarios: number;
  readonly curves: readonly ErrorCurve[];
}

/**
 * The campus example under every curve that counts, can judge all laws and begins at five steps or fewer: below its beginning a law is
 * only extrapolated.
 */
export const errorModelRegretDefaults: ErrorModelRegretOptions = {
  population: campus30,
  scenarios: 12,
  curves: errorCurves(publishedQuality).filter(
    (curve) => isCounted(curve) && curve.steps[0]! <= 5 && bestForetellingLaw(curve) !== undefined,
  ),
};

/**
 * How many steps a task may take: `extrapolated`, as the scenario says; `measured`, no more than the curve was measured at, and the
 * edge has half the steps that all its tasks together might take.
 */
const REGRET_LIMITS = ["measured", "extrapolated"] as const;

type Limits = (typeof REGRET_LIMITS)[number];

const STATISTICS: readonly Statistic[] = ["mean", "least", "largest"];

/** The scenario with a fitted law for all users, scaled so that a user's ε̄_fwd is the error measured at the curve's fewest steps. */
export function withErrorLaw(scenario: Scenario, fit: ErrorFit, { errors }: ErrorCurve): Scenario {
  const users = scenario.users.map((user) => ({
    ...user,
    errorModel: fittedModel(fit, numbersOf(user.errorModel)[0]! / errors[0]!),
  }));
  return { ...scenario, users };
}

/** A curve, with all scenarios. */
interface ErrorModelRegretCell extends Pick<ErrorModelRegretOptions, "population" | "scenarios"> {
  readonly curve: ErrorCurve;
  readonly seed: number;
}

/**
 * A cell is a curve; the scenarios have the seeds `seed`, `seed` + 1, …, the same ones for every curve. A plan is the proven optimum under
 * the law believed: its places, steps and times. What a plan may do, and the best time for its steps, do not depend on errors, so it is
 * feasible under the true law and its times are the best there too. Its regret there is what it lies above the Lagrangian bound more than
 * the proven optimum does.
 */
export const errorModelRegretStudy: Study<ErrorModelRegretOptions, Table, ErrorModelRegretCell, Table["rows"]> = {
  cells: ({ population, scenarios, curves }, seed) => {
    whole("scenarios", scenarios, 1);
    return curves.map((curve) => ({ population, scenarios, curve, seed }));
  },
  find: ({ population, scenarios, curve, seed }) => {
    const drawn = Array.from({ length: scenarios }, (_, k) => generate({ ...population, seed: seed + k }));
    const fits = FITTED_LAWS.map((law) => fitErrorLaw(law, curve));
    const keys = keysOf(curve);
    return REGRET_LIMITS.flatMap((limits) => {
      const here = drawn.map((scenario) => limited(scenario, limits, curve));
      const worlds = here.map((scenario) => fits.map((fit) => provenOptimum(withErrorLaw(scenario, fit, curve))));
      return FITTED_LAWS.flatMap((belief, b) =>
        FITTED_LAWS.flatMap((truth, t) =>
          worlds.map((laws, k) => {
            const run = judged(laws[b]!.plan, laws[t]!, curve);
            return { ...keys, limits, belief, truth, seed: seed + k, ...run };
          }),
        ),
      );
    });
  },
  result: (found) => ({
    name: "error-model-regret-runs",
    columns: [...KEYS, SEED, REGRET, ...OUTCOMES],
    rows: found.flat(),
  }),
};

/**
 * One row for each curve, limits, law believed, law that is true, and scenario.
 * @throws InputError for an option out of range.
 * @throws InfeasibleError where a scenario has no plan.
 */
export const errorModelRegretRuns = inTurn(errorModelRegretStudy);

/** One row for each curve, limits, law believed and law that is true. @param runs Of `errorModelRegretRuns`. */
export function errorModelRegret({ rows }: Table): Table {
  const keyOf = (row: Table["rows"][number]): string => JSON.stringify(KEYS.map(({ name }) => row[name]));
  return {
    name: "error-model-regret",
    columns: [
      ...KEYS,
      { name: "scenarios", unit: "1", description: "Scenarios behind the row, the same ones for every curve." },
      ...spreadColumns(REGRET, STATISTICS, "scenarios"),
      ...OUTCOMES.map((column) => ({ ...column, description: `Mean: ${column.description}` })),
    ],
    rows: groups(rows, keyOf).map(([, own]) => {
      const values = (column: string): number[] => own.map((row) => row[column] as number);
      return {
        ...Object.fromEntries(KEYS.map(({ name }) => [name, own[0]![name]!])),
        scenarios: own.length,
        ...rounded(spread("regret", values("regret"), STATISTICS)),
        ...rounded(Object.fromEntries(OUTCOMES.map(({ name }) => [name, mean(values(name))]))),
      };
    }),
  };
}

/**
 * The mean over the curves of the regret of a belief where each curve's best law is true: one row for each limits, belief and scenario.
 * Curves share their scenarios, so it is the scenarios that are independent.
 * @param runs Of `errorModelRegretRuns`.
 */
export function errorModelRegretMeans({ rows }: Table): Table {
  const names = ["limits", "belief", "seed"] as const;
  const judgedRows = rows.filter(({ truth, best }) => truth === best);
  return {
    name: "error-model-regret-means",
    columns: [...KEYS.filter(({ name }) => names.some((one) => one === name)), SEED, REGRET],
    rows: groups(judgedRows, (row) => JSON.stringify(names.map((name) => row[name]))).map(([, own]) => ({
      ...Object.fromEntries(names.map((name) => [name, own[0]![name]!])),
      regret: mean(own.map(({ regret }) => regret as number)),
    })),
  };
}

/**
 * What one belief costs more than another, scenario by scenario: every law with each before it, for both limits.
 * @param runs Of `errorModelRegretRuns`.
 */
export function errorModelRegretDifferences(runs: Table): Table {
  const { rows, ...table } = pairedDifferences(errorModelRegretMeans(runs), {
    name: "error-model-regret-differences",
    by: ["limits"],
    between: "belief",
    pairs: FITTED_LAWS.flatMap((law, i) => FITTED_LAWS.slice(0, i).map((other) => [law, other] as const)),
    on: "seed",
    over: "scenarios",
    of: ["regret"],
  });
  return { ...table, rows: rows.map(rounded) };
}

const KEYS: readonly TableColumn[] = [
  { name: "model", unit: "", description: "Whose curve it is, as published, like the next three." },
  { name: "sampler", unit: "", description: "What made the steps." },
  { name: "dataset", unit: "", description: "What it was measured on." },
  { name: "metric", unit: "", description: "What was measured." },
  { name: "source", unit: "", description: "Paper or repository that the curve was read in, our grouping." },
  { name: "family", unit: "", description: "Family of the architecture, our grouping." },
  { name: "samplerKind", unit: "", description: "Kind of the sampler, our grouping." },
  {
    name: "best",
    unit: "",
    description: "The law that foretells the curve best: lowest looError of error-model-fits; NA if it judges not all.",
  },
  {
    name: "limits",
    unit: "",
    description: "measured: no more steps than the curve has; extrapolated: as many as the scenario allows.",
  },
  { name: "belief", unit: "", description: "The law whose fit the plan is made under." },
  { name: "truth", unit: "", description: "The law whose fit the plan is judged under." },
];

const SEED: TableColumn = { name: "seed", unit: "1", description: "Seed of the scenario." };

const REGRET: TableColumn = {
  name: "regret",
  unit: "1",
  description: "Objective above the proven optimum under the truth, over the scenario's scale.",
};

const OUTCOMES: readonly TableColumn[] = [
  { name: "steps", unit: "step", description: "Steps of a user in the plan." },
  { name: "offloaded", unit: "1", description: "Share of the users at the edge." },
  { name: "measured", unit: "1", description: "Share of the users whose steps lie where the curve was measured." },
];

function limited(scenario: Scenario, limits: Limits, { steps }: ErrorCurve): Scenario {
  if (limits === "extrapolated") return scenario;
  const { edge, users } = scenario;
  const most = steps.at(-1)!;
  const maxSteps = Math.min(edge.maxSteps, most);
  return {
    ...scenario,
    edge: { ...edge, maxSteps, stepCapacity: Math.floor((users.length * maxSteps) / 2) },
    users: users.map((user) => ({
      ...user,
      device: { ...user.device, maxSteps: Math.min(user.device.maxSteps, most) },
    })),
  };
}

function keysOf(curve: ErrorCurve): Record<string, string> {
  const { model, sampler, dataset, metric } = curve.series;
  const { source, family, samplerKind } = curve;
  const best = bestForetellingLaw(curve) ?? NOT_AVAILABLE;
  return { model, sampler, dataset, metric, source, family, samplerKind, best };
}

function judged(plan: Plan, world: ProvenOptimum, { steps }: ErrorCurve): Record<string, number> {
  const above = distanceFromBound(world.problem, world.bound, plan) - world.above;
  const chosen = Array.from(plan.steps);
  const [fewest, most] = [steps[0]!, steps.at(-1)!];
  return {
    regret: Math.max(0, above) / world.bound.scale, // below 0 by rounding only
    steps: mean(chosen),
    offloaded: mean(Array.from(plan.offload)),
    measured: mean(chosen.map((s) => Number(s >= fewest && s <= most))),
  };
}
