import { spawnSync } from "node:child_process";

/** Whether a program is there, asked once. */
const there = new Map<string, boolean>();

function isThere(program: string): boolean {
  const found = there.get(program) ?? spawnSync(program, ["--version"]).error === undefined;
  there.set(program, found);
  return found;
}

/** Whether tests that need programs are skipped, with a line that says so; never in CI. */
export function skippedWithout(programs: readonly string[], what: string): boolean {
  const missing = programs.find((program) => !isThere(program));
  if (missing === undefined || process.env["CI"] === "true") return false;
  console.warn(`${missing} is not installed: ${what}`);
  return true;
}
