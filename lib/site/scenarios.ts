/** The scenarios that the page has by name. */
import { campus30 } from "../population/campus.js";
import { fiveUsers } from "../population/five-users.js";
import { generate } from "../population/generate.js";
import type { Scenario } from "../scenario/types.js";

/** Named as in a page's address. */
export const SCENARIO_NAMES = ["five-users", "campus-30", "drawn", "file"] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

/** What the reader reads of it. */
export const SCENARIO_LABELS: Readonly<Record<ScenarioName, string>> = {
  "five-users": "Five laptops",
  "campus-30": "Campus, 30 people",
  drawn: "Drawn users",
  file: "From a file",
};

/** Most users that the page draws. */
export const MOST_DRAWN = 1000;

/** A scenario by its name. @param file What a file holds. */
export function scenarioNamed(
  name: ScenarioName,
  users: number,
  seed: number,
  file: Scenario | undefined,
): { readonly key: string; readonly scenario: Scenario } {
  if (name === "campus-30") return { key: name, scenario: generate(campus30) };
  if (name === "drawn") return { key: `${name} ${users} ${seed}`, scenario: generate({ users, seed }) };
  if (name === "file" && file !== undefined) return { key: `file ${fileNumber(file)}`, scenario: file };
  return { key: "five-users", scenario: fiveUsers };
}

const files: Scenario[] = [];

/** Files are told apart by the order in which they came. */
function fileNumber(file: Scenario): number {
  const known = files.indexOf(file);
  return known >= 0 ? known : files.push(file) - 1;
}
