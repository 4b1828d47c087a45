import type { Command } from "commander";
import * as v from "valibot";
import { InputError } from "../input/errors.js";
import { finite, parseJson, show, validate } from "../input/validation.js";
import { type Violation, violations } from "../model/constraints.js";
import { evaluate, type Totals } from "../model/objective.js";
import { parsePlan } from "../model/plan.js";
import { toColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import type { Scenario, Weights } from "../scenario/types.js";
import { CommandFailure } from "./failure.js";
import { about, readText } from "./files.js";
import type { Io } from "./io.js";
import { weightsOption, withJson } from "./options.js";
import { readScenarioFile } from "./scenario-file.js";
import { offloadedShare, totalsRows } from "./summary.js";
import { aligned, figure, jsonText } from "./text.js";

/** Objectives agree if they differ by at most this share of the sum of all cost parts. */
const TOLERANCE = 1e-9;

interface Options {
  readonly weights?: Partial<Weights>;
  readonly json?: boolean;
}

export function addCheck(command: Command, io: Io): void {
  command
    .description(
      "Checks a plan against every constraint of the problem and recomputes its objective, from the plan's offload, steps " +
        "and computationTime alone.",
    )
    .argument("<FILE>", "the scenario (JSON)")
    .argument("<PLAN.json>", "what solve --out wrote; offload, steps and computationTime are enough")
    .addOption(weightsOption())
    .action((file: string, planFile: string, options: Options) => run(io, file, planFile, options));
  withJson(command).addHelpText(
    "after",
    `
Example:
  edgesteps check data/scenarios/campus-30.json plan.json

Exit codes: 0 every constraint holds, 1 the objective written in the plan is
another one, 3 a constraint is violated.`,
  );
}

function run(io: Io, file: string, planFile: string, { weights, json = false }: Options): void {
  const scenario = readScenarioFile(file, weights);
  const text = readText(planFile);
  const report = about(planFile, () => check(scenario, parseJson(text), file));
  io.stdout.write(json ? jsonText(report) : summary(report));

  const { violations, objective, statedObjective, objectiveAgrees, sameScenario } = report;
  const note = sameScenario === false ? `; it was made for another scenario than ${file}, or with other weights` : "";
  if (violations.length > 0) {
    throw new CommandFailure(3, `${planFile}: constraints of ${file} violated: ${violations.length}${note}`);
  }
  if (objectiveAgrees === false) {
    const difference = `objective: is ${statedObjective}, but recomputed it is ${objective}`;
    throw new CommandFailure(1, `${planFile}: ${difference}${note}`);
  }
  if (note !== "") io.stderr.write(`warning: ${planFile}${note.replace(";", ":")}\n`);
}

/** What `check --json` shows; `null` where the plan's file doesn't say. */
interface Report {
  readonly feasible: boolean;
  readonly violations: readonly Violation[];
  readonly objective: number;
  readonly statedObjective: number | null;
  readonly objectiveAgrees: boolean | null;
  readonly totals: Totals;
  /** Users at the edge, users in all. */
  readonly offloaded: number;
  readonly users: number;
  readonly scenarioHash: string;
  /** Whether the plan was made for this scenario. */
  readonly sameScenario: boolean | null;
}

/** @throws InputError if `value` is no plan for these users. */
function check(scenario: Scenario, value: unknown, file: string): Report {
  const columns = toColumns(scenario);
  const plan = parsePlan(value, scenario.users.length);
  const stated = statements(value, scenario, file);
  const found = violations(columns, plan);
  const { objective, totals, magnitude } = evaluate(columns, plan);
  const hash = scenarioHash(columns);
  const differs = (other: number): boolean => !(Math.abs(other - objective) <= TOLERANCE * magnitude);
  return {
    feasible: found.length === 0,
    violations: found,
    objective,
    statedObjective: stated.objective ?? null,
    objectiveAgrees: stated.objective === undefined ? null : !differs(stated.objective),
    totals,
    offloaded: plan.offload.reduce((sum, a) => sum + a, 0),
    users: scenario.users.length,
    scenarioHash: hash,
    sameScenario: stated.scenarioHash === undefined ? null : stated.scenarioHash === hash,
  };
}

function summary({
  violations,
  objective,
  statedObjective,
  objectiveAgrees,
  totals,
  offloaded,
  users,
}: Report): string {
  const agreement = { true: ", as the plan says", false: `, but the plan says ${statedObjective}`, null: "" };
  const rows = [
    ["constraints", violations.length === 0 ? "all kept" : `${violations.length} violated`],
    ["objective", `${figure(objective, 12)}${agreement[`${objectiveAgrees}`]}`],
    ["offloaded", offloadedShare(offloaded, users)],
    ...totalsRows(totals, users),
  ];
  const lines = violations.map(({ constraint, message }) => `violated: ${constraint}: ${message}\n`);
  return aligned(rows, true) + lines.join("");
}

/** What a plan's file may say besides the plan. */
const statementsSchema = v.object({
  objective: v.optional(finite("a finite number")),
  scenarioHash: v.optional(v.string("a text")),
  users: v.optional(v.array(v.string("a text"), "a list of user ids")),
});

/** @throws InputError if the plan names other users. */
function statements(value: unknown, { users }: Scenario, file: string): v.InferOutput<typeof statementsSchema> {
  const stated = validate(statementsSchema, value, "plan");
  for (const [n, { id }] of users.entries()) {
    const own = stated.users?.[n];
    if (stated.users === undefined || own === id) continue;
    throw new InputError(`users[${n}]: must be ${show(id)} as in ${file}, not ${show(own)}`);
  }
  return stated;
}
