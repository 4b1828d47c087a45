/** Small scenarios that once went wrong; each test that reads one says what is right. */
import { readFileSync } from "node:fs";
import { parseScenario } from "../scenario/schema.js";
import type { Scenario } from "../scenario/types.js";

/** The scenario `cases/<name>.json`. */
export function caseOf(name: string): Scenario {
  return parseScenario(JSON.parse(readFileSync(new URL(`cases/${name}.json`, import.meta.url), "utf8")));
}
