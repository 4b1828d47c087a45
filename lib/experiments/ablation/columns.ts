/** What the ablation's tables share: their first columns, and runs taken together by number of users. */
import { groups } from "d3-array";
import { namesOf } from "../../input/checks.js";
import type { TableColumn } from "../../report/table.js";
import { RELAXATIONS } from "../../solver/sca/relaxations.js";
import { STARTS } from "../../solver/sca/starts.js";
import { ROUNDINGS } from "./roundings.js";
import type { AblationRun } from "./runs.js";

export const USERS: TableColumn = { name: "users", unit: "1", description: "Number of users." };
export const RELAXATION: TableColumn = {
  name: "relaxation",
  unit: "",
  description: `${namesOf(RELAXATIONS).join(" or ")}.`,
};
export const RUN: readonly TableColumn[] = [
  { name: "continuation", unit: "", description: "without or with: whether the penalty weight is raised from 0." },
  {
    name: "start",
    unit: "",
    description: `${STARTS.join(", ")}; any with the continuation, whose first problem does not see its start.`,
  },
];
export const ROUNDING: TableColumn = {
  name: "rounding",
  unit: "",
  description: `How a plan is read: ${ROUNDINGS.map(({ name, description }) => `${name}, ${description}`).join("; ")}.`,
};
export const SCENARIOS: TableColumn = { name: "scenarios", unit: "1", description: "Scenarios behind the row." };

/** Gaps that differ by no more than this are a tie. */
export const TIE = 1e-9;

/** The runs with each number of users, in the order in which they come. */
export function bySize(runs: readonly AblationRun[]): [users: number, runs: AblationRun[]][] {
  return groups(runs, ({ users }) => users);
}

/** The cells of a row, `NA` for a number that is not finite: of a plan that does not exist. */
export function told(cells: Readonly<Record<string, number>>): Record<string, number | string> {
  return Object.fromEntries(Object.entries(cells).map(([name, x]) => [name, Number.isFinite(x) ? x : "NA"]));
}
