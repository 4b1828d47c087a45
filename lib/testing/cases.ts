/** Small inputs that once went wrong; each test that reads one says what is right. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseScenario } from "../scenario/schema.js";
import type { Scenario } from "../scenario/types.js";

/** Where the file of that name is. */
export function casePath(name: string): string {
  return fileURLToPath(new URL(`cases/${name}`, import.meta.url));
}

/** The scenario `cases/<name>.json`. */
export function caseOf(name: string): Scenario {
  return parseScenario(JSON.parse(readFileSync(casePath(`${name}.json`), "utf8")));
}
