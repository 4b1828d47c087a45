/** What it is worth to choose each user's model with its place and steps (MODEL.md §12): a guided base model, or its distilled one. */
import { whole } from "../../input/checks.js";
import type { ErrorModel } from "../../laws/error/error-laws.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { pairedDifferences } from "../../report/paired-differences.js";
import { spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import type { User } from "../../scenario/types.js";
import { solve } from "../../solver/solve.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { publishedQuality } from "../error-model/published-quality.js";
import { meanSpread } from "../mean-spread.js";
import { rounded } from "../rounded.js";

export interface ModelChoiceOptions {
  /** What scenarios are drawn from; their error laws and workloads of a step are replaced. */
  readonly population: Omit<GenerateOptions, "seed" | "stepCapacity">;
  /** Edge steps of each round, rising. */
  readonly capacities: readonly number[];
  /** Scenarios at each capacity, ≥ 1. */
  readonly scenarios: number;
  /** What an FID of 100 costs: the weight c₂ of an error FID/100. */
  readonly errorWeight: number;
}

/** Our choice: from a step a user to all that anyone wants. */
export const modelChoiceDefaults: ModelChoiceOptions = {
  population: { users: 40 },
  capacities: [40, 80, 120, 160, 200, 240, 280, 320],
  scenarios: 40,
  errorWeight: 20,
};

/** The same network on the same prompts; guidance evaluates the base model twice a step, the distilled one once. */
const SERIES = { model: "SD2.1-base fine-tune (512)", dataset: "LAION-Aesthetics 6+", metric: "FID" };
const SAMPLERS = { base: "DPM-Solver++", distilled: "Guided distillation" };
/** Work of a distilled step, of a guided one. */
const DISTILLED_WORK = 0.5;

/** Who may take which model. */
const OFFERS = ["either", "base", "distilled"] as const;
type Offer = (typeof OFFERS)[number];

/** Where a picture is made, by which model. */
const SHARES: readonly TableColumn[] = [
  { name: "localBase", unit: "1", description: "Users on their device with the base model." },
  { name: "localDistilled", unit: "1", description: "Users on their device with the distilled model." },
  { name: "edgeBase", unit: "1", description: "Users at the edge with the base model." },
  { name: "edgeDistilled", unit: "1", description: "Users at the edge with the distilled model." },
];

interface ModelChoiceCell extends Pick<ModelChoiceOptions, "population" | "errorWeight"> {
  readonly capacity: number;
  readonly offer: Offer;
  readonly seed: number;
}

/** The measured FID of a sampler after so many steps, over 100. @throws RangeError where it is not published. */
export function measuredLaw(sampler: keyof typeof SAMPLERS): Extract<ErrorModel, { kind: "table" }> {
  const found = publishedQuality.find(
    ({ model, dataset, metric, sampler: own }) =>
      own === SAMPLERS[sampler] && model === SERIES.model && dataset === SERIES.dataset && metric === SERIES.metric,
  );
  if (found === undefined) throw new RangeError(`no published series of ${SAMPLERS[sampler]}`);
  return { kind: "table", steps: found.steps, error: found.values.map((fid) => fid / 100) };
}

/** A cell is a scenario with a capacity and an offer: the seeds are `seed`, `seed` + 1, …, the same users at each. */
export const modelChoiceStudy: Study<ModelChoiceOptions, Table, ModelChoiceCell, Table["rows"][number]> = {
  cells: ({ population, capacities, scenarios, errorWeight }, seed) => {
    whole("scenarios", scenarios, 1);
    return capacities.flatMap((capacity) =>
      OFFERS.flatMap((offer) =>
        Array.from({ length: scenarios }, (_, k) => ({ population, errorWeight, capacity, offer, seed: seed + k })),
      ),
    );
  },
  find: modelChoiceRun,
  result: (rows) => ({
    name: "model-choice-runs",
    columns: [
      { name: "stepCapacity", unit: "steps", description: "Edge steps of a round." },
      { name: "offer", unit: "", description: "Models that users may take: either, base or distilled." },
      { name: "seed", unit: "1", description: "Seed of the scenario." },
      { name: "objective", unit: "1", description: "Objective of the proven optimum, a user." },
      { name: "price", unit: "1/step", description: "Price of an edge step." },
      { name: "gap", unit: "1", description: "Gap of the proposed algorithm to the Lagrangian bound." },
      ...SHARES.map((share) => ({ ...share, description: share.description.replace("Users", "Part of the users") })),
    ],
    rows,
  }),
};

/**
 * One row for each capacity, offer and scenario.
 * @throws InputError for an option out of range.
 * @throws RangeError where an optimum is not proven.
 */
export const modelChoiceRuns = inTurn(modelChoiceStudy);

function modelChoiceRun({ population, errorWeight, capacity, offer, seed }: ModelChoiceCell): Table["rows"][number] {
  const drawn = generate({ ...population, seed, stepCapacity: capacity });
  const weights = { ...drawn.weights, error: errorWeight, localUtility: 0, edgeUtility: 0 };
  const scenario = { ...drawn, weights, users: drawn.users.map((user) => offered(user, offer)) };
  const { status, objective, price, plan } = solve(scenario, { method: "exact" });
  if (status !== "optimal") throw new RangeError(`the optimum of seed ${seed} with ${capacity} steps is not proven`);
  const count = scenario.users.length;
  const distilled = (n: number): boolean => (plan.model === undefined ? offer === "distilled" : plan.model[n] === 1);
  const share = (atEdge: number, isDistilled: boolean): number =>
    plan.offload.reduce((sum, a, n) => sum + (a === atEdge && distilled(n) === isDistilled ? 1 : 0), 0) / count;
  return {
    stepCapacity: capacity,
    offer,
    seed,
    objective: objective / count,
    price,
    gap: solve(scenario).gap,
    localBase: share(0, false),
    localDistilled: share(0, true),
    edgeBase: share(1, false),
    edgeDistilled: share(1, true),
  };
}

/** The user with what it may take; its workload is that of a guided step. */
function offered(user: User, offer: Offer): User {
  const base = { ...user, errorModel: measuredLaw("base") };
  const work = { workload: DISTILLED_WORK * user.workload, errorModel: measuredLaw("distilled") };
  if (offer === "base") return base;
  return offer === "distilled" ? { ...user, ...work } : { ...base, models: [{ name: "distilled", ...work }] };
}

const capacitiesOf = ({ rows }: Table): number[] => [...new Set(rows.map((row) => Number(row["stepCapacity"])))];

/** One row for each capacity: which part of the users takes what, where it may choose. @param runs Of `modelChoiceRuns`. */
export function modelChoice(runs: Table): Table {
  return {
    name: "model-choice",
    columns: [
      runs.columns[0]!,
      { name: "scenarios", unit: "1", description: "Scenarios behind the rest." },
      ...SHARES.flatMap(({ name }) =>
        spreadColumns(runs.columns.find((column) => column.name === name)!, ["mean", "ciLow", "ciHigh"], "scenarios"),
      ),
    ],
    rows: capacitiesOf(runs).map((stepCapacity) => {
      const own = runs.rows.filter((row) => row["stepCapacity"] === stepCapacity && row["offer"] === "either");
      const cells = SHARES.map(({ name }) =>
        meanSpread(
          name,
          own.map((row) => Number(row[name])),
        ),
      );
      return rounded({ stepCapacity, scenarios: own.length, ...Object.assign({}, ...cells) });
    }),
  };
}

/** One row for each capacity and model: what the optimum with that model alone has more than the choice. @param runs Of `modelChoiceRuns`. */
export function modelChoiceDifferences(runs: Table): Table {
  const table = pairedDifferences(runs, {
    name: "model-choice-differences",
    by: ["stepCapacity"],
    between: "offer",
    pairs: [
      ["base", "either"],
      ["distilled", "either"],
    ],
    on: "seed",
    over: "scenarios",
    of: ["objective", "price"],
  });
  return { ...table, rows: table.rows.map(rounded) };
}
