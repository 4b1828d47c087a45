/** The built command line in a process of its own. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const BIN: string = fileURLToPath(new URL("../bin/edgesteps.js", import.meta.url));

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of the shell in which `edgesteps` is the built program. */
export function shell(script: string, cwd: string = process.cwd(), environment: NodeJS.ProcessEnv = {}): Run {
  const edgesteps = `edgesteps() { "${process.execPath}" "${BIN}" "$@"; }\n`;
  const { status, stdout, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", edgesteps + script], {
    cwd,
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** Starts the built program; what it prints is not read. */
export function startCommand(argv: readonly string[], cwd: string, environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [BIN, ...argv], { cwd, env: { ...process.env, ...environment }, stdio: "ignore" });
}

/** Whether there is a process of this number that has not ended. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
