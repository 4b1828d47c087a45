import type { Command } from "commander";
import * as v from "valibot";
import { violations } from "../model/constraints.js";
import { evaluate } from "../model/objective.js";
import { parsePlan } from "../model/plan.js";
import { toColumns } from "../scenario/columns.js";
import { InputError } from "../scenario/errors.js";
import { scenarioHash } from "../scenario/hash.js";
import type { Weights } from "../scenario/types.js";
import { finite, parseJson, show, validate } from "../scenario/validation.js";
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

export function addCheck(program: Command, io: Io): void {
  const command = program
    .command("check")
    .summary("check a plan against every constraint and recompute its objective")
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
  const columns = toColumns(scenario);
  const text = readText(planFile);
  const { plan, stated } = about(planFile, () => {
    const value = parseJson(text);
    const plan = parsePlan(value, scenario.users.length);
    return {
      plan,
      stated: statements(
        value,
        Array.from({ length: columns.users.count }, (_, n) => columns.users.id(n)),
        file,
      ),
    };
  });

  const found = violations(columns, plan);
  const { objective, totals, magnitude } = evaluate(columns, plan);
  const objectiveAgrees =
    stated.objective === undefined ? null : Math.abs(stated.objective - objective) <= TOLERANCE * magnitude;
  const hash = scenarioHash(columns);
  const otherScenario = stated.scenarioHash !== undefined && stated.scenarioHash !== hash;

  if (json) {
    const feasible = found.length === 0;
    const statedObjective = stated.objective ?? null;
    const report = {
      feasible,
      violations: found,
      objective,
      statedObjective,
      objectiveAgrees,
      totals,
      scenarioHash: hash,
    };
    io.stdout.write(jsonText(report));
  } else {
    const agreement = { true: ", as the plan says", false: `, but the plan says ${stated.objective}`, null: "" };
    const rows = [
      ["constraints", found.length === 0 ? "all kept" : `${found.length} violated`],
      ["objective", `${figure(objective, 12)}${agreement[`${objectiveAgrees}`]}`],
      ["offloaded", offloadedShare(plan)],
      ...totalsRows(totals, scenario.users.length),
    ];
    io.stdout.write(aligned(rows, true));
    for (const { constraint, message } of found) io.stdout.write(`violated: ${constraint}: ${message}\n`);
  }
  const note = otherScenario ? `; it was made for another scenario than ${file}, or with other weights` : "";
  if (found.length > 0) {
    throw new CommandFailure(3, `${planFile}: violates ${found.length} constraints of ${file}${note}`);
  }
  if (objectiveAgrees === false) {
    throw new CommandFailure(
      1,
      `${planFile}: objective: is ${stated.objective}, but recomputed it is ${objective}${note}`,
    );
  }
  if (otherScenario) io.stderr.write(`warning: ${planFile} was made for another scenario than ${file}\n`);
}

/** What a plan's file may say besides the plan. */
const statementsSchema = v.object({
  objective: v.optional(finite("a finite number")),
  scenarioHash: v.optional(v.string("a text")),
  users: v.optional(v.array(v.string("a text"), "a list of user ids")),
});

/** @throws InputError if the plan names other users. */
function statements(value: unknown, ids: readonly string[], file: string): v.InferOutput<typeof statementsSchema> {
  const stated = validate(statementsSchema, value, "plan");
  const wrong = stated.users && ids.findIndex((id, n) => stated.users![n] !== id);
  if (wrong !== undefined && wrong >= 0) {
    throw new InputError(
      `users[${wrong}]: must be ${show(ids[wrong])} as in ${file}, not ${show(stated.users![wrong])}`,
    );
  }
  return stated;
}
