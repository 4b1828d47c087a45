/** The reference cases of data/reference: scenarios with optima that an independent program found. */
import { readdirSync, readFileSync } from "node:fs";
import { parseScenario } from "../scenario/schema.js";
import type { Scenario } from "../scenario/types.js";

export interface Expected {
  readonly status: "optimal" | "infeasible";
  readonly objective: number;
  readonly lowerBound: number;
  readonly price: number;
  readonly offload: readonly number[];
  readonly steps: readonly number[];
  readonly totals: { readonly time: number; readonly error: number; readonly energy: number; readonly utility: number };
  /** `linear` cases only: optimum of the big-M relaxation, and with binary a and real steps, to the digits that all solvers agree on. */
  readonly bigMRelaxation?: number;
  readonly continuousSteps?: number;
  readonly digits?: number;
}

export interface ReferenceCase {
  readonly name: string;
  readonly scenario: Scenario;
  readonly expected: Expected;
}

const FOLDER = new URL("../../data/reference/", import.meta.url);

export const REFERENCE: readonly ReferenceCase[] = ["", "linear/"].flatMap((folder) =>
  readdirSync(new URL(folder, FOLDER))
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const { scenario, expected } = JSON.parse(readFileSync(new URL(folder + file, FOLDER), "utf8"));
      return { name: folder + file.replace(".json", ""), scenario: parseScenario(scenario), expected };
    }),
);
export const FEASIBLE: readonly ReferenceCase[] = REFERENCE.filter(({ expected }) => expected.status === "optimal");
export const INFEASIBLE: readonly ReferenceCase[] = REFERENCE.filter(
  ({ expected }) => expected.status === "infeasible",
);
