/** Is the proposed algorithm better than the baselines, and by how much? */
import type { Table } from "../../report/table.js";
import type { Experiment } from "../experiment.js";
import { baselinesChart } from "./outcomes-chart.js";
import { type BaselinesOptions, baselinesDefaults } from "./runs.js";
import { baselines } from "./summary.js";
import { comparison } from "./verdict.js";

export const baselinesExperiment: Experiment<BaselinesOptions, Table> = {
  name: "baselines",
  options: baselinesDefaults,
  seed: 1,
  run: baselines,
  tables: { baselines: (table) => table, "baselines-comparison": comparison },
  charts: {
    "baselines-local-steps": (table) => baselinesChart(table, "device.maxSteps"),
    "baselines-edge-steps": (table) => baselinesChart(table, "edge.maxSteps"),
    "baselines-edge-capacity": (table) => baselinesChart(table, "edge.stepCapacity"),
  },
};
