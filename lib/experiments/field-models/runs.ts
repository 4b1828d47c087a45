/** What heuristics lose in the settings of published systems (data/models-of-the-field), with users drawn anew from them. */
import { groups } from "d3-array";
import { mean } from "simple-statistics";
import { whole } from "../../input/checks.js";
import type { Plan } from "../../model/objective.js";
import { type Problem, problemOf } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import { resample } from "../../population/resample.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { toColumns } from "../../scenario/columns.js";
import type { Scenario } from "../../scenario/types.js";
import { type Bound, lagrangianBound } from "../../solver/certificate/bound.js";
import { distanceFromBound } from "../../solver/certificate/distance.js";
import { solveExact } from "../../solver/certificate/exact.js";
import { assertFeasible } from "../../solver/infeasible.js";
import { methodOf } from "../../solver/methods/methods.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { SIMPLE_BASELINES } from "../ablation/runs.js";
import { firstCome } from "./first-come.js";
import { MODELS_OF_THE_FIELD } from "./models.js";

export interface FieldModelsOptions {
  /** Settings whose devices are all closed. */
  readonly models: readonly Scenario[];
  /** Users of a scenario, as multiples of the setting's; whole numbers ≥ 1. */
  readonly loads: readonly number[];
  /** Scenarios of each setting and load, ≥ 1. */
  readonly scenarios: number;
}

/** The settings as they are published, and with more users than they have. */
export const fieldModelsDefaults: FieldModelsOptions = {
  models: MODELS_OF_THE_FIELD,
  loads: [1, 2, 4],
  scenarios: 30,
};

/** A way to a plan, or several of which the worst counts. */
interface Heuristic {
  /** Its columns begin with it. */
  readonly name: string;
  readonly description: string;
  plans(problem: Problem, bound: Bound): readonly Plan[];
}

const HEURISTICS: readonly Heuristic[] = [
  {
    name: "proposed",
    description: "Gap of the proposed algorithm.",
    plans: (problem, bound) => [methodOf().run(problem, bound, {}).plan],
  },
  {
    name: "baselines",
    description: "Gap of the worst of the simple baselines.",
    plans: (problem, bound) => SIMPLE_BASELINES.map((name) => methodOf(name).run(problem, bound, { seed: 0 }).plan),
  },
  {
    name: "firstCome",
    description: "Gap of serving users in turn, each with the steps that it wants.",
    plans: (problem) => [firstCome(problem)],
  },
];

interface FieldModelsCell {
  readonly model: Scenario;
  readonly load: number;
  readonly seed: number;
}

/** One scenario. */
interface FieldModelsRun {
  readonly model: string;
  readonly load: number;
  readonly users: number;
  /** Whole steps that all want together at price 0. */
  readonly asked: number;
  readonly capacity: number | null;
  /** In the order of {@link HEURISTICS}: objective above the optimum, over the scale. */
  readonly gaps: readonly number[];
}

/** A cell is a scenario: the seeds are `seed`, `seed` + 1, … for every setting and load. */
export const fieldModelsStudy: Study<FieldModelsOptions, Table, FieldModelsCell, FieldModelsRun> = {
  cells: ({ models, loads, scenarios }, seed) => {
    whole("scenarios", scenarios, 1);
    for (const load of loads) whole("loads", load, 1);
    return models.flatMap((model) =>
      loads.flatMap((load) => Array.from({ length: scenarios }, (_, k) => ({ model, load, seed: seed + k }))),
    );
  },
  work: ({ model, load }) => load * model.users.length,
  find: fieldModelsRun,
  result: fieldModelsTable,
};

/**
 * One row for each setting and load.
 * @throws InputError for an option out of range.
 * @throws InfeasibleError where a scenario has no plan.
 * @throws RangeError where an optimum is not proven.
 */
export const fieldModels = inTurn(fieldModelsStudy);

/** Gaps up to this are rounding. */
const ROUNDING = 1e-12;

function fieldModelsRun({ model, load, seed }: FieldModelsCell): FieldModelsRun {
  const users = load * model.users.length;
  const problem = problemOf(toColumns({ ...model, users: resample(model.users, users, seed) }));
  assertFeasible(problem);
  const bound = lagrangianBound(problem);
  const optimum = solveExact(problem, bound);
  if (!optimum.proven) throw new RangeError(`${model.name}: the optimum is out of reach`);
  const least = distanceFromBound(problem, bound, optimum.plan);
  const gaps = HEURISTICS.map(({ plans }) => {
    const worst = Math.max(...plans(problem, bound).map((plan) => distanceFromBound(problem, bound, plan)));
    const gap = (worst - least) / bound.scale;
    return gap > ROUNDING ? gap : 0;
  });
  let asked = 0;
  for (let n = 0; n < users; n++) asked += bestWholeSteps(problem.edge, n, 0);
  const { stepCapacity: capacity = null } = model.edge;
  return { model: model.name ?? "", load, users, asked, capacity, gaps };
}

const STATISTICS: readonly Statistic[] = ["mean", "largest"];

const columns: readonly TableColumn[] = [
  { name: "model", unit: "", description: "The system whose setting it is." },
  { name: "load", unit: "1", description: "Users, as a multiple of the setting's." },
  { name: "users", unit: "1", description: "Users of a scenario." },
  { name: "scenarios", unit: "1", description: "Scenarios behind the row." },
  { name: "asked", unit: "step", description: "Steps that all want together at price 0. Mean over the scenarios." },
  { name: "capacity", unit: "step", description: "Steps that the edge has; NA where they are unlimited." },
  ...HEURISTICS.flatMap(({ name, description }) =>
    spreadColumns({ name, unit: "1", description }, STATISTICS, "scenarios"),
  ),
];

function fieldModelsTable(runs: readonly FieldModelsRun[]): Table {
  const points = groups(runs, ({ model, load }) => `${model} ${load}`);
  const rows = points.map(([, own]) => {
    const { model, load, users, capacity } = own[0]!;
    const gaps = HEURISTICS.map(({ name }, i) =>
      spread(
        name,
        own.map((run) => run.gaps[i]!),
        STATISTICS,
      ),
    );
    const asked = mean(own.map((run) => run.asked));
    return {
      model,
      load,
      users,
      scenarios: own.length,
      asked,
      capacity: capacity ?? "NA",
      ...Object.assign({}, ...gaps),
    };
  });
  return { name: "field-models", columns, rows };
}
