/** Does the error fall exponentially with the steps, and what does it cost to believe so? */
import type { Table } from "../../report/table.js";
import { type Experiment, madeOf, oneCell } from "../experiment.js";
import { errorCurves } from "./curves.js";
import { type Example, errorModelExampleDefaults, errorModelExamples } from "./examples.js";
import { errorModelFamilies } from "./families.js";
import { errorModelFamiliesChart } from "./families-chart.js";
import { errorModelFits } from "./fits.js";
import { errorModelFitsChart } from "./fits-chart.js";
import { type MaskedStepsOptions, maskedStepsDefaults, maskedStepsStudy } from "./masked-steps.js";
import { maskedStepsChart } from "./masked-steps-chart.js";
import { type ErrorMechanismOptions, errorMechanismDefaults, errorMechanismStudy } from "./mechanism.js";
import { errorModelMechanismChart } from "./mechanism-chart.js";
import { errorMechanismLaws } from "./mechanism-laws.js";
import { publishedQuality } from "./published-quality.js";
import type { PublishedSeries } from "./published-series.js";
import {
  type ErrorModelRegretOptions,
  errorModelRegret,
  errorModelRegretDefaults,
  errorModelRegretDifferences,
  errorModelRegretStudy,
} from "./regret.js";
import { errorModelRegretChart } from "./regret-chart.js";
import { type ReverseDiffusionOptions, reverseDiffusion } from "./reverse-diffusion.js";
import { reverseDiffusionChart } from "./reverse-diffusion-chart.js";
import { errorModelVerdict } from "./verdict.js";
import { errorModelVerdictChart } from "./verdict-chart.js";

export interface ErrorModelOptions {
  readonly series: readonly PublishedSeries[];
}

interface ExamplesOptions extends ErrorModelOptions {
  readonly examples: readonly Example[];
}

export const errorModelExperiment: Experiment<
  ErrorModelOptions,
  { readonly fits: Table; readonly families: Table; readonly verdict: Table }
> = {
  name: "error-model",
  options: { series: publishedQuality },
  study: oneCell(({ series }) => {
    const fits = errorModelFits(series);
    return { fits, families: errorModelFamilies(series, fits), verdict: errorModelVerdict(fits) };
  }),
  tables: {
    "error-model-fits": ({ fits }) => fits,
    "error-model-families": ({ families }) => families,
    "error-model-verdict": ({ verdict }) => verdict,
  },
  charts: {
    "error-model-families": ({ families }) => errorModelFamiliesChart(families),
    "error-model-verdict": ({ verdict }) => errorModelVerdictChart(verdict),
  },
};

export const errorModelExamplesExperiment: Experiment<ExamplesOptions, Table> = {
  name: "error-model-examples",
  options: { series: publishedQuality, examples: errorModelExampleDefaults },
  study: oneCell(({ series, examples }) => errorModelExamples(errorCurves(series), examples)),
  charts: { "error-model-fits": errorModelFitsChart },
};

export const errorMechanismExperiment: Experiment<
  ErrorMechanismOptions,
  { readonly mechanism: Table; readonly laws: Table }
> = {
  name: "error-mechanism",
  options: errorMechanismDefaults,
  seed: 1,
  study: madeOf(errorMechanismStudy, (mechanism, options) => ({
    mechanism,
    laws: errorMechanismLaws(mechanism, options),
  })),
  tables: { "error-mechanism": ({ mechanism }) => mechanism, "error-mechanism-laws": ({ laws }) => laws },
  charts: { "error-model-mechanism": ({ mechanism, laws }) => errorModelMechanismChart(mechanism, laws) },
};

export const maskedStepsExperiment: Experiment<MaskedStepsOptions, { readonly steps: Table; readonly laws: Table }> = {
  name: "masked-steps",
  options: maskedStepsDefaults,
  seed: 1,
  study: maskedStepsStudy,
  tables: { "masked-steps": ({ steps }) => steps, "masked-steps-laws": ({ laws }) => laws },
  charts: { "masked-steps": ({ steps, laws }) => maskedStepsChart(steps, laws) },
};

export const reverseDiffusionExperiment: Experiment<ReverseDiffusionOptions, Table> = {
  name: "reverse-diffusion",
  options: {
    schedule: "geometric",
    samples: 400,
    steps: 64,
    stops: [0, 32, 38, 46],
    spacings: [1, 4, 8, 32],
  },
  seed: 1,
  study: oneCell(reverseDiffusion),
  charts: { "reverse-diffusion": reverseDiffusionChart },
};

export const errorModelRegretExperiment: Experiment<ErrorModelRegretOptions, Table> = {
  name: "error-model-regret",
  options: errorModelRegretDefaults,
  seed: 1,
  study: errorModelRegretStudy,
  tables: {
    "error-model-regret": errorModelRegret,
    "error-model-regret-differences": errorModelRegretDifferences,
  },
  charts: { "error-model-regret": (runs) => errorModelRegretChart(errorModelRegret(runs)) },
};
