/** Slurm by its own commands. Whatever its queue no longer lists has ended: how, only a sweep's folder tells. */
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { InputError, nameShown } from "../../input/errors.js";
import { rangesOf } from "./ranges.js";
import type { Runner } from "./runner.js";

/** Slurm's own default. */
const MAX_ARRAY_SIZE = 1001;

export const slurm: Runner = {
  name: "slurm",
  template: `#!/bin/bash
# A job of the sweep: one part of it, or the merge. Edit it for your site; it is used as it stands here.
#SBATCH --job-name={{name}}
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=01:00:00
##SBATCH --partition=NAME
##SBATCH --account=NAME
# module load node
{{edgesteps}} {{arguments}}
`,
  check: () => void ask("sbatch", ["--version"]),
  mostInArray: () => {
    const [, size = MAX_ARRAY_SIZE] = /^MaxArraySize\s*=\s*(\d+)/m.exec(ask("scontrol", ["show", "config"])) ?? [];
    return Math.max(0, Number(size) - 1); // its numbers begin with 0, ours with 1
  },
  submit: ({ script, argv, array, after }) => {
    const options = [
      ...(array === undefined ? [] : [`--array=${rangesOf(array).join(",")}`]),
      ...(after === undefined ? [] : [`--dependency=afterany:${after.join(":")}`]),
    ];
    const answer = ask("sbatch", ["--parsable", ...options, script, ...argv], dirname(script));
    const [id] = /^\d+/.exec(answer) ?? [];
    if (id === undefined) throw new InputError(`sbatch: answers ${nameShown(answer)}, not a job's number`);
    return id;
  },
  queued: (ids) => {
    if (ids.length === 0) return [];
    // asked for one job alone that has ended, squeue fails
    const lines = ask("squeue", ["--noheader", "--format=%i %T"]).split("\n");
    return lines.map((shown) => ({ id: /^\d*/.exec(shown)![0], shown })).filter(({ id }) => ids.includes(id));
  },
  cancel: (id) => void ask("scancel", ["--quiet", id]),
  cancelling: (ids) => `scancel ${ids.join(" ")}`,
};

/** What a program prints. @throws InputError in one line if it is missing or fails. */
function ask(program: string, argv: readonly string[], cwd?: string): string {
  const { error, status, stdout, stderr } = spawnSync(program, argv, {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (error !== undefined) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      `${program}: ${code === "ENOENT" ? "is not on PATH; Slurm is needed" : `can't run (${code})`}`,
    );
  }
  if (status !== 0) {
    const told = stderr.replaceAll(/^.*?error: /gm, "").trim();
    throw new InputError(`${program}: ${told.split(/\s*\n\s*/).join("; ") || `ended with ${status}`}`);
  }
  return stdout.trim();
}
