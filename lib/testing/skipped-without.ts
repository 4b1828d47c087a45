import { spawnSync } from "node:child_process";

/** Whether tests that need programs are skipped, with a line that says so; never in CI. */
export function skippedWithout(programs: readonly string[], what: string): boolean {
  const missing = programs.find((program) => spawnSync(program, ["--version"]).error !== undefined);
  if (missing === undefined || process.env["CI"] === "true") return false;
  console.warn(`${missing} is not installed: ${what}`);
  return true;
}
