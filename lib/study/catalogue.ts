/** The studies whose tables are results of their own, with options and seed; those that only a figure shows stand in its catalogue. */
import { baselines } from "./baselines.js";
import { baselinesDefaults } from "./baselines-runs.js";
import { comparison } from "./baselines-verdict.js";
import { capacityPrice, capacityPriceDefaults } from "./capacity-price.js";
import { capacityWorth } from "./capacity-worth.js";
import { errorModelFamilies } from "./error-model-families.js";
import { errorModelFits } from "./error-model-fits.js";
import { errorModelRegret, errorModelRegretDefaults } from "./error-model-regret.js";
import { publishedQuality } from "./published-quality.js";
import { stepLimits } from "./step-limits.js";
import { stepLimitsDefaults } from "./step-limits-runs.js";
import type { Progress, Table } from "./table.js";
import { weightsDesign, weightsDesignDefaults } from "./weights-design.js";
import { weightsFronts } from "./weights-front.js";
import { weightsHypervolume } from "./weights-hypervolume.js";
import { recommendedOutcomes, recommendedWeights } from "./weights-recommended.js";

export interface StudyEntry {
  readonly name: string;
  readonly make: (progress?: Progress) => readonly Table[];
}

export const studies: readonly StudyEntry[] = [
  {
    name: "baselines",
    make: (progress) => {
      const table = baselines(baselinesDefaults, 1, progress);
      return [table, comparison(table)];
    },
  },
  {
    name: "capacity-worth",
    make: (progress) => [capacityWorth(capacityPrice(capacityPriceDefaults, 1, progress))],
  },
  {
    name: "step-limits",
    make: (progress) => [stepLimits(stepLimitsDefaults, 1, progress)],
  },
  {
    name: "weights-design",
    make: (progress) => {
      const fronts = weightsFronts(weightsDesign(weightsDesignDefaults, 1, progress));
      return [recommendedWeights(fronts), recommendedOutcomes(fronts), weightsHypervolume(fronts)];
    },
  },
  {
    name: "error-model",
    make: () => {
      const fits = errorModelFits(publishedQuality);
      return [fits, errorModelFamilies(publishedQuality, fits)];
    },
  },
  {
    name: "error-model-regret",
    make: (progress) => [errorModelRegret(errorModelRegretDefaults, 1, progress)],
  },
];
