/** The studies whose tables are results of their own, with options and seed; those that only a figure shows stand in its catalogue. */
import { baselines } from "./baselines.js";
import { baselinesDefaults } from "./baselines-runs.js";
import { comparison } from "./baselines-verdict.js";
import type { Progress, Table } from "./table.js";

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
];
