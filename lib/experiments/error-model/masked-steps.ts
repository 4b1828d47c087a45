/**
 * The error of a model of another family against its steps: masked diffusion of glyphs, whose pixels are shown in s groups, against
 * the same chance with one pixel at a time (MODEL.md §11) [ours].
 */
import { averageRelativeError } from "../../diffusion/average-error.js";
import { drawGlyphs, GLYPH_SIDE } from "../../diffusion/glyphs.js";
import { drawMaskedChance, inkOrPaper, maskedGlyphLayers, sampleMasked } from "../../diffusion/masked-glyphs.js";
import { slicedWasserstein } from "../../diffusion/sliced-wasserstein.js";
import { FITTED_LAWS, fitErrorLaw } from "../../laws/error/fit.js";
import { stream } from "../../numerics/stream.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import type { Study } from "../../sweep/study.js";
import { meanSpread } from "../mean-spread.js";
import { leaveOneOutError, pearson, relativeR2 } from "./fit-quality.js";
import { rounded } from "./mechanism.js";

export interface MaskedStepsOptions {
  readonly seeds: number;
  /** Pictures of a seed. */
  readonly samples: number;
  /** Evaluations of the network for a picture, rising, below 144. */
  readonly steps: readonly number[];
}

export const maskedStepsDefaults: MaskedStepsOptions = {
  seeds: 10,
  samples: 48,
  steps: [1, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 72],
};

const PIXELS = GLYPH_SIDE * GLYPH_SIDE;
const DIRECTIONS = 32;
const ERROR: readonly Statistic[] = ["mean", "least", "largest"];
const DISTANCE = ["mean", "ciLow", "ciHigh"] as const;

interface MaskedCell {
  readonly seed: number;
  readonly options: MaskedStepsOptions;
}

/** What a seed's pictures miss, for each number of steps. */
interface MaskedFound {
  readonly errors: readonly number[];
  readonly distances: readonly number[];
  /** Distance of two sets of drawn glyphs. */
  readonly floor: number;
}

interface MaskedTables {
  readonly steps: Table;
  readonly laws: Table;
}

/** A cell is a seed: `seed`, `seed` + 1, … */
export const maskedStepsStudy: Study<MaskedStepsOptions, MaskedTables, MaskedCell, MaskedFound> = {
  cells: (options, seed) => Array.from({ length: options.seeds }, (_, k) => ({ seed: seed + k, options })),
  find: ({ seed, options: { samples, steps } }) => {
    const layers = maskedGlyphLayers();
    const chance = drawMaskedChance(samples, stream(seed, 0));
    const drawn = (key: number): Float64Array => inkOrPaper(drawGlyphs(samples, stream(seed, key)));
    const target = drawn(1);
    const distance = (pictures: Float64Array): number =>
      rounded(slicedWasserstein(pictures, target, PIXELS, DIRECTIONS, stream(seed, 2)));
    const end = sampleMasked(layers, chance, PIXELS);
    const made = steps.map((s) => sampleMasked(layers, chance, s));
    return {
      errors: made.map((pictures) => rounded(averageRelativeError(pictures, end, PIXELS))),
      distances: made.map(distance),
      floor: distance(drawn(3)),
    };
  },
  result: (found, { steps }) => {
    const rows = steps.map((s, i) => {
      const at = (of: "errors" | "distances"): number[] => found.map((one) => one[of][i]!);
      return {
        steps: s,
        seeds: found.length,
        ...spread("error", at("errors"), ERROR),
        ...meanSpread("wasserstein", at("distances")),
        ...meanSpread(
          "drawnWasserstein",
          found.map(({ floor }) => floor),
        ),
      };
    });
    return { steps: { name: "masked-steps", columns, rows }, laws: maskedLaws(rows) };
  },
  work: ({ options: { samples, steps } }) => samples * (PIXELS + steps.reduce((sum, s) => sum + s, 0)),
};

/** The four laws fitted to the mean error. */
function maskedLaws(rows: readonly Table["rows"][number][]): Table {
  const curve = {
    steps: rows.map(({ steps }) => Number(steps)),
    errors: rows.map(({ errorMean }) => Number(errorMean)),
  };
  return {
    name: "masked-steps-laws",
    columns: lawColumns,
    rows: FITTED_LAWS.map((law) => {
      const fit = fitErrorLaw(law, curve);
      const { initial, rate, floor } = fit;
      const quality = {
        r2: relativeR2(fit, curve),
        pearson: pearson(fit, curve),
        looError: leaveOneOutError(law, curve),
      };
      const numbers = Object.entries({ initial, rate, floor, ...quality });
      return { law, ...Object.fromEntries(numbers.map(([name, value]) => [name, rounded(value)])) };
    }),
  };
}

const columns: readonly TableColumn[] = [
  { name: "steps", unit: "step", description: "Evaluations of the network for a picture." },
  { name: "seeds", unit: "1", description: "Sets of pictures behind the row." },
  ...spreadColumns(
    { name: "error", unit: "1", description: "Average error relative to the same chance with a pixel at a time." },
    ERROR,
    "seeds",
  ),
  ...spreadColumns(
    { name: "wasserstein", unit: "1", description: "Sliced Wasserstein distance from as many drawn glyphs." },
    DISTANCE,
    "seeds",
  ),
  ...spreadColumns(
    { name: "drawnWasserstein", unit: "1", description: "The same of other drawn glyphs, which no model can beat." },
    DISTANCE,
    "seeds",
  ),
];

const lawColumns: readonly TableColumn[] = [
  { name: "law", unit: "", description: "exponential, exponential-floor, power or power-floor." },
  { name: "initial", unit: "1", description: "Factor of the falling part." },
  { name: "rate", unit: "1/step or 1", description: "decay of an exponential law, exponent of a power law." },
  { name: "floor", unit: "1", description: "What the error falls to; 0 of the laws without." },
  { name: "r2", unit: "1", description: "R² of the relative residuals." },
  { name: "pearson", unit: "1", description: "Correlation of predicted and observed error." },
  { name: "looError", unit: "1", description: "Error with which a point is foretold by the others." },
];
