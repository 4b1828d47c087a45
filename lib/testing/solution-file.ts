/** What `solve --out` writes, as a program that reads it finds it. */
import { solutionJson } from "../cli/solution-json.js";
import { jsonParts } from "../cli/text.js";
import { toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import type { CoreUser } from "../solver/certificate/exact.js";
import type { MethodName } from "../solver/methods/methods.js";
import { solve } from "../solver/solve.js";

/** The plan and its certificate (MODEL.md §7), of all that the file has. */
export interface SolutionFile {
  readonly status: string;
  readonly objective: number;
  readonly lowerBound: number;
  readonly dualBound: number;
  readonly excess: number;
  readonly gap: number;
  readonly scale: number;
  readonly price: number;
  readonly core: readonly CoreUser[] | null;
  /** An entry a user, here and below. */
  readonly users: readonly string[];
  readonly offload: readonly number[];
  readonly steps: readonly number[];
  readonly computationTime: readonly number[];
  /** Both there where tasks may be split. */
  readonly deviceSteps?: readonly number[];
  readonly deviceTime?: readonly number[];
  /** There where users have other models. */
  readonly model?: readonly number[];
}

/** @throws InfeasibleError where no plan exists. */
export function solutionFile(scenario: Scenario, method: MethodName): SolutionFile {
  const columns = toColumns(scenario);
  return JSON.parse([...jsonParts(solutionJson(columns, solve<MethodName>(columns, { method }), []))].join(""));
}
