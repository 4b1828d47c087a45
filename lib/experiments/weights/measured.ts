/** The design of weights where every service has the law of its own published curve (data/README.md), under each utility. */
import type { UtilityName } from "../../laws/utility/utilities.js";
import { UTILITIES } from "../../laws/utility/utilities.js";
import { defaultWeights } from "../../population/generate.js";
import { spread, spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { meanSpread } from "../mean-spread.js";
import { rounded } from "../rounded.js";
import {
  type WeightsDesignCell,
  type WeightsDesignOptions,
  weightsDesignDefaults,
  weightsDesignStudy,
} from "./design.js";
import { type ServiceFronts, weightsFronts } from "./front.js";
import { outcomesUnder, usersOf, WEIGHTS_OUTCOMES } from "./outcomes.js";
import { perSecond } from "./space.js";

export interface WeightsMeasuredOptions extends Omit<WeightsDesignOptions, "errorKind" | "utility"> {
  readonly utilities: readonly UtilityName[];
}

export const weightsMeasuredDefaults: WeightsMeasuredOptions = {
  ...weightsDesignDefaults,
  points: 256,
  utilities: UTILITIES.map(({ kind }) => kind),
};

/** What a utility leads to. */
export interface UtilityFronts {
  readonly utility: UtilityName;
  readonly fronts: readonly ServiceFronts[];
}

/** A cell is a population under a utility. Who has no device has, in the place of all-local, one step each at the edge **[choice]**. */
export const weightsMeasuredStudy: Study<WeightsMeasuredOptions, UtilityFronts[], WeightsDesignCell, Table["rows"]> = {
  cells: ({ utilities, ...options }, seed) =>
    utilities.flatMap((utility) => weightsDesignStudy.cells({ ...options, errorKind: "measured", utility }, seed)),
  find: (cell) => {
    const columns = usersOf(cell);
    const rows = weightsDesignStudy.find(cell);
    if (columns.users.deviceMaxSteps.some((most) => most > 0)) return rows;
    const fewest = outcomesUnder({ ...columns, edge: { ...columns.edge, maxSteps: 1 } }, defaultWeights);
    const told = Object.fromEntries(WEIGHTS_OUTCOMES.map(({ name }, k) => [name, fewest[k]!]));
    return rows.map((row) => (row["plan"] === "local" ? { ...row, ...told } : row));
  },
  result: (found, { utilities, ...options }, seed) => {
    const each = found.length / utilities.length;
    return utilities.map((utility, i) => {
      const design = weightsDesignStudy.result(found.slice(each * i, each * (i + 1)), options, seed);
      return { utility, fronts: weightsFronts(design) };
    });
  },
};

/**
 * The fronts of each utility and service.
 * @throws InputError for an option out of range.
 */
export const weightsMeasuredFronts = inTurn(weightsMeasuredStudy);

const PRICES = [
  { name: "error", column: "errorWeight", unit: "1", description: "c₂ at the populations' own knees, c₁ being 1/s." },
  { name: "energy", column: "energyWeight", unit: "1/J", description: "c₃ at them." },
] as const;

const VOLUME: TableColumn = {
  name: "hypervolume",
  unit: "1",
  description: "Part of the box from 0 to the worse of the two trivial plans that a population's front dominates.",
};

/** One row for each utility and service. @param found Of `weightsMeasuredFronts`. */
export function weightsMeasured(found: readonly UtilityFronts[]): Table {
  return {
    name: "weights-measured",
    columns: [
      { name: "utility", unit: "", description: "linear or log." },
      { name: "service", unit: "", description: "The only service of the populations." },
      { name: "populations", unit: "1", description: "Populations behind the row." },
      ...PRICES.flatMap(({ column: name, unit, description }) =>
        spreadColumns({ name, unit, description }, ["median", "p10", "p90"], "populations"),
      ),
      ...WEIGHTS_OUTCOMES.flatMap((outcome) => [
        { ...outcome, description: `${outcome.description} At the populations' own knees, mean.` },
        {
          name: `${outcome.name}Preset`,
          unit: outcome.unit,
          description: `The same at the preset's weights.`,
        },
      ]),
      ...spreadColumns(VOLUME, ["mean", "ciLow", "ciHigh"], "populations"),
    ],
    rows: found.flatMap(({ utility, fronts }) =>
      fronts.map(({ service, populations }) => {
        const knees = populations.map(({ knee, points, preset }) =>
          knee === null ? { weights: defaultWeights, outcomes: preset } : points[knee]!,
        );
        const prices = PRICES.map(({ name, column }) =>
          spread(
            column,
            knees.map(({ weights }) => perSecond(weights)[name]),
            ["median", "p10", "p90"],
          ),
        );
        const mean = (of: readonly (readonly number[])[], k: number): number =>
          of.reduce((sum, outcomes) => sum + outcomes[k]!, 0) / of.length;
        const outcomes = WEIGHTS_OUTCOMES.flatMap(({ name }, k) => [
          [
            name,
            mean(
              knees.map((own) => own.outcomes),
              k,
            ),
          ],
          [
            `${name}Preset`,
            mean(
              populations.map(({ preset }) => preset),
              k,
            ),
          ],
        ]);
        const volumes = meanSpread(
          "hypervolume",
          populations.map((front) => front.hypervolume),
        );
        return rounded({
          utility,
          service,
          populations: populations.length,
          ...Object.assign({}, ...prices),
          ...Object.fromEntries(outcomes),
          ...volumes,
        });
      }),
    ),
  };
}
