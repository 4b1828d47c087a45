/** Is the proposed algorithm better than the baselines, and by how much? */
import type { Table } from "../../report/table.js";
import type { Experiment } from "../experiment.js";
import { baselinesChart } from "./outcomes-chart.js";
import { type BaselinesOptions, baselinesDefaults, baselinesStudy } from "./runs.js";
import { baselinesSummary } from "./summary.js";
import { comparison } from "./verdict.js";

export const baselinesExperiment: Experiment<BaselinesOptions, Table> = {
  name: "baselines",
  options: baselinesDefaults,
  seed: 1,
  study: baselinesStudy,
  tables: { baselines: baselinesSummary, "baselines-comparison": (runs) => comparison(baselinesSummary(runs)) },
  charts: {
    "baselines-local-steps": (runs) => baselinesChart(baselinesSummary(runs), "device.maxSteps"),
    "baselines-edge-steps": (runs) => baselinesChart(baselinesSummary(runs), "edge.maxSteps"),
    "baselines-edge-capacity": (runs) => baselinesChart(baselinesSummary(runs), "edge.stepCapacity"),
  },
};
