/** What of the result is the paper's algorithm, and what are our relaxation, start and rounding? */
import type { Experiment } from "../experiment.js";
import { ablationGaps } from "./gaps.js";
import { ablationChart } from "./gaps-chart.js";
import { ablationIterates } from "./iterates.js";
import { ablationRelaxations } from "./relaxations.js";
import { type AblationOptions, type AblationRun, ablationDefaults, ablationStudy } from "./runs.js";
import { ablationVerdict } from "./verdict.js";

export const ablationExperiment: Experiment<AblationOptions, readonly AblationRun[]> = {
  name: "ablation",
  options: ablationDefaults,
  seed: 1,
  study: ablationStudy,
  tables: {
    ablation: ablationGaps,
    "ablation-iterates": ablationIterates,
    "ablation-relaxations": ablationRelaxations,
    "ablation-verdict": ablationVerdict,
  },
  charts: { ablation: (runs) => ablationChart(ablationGaps(runs)) },
};
