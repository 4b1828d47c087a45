/** Which penalty weight is safe, from which start, with which relaxation? */
import type { Table } from "../../report/table.js";
import type { Experiment } from "../experiment.js";
import { tauConvergenceChart } from "./convergence-chart.js";
import { type TauLawOptions, tauLawDefaults, tauLawStudy } from "./law.js";
import { tauLawChart } from "./law-chart.js";
import { type TauSensitivityOptions, tauSensitivityDefaults, tauSensitivityStudy } from "./sensitivity.js";
import { tauSensitivityChart } from "./sensitivity-chart.js";

export const tauSensitivityExperiment: Experiment<TauSensitivityOptions, Table> = {
  name: "tau-sensitivity",
  options: tauSensitivityDefaults,
  seed: 1,
  study: tauSensitivityStudy,
  tables: { "tau-sensitivity": (table) => table },
  charts: { "tau-sensitivity": tauSensitivityChart, "tau-convergence": tauConvergenceChart },
};

export const tauLawExperiment: Experiment<TauLawOptions, Table> = {
  name: "tau-law",
  options: tauLawDefaults,
  seed: 1,
  study: tauLawStudy,
  charts: { "tau-law": tauLawChart },
};
