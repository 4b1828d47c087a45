/** Is there anything to decide in the settings of published systems that a simple heuristic gets wrong? */
import type { Table } from "../../report/table.js";
import type { Experiment } from "../experiment.js";
import { type FieldModelsOptions, fieldModelsDefaults, fieldModelsStudy } from "./runs.js";

export const fieldModelsExperiment: Experiment<FieldModelsOptions, Table> = {
  name: "field-models",
  options: fieldModelsDefaults,
  seed: 1,
  study: fieldModelsStudy,
  tables: { "field-models": (table) => table },
};
