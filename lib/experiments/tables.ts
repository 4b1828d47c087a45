/** The studies whose tables are results of their own, with options and seed; those that only a figure shows stand in its catalogue. */

import type { Progress } from "../input/progress.js";
import type { Table } from "../report/table.js";
import { comparison } from "./baselines/verdict.js";
import { errorModelFamilies } from "./error-model/families.js";
import { errorMechanismDefaults } from "./error-model/mechanism.js";
import { errorMechanismLaws } from "./error-model/mechanism-laws.js";
import { publishedQuality } from "./error-model/published-quality.js";
import { standard } from "./standard.js";
import { capacityWorth } from "./step-limits/capacity-worth.js";
import { weightsHypervolume } from "./weights/hypervolume.js";
import { recommendedOutcomes, recommendedWeights } from "./weights/recommended.js";

export interface StudyEntry {
  readonly name: string;
  readonly make: (progress?: Progress) => readonly Table[];
}

export const studies: readonly StudyEntry[] = [
  {
    name: "baselines",
    make: (progress) => {
      const table = standard.baselines(progress);
      return [table, comparison(table)];
    },
  },
  {
    name: "capacity-worth",
    make: (progress) => [capacityWorth(standard.capacityPrice(progress))],
  },
  {
    name: "step-limits",
    make: (progress) => [standard.stepLimits(progress)],
  },
  {
    name: "weights-design",
    make: (progress) => {
      const fronts = standard.weightsFronts(progress);
      return [recommendedWeights(fronts), recommendedOutcomes(fronts), weightsHypervolume(fronts)];
    },
  },
  {
    name: "error-model",
    make: () => {
      const fits = standard.errorModelFits();
      return [fits, errorModelFamilies(publishedQuality, fits)];
    },
  },
  {
    name: "error-mechanism",
    make: (progress) => {
      const mechanism = standard.errorMechanism(progress);
      return [mechanism, errorMechanismLaws(mechanism, errorMechanismDefaults)];
    },
  },
  {
    name: "error-model-regret",
    make: (progress) => [standard.errorModelRegret(progress)],
  },
  {
    name: "tau-sensitivity",
    make: (progress) => [standard.tauSensitivity(progress)],
  },
  {
    name: "dynamic-regret",
    make: (progress) => [standard.dynamicRegret(progress)],
  },
  {
    name: "dynamic-lyapunov",
    make: (progress) => [standard.dynamicLyapunov(progress)],
  },
];
