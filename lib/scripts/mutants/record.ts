/** What became of a room's mutants, as a page of the workspace. */
import type { MutantStatus } from "@stryker-mutator/api/core";
import type { Mutant } from "./mutant.js";
import type { Reason } from "./reasons.js";

export const ROOMS: readonly string[] = ["model", "solver", "dynamic", "numerics"];

/** A mutant, and what became of it. */
export interface Tried extends Mutant {
  readonly status: MutantStatus;
  readonly line: number;
}

/** @param reasons Of survivors; one that has none is told so. */
export function recordOf(room: string, all: readonly Tried[], reasons: readonly Reason[], seed: number): string {
  const static_ = all.filter(({ status }) => status === "Ignored").length;
  const sample = all.filter(({ status }) => status !== "Ignored" && status !== "CompileError");
  const count = (...statuses: readonly MutantStatus[]): number =>
    sample.filter(({ status }) => statuses.includes(status)).length;
  const survivors = sample
    .filter(({ status }) => status === "Survived" || status === "NoCoverage")
    .map((mutant) => ({ ...mutant, reason: reasons.find((reason) => sameMutant(reason, mutant)) }));
  const equivalent = survivors.filter(({ reason }) => reason?.equivalent);
  const caught = count("Killed", "Timeout", "RuntimeError");
  const score = (100 * caught) / (caught + survivors.length - equivalent.length);
  const cell = (code: string): string => `\`\`${code.replace(/\s+/g, " ").replaceAll("|", "\\|")}\`\``;
  return [
    `# Mutants of lib/${room}`,
    "",
    `${all.length} small faults, ${static_} of them in constants, which are not tried; a sample of ${sample.length} (seed ${seed}).`,
    "",
    "| caught by a test | by its time | by an error outside of tests | equivalent | survived | caught of those that are not equivalent |",
    "|---|---|---|---|---|---|",
    `| ${count("Killed")} | ${count("Timeout")} | ${count("RuntimeError")} | ${equivalent.length} | ${survivors.length - equivalent.length} | ${score.toFixed(1)} % |`,
    "",
    "Not caught:",
    "",
    "| where | source | instead | why |",
    "|---|---|---|---|",
    ...survivors.map(
      ({ file, line, code, instead, reason }) =>
        `| ${file.slice(`lib/${room}/`.length)}:${line} | ${cell(code)} | ${cell(instead)} | ${reason === undefined ? "" : `${reason.equivalent ? "Equivalent: " : ""}${reason.why}`} |`,
    ),
    "",
  ].join("\n");
}

function sameMutant(a: Mutant, b: Mutant): boolean {
  return a.file === b.file && a.code === b.code && a.instead === b.instead;
}
