/** Small scenarios on which something once went wrong, each for a kind of fault: `cases/*.json`. */
import { readFileSync } from "node:fs";
import { parseScenario } from "../scenario/schema.js";
import type { Scenario } from "../scenario/types.js";

/** The scenario of `cases/<name>.json`. */
export function readCase(name: string): Scenario {
  return parseScenario(JSON.parse(readFileSync(new URL(`cases/${name}.json`, import.meta.url), "utf8")));
}
