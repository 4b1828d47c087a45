import type { Command } from "commander";
import * as v from "valibot";
import { InputError, printable } from "../input/errors.js";
import { parseJson, validate } from "../input/validation.js";
import type { Violation } from "../model/constraints.js";
import { type Plan, plannedOutcome, type Totals } from "../model/objective.js";
import { parsePlan } from "../model/plan.js";
import { verifyOnThreads } from "../parallel/node/solve-on-threads.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import { asPlanned } from "../scenario/one-model.js";
import type { Weights } from "../scenario/types.js";
import type { Assignments } from "../sweep/set-fields.js";
import { parseClaims } from "../verify/claims.js";
import { type Claims, type Verification, verify } from "../verify/verify.js";
import { checkServersFile } from "./check-servers.js";
import { checkSimulation, isSimulation } from "./check-simulation.js";
import { CommandFailure } from "./failure.js";
import { about, readText } from "./files.js";
import { type Io, print } from "./io.js";
import { coresOfTask, jobsOption, MANY, outcomeOf } from "./jobs.js";
import { refuseWithoutEffect, seedOption, setOption, usersOption, weightsOption, withJson } from "./options.js";
import { readColumnsOrServers } from "./scenario-file.js";
import { certificateHolds, flawLines, flawsRow, offloadedShare, totalsRows } from "./summary.js";
import { aligned, figure, jsonParts } from "./text.js";

interface Options {
  readonly users?: number | string;
  readonly seed?: number;
  readonly weights?: Partial<Weights>;
  readonly set?: Assignments;
  readonly jobs?: number;
  readonly json?: boolean;
}

export function addCheck(command: Command, io: Io): void {
  command
    .description(
      "Checks a plan against every constraint, recomputes its objective from offload, steps and computationTime alone, and " +
        "goes through its certificate: the bound by listing every step of every user at the stated price, excess, gap and " +
        "scale, for an optimum the proof, for the paper's algorithm the residuals of its relaxed answer.",
    )
    .argument("<FILE>", "the scenario (JSON); left out with --users N")
    .argument("[PLAN.json]", "what solve --out wrote; offload, steps and computationTime are enough")
    .addOption(usersOption())
    .addOption(seedOption("seed of generated users (default 0)"))
    .addOption(weightsOption())
    .addOption(setOption())
    .addOption(jobsOption(`threads that check ${MANY} users or more`))
    .action((file: string, plan: string | undefined, options: Options) => run(io, file, plan, options));
  withJson(command).addHelpText(
    "after",
    `
Examples:
  edgesteps check data/scenarios/campus-30.json plan.json
  edgesteps check --users 100000 --seed 1 plan.json

Numbers agree where rounding can explain the difference; the margin is derived,
and shown. A plan without a certificate is told so. In place of a plan, what
simulate --json wrote has its bound recomputed from the slot prices inside.

Exit codes: 0 every constraint and every claim holds, 1 a claim does not or
is not verified, 3 a constraint is violated.`,
  );
}

async function run(
  io: Io,
  first: string,
  second: string | undefined,
  { json = false, jobs = coresOfTask(), ...source }: Options,
): Promise<void> {
  const generated = typeof source.users === "number";
  refuseWithoutEffect([{ flag: "--seed", value: source.seed, effect: generated, needs: "--users N" }]);
  const [file, planFile] = generated && second === undefined ? [undefined, first] : [first, second];
  if (planFile === undefined) throw new InputError(`PLAN.json: missing; name the plan to check after ${first}`);
  const read = readColumnsOrServers(file, source);
  const text = readText(planFile);
  const value = about(planFile, () => parseJson(text));
  if ("servers" in read) {
    if (isSimulation(value)) {
      throw new InputError(`${planFile}: is a simulation before several servers, whose bound has no prices to check`);
    }
    checkServersFile(io, read, value, planFile, json);
    return;
  }
  const { scenario, source: name } = read;
  if (isSimulation(value)) {
    checkSimulation(io, scenario, value, { file: name, simulationFile: planFile, json });
    return;
  }
  const stated = about(planFile, () => ({
    plan: parsePlan(value, scenario.users.count, scenario.users.models, scenario.edge.split),
    claims: parseClaims(value, scenario.users),
    scenarioHash: validate(v.object({ scenarioHash: v.optional(v.string("a text")) }), value, "plan").scenarioHash,
  }));
  const { plan, claims } = stated;
  const verified =
    scenario.users.count < MANY
      ? () => verify(scenario, plan, claims)
      : await outcomeOf(verifyOnThreads(scenario, plan, claims, jobs === undefined ? {} : { workers: jobs }));
  const report = about(planFile, () => reportOf(scenario, stated, verified()));
  print(io.stdout, json ? jsonParts(report) : [summary(report)]);

  const { violations, flaws, sameScenario } = report;
  const note = sameScenario === false ? `; it was made for another scenario than ${name}, or with other weights` : "";
  if (violations.length > 0) {
    throw new CommandFailure(3, `${planFile}: constraints of ${name} violated: ${violations.length}${note}`);
  }
  if (flaws.length > 0)
    throw new CommandFailure(
      1,
      flaws.map((flaw) => `${planFile}: ${flaw}${note}`),
    );
  if (note !== "") io.stderr.write(`warning: ${printable(planFile)}${note.replace(";", ":")}\n`);
}

/** What `check --json` shows; `null` where the plan's file doesn't say, and for sums over a user without computation time. */
interface Report {
  readonly feasible: boolean;
  readonly violations: readonly Violation[];
  readonly objective: number;
  readonly statedObjective: number | null;
  readonly objectiveAgrees: boolean | null;
  /** What of the certificate holds; `null` where there is none inside, and of `holds` where it is not verified. */
  readonly certificate: {
    readonly holds: boolean | null;
    readonly optimal: boolean;
    readonly dualBound: number;
  } | null;
  /** Claims that do not hold, a sentence each. */
  readonly flaws: readonly string[];
  /** What rounding can explain [objective unit]. */
  readonly margin: number;
  readonly totals: Totals;
  /** Users at the edge, users in all. */
  readonly offloaded: number;
  readonly users: number;
  readonly scenarioHash: string;
  /** Whether the plan was made for this scenario. */
  readonly sameScenario: boolean | null;
}

/** What a plan's file says. */
interface Stated {
  readonly plan: Plan;
  readonly claims: Claims;
  readonly scenarioHash: string | undefined;
}

/** @throws InputError for a plan of no finite cost. */
function reportOf(
  scenario: ScenarioColumns,
  { plan, claims, scenarioHash: made }: Stated,
  { violations, objective, totals, flaws, dual, margin }: Verification,
): Report {
  if (dual !== null && !(Number.isFinite(dual) && Number.isFinite(margin))) {
    throw new InputError(`price: ${claims.price} is too large for a bound`);
  }
  const timeless = violations.some(({ constraint }) => constraint === "computationTime"); // told, and of no finite cost
  if (!timeless) refuseEndless(scenario, plan, { ...totals, objective, margin });
  const hash = scenarioHash(scenario);
  return {
    feasible: violations.length === 0,
    violations,
    objective,
    statedObjective: claims.objective ?? null,
    objectiveAgrees: claims.objective === undefined ? null : !flaws.some((flaw) => flaw.startsWith("objective: ")),
    certificate:
      dual === null ? null : { holds: certificateHolds(flaws), optimal: claims.status === "optimal", dualBound: dual },
    flaws,
    margin,
    totals,
    offloaded: plan.offload.reduce((sum, a) => sum + a, 0),
    users: scenario.users.count,
    scenarioHash: hash,
    sameScenario: made === undefined ? null : made === hash,
  };
}

/** @throws InputError naming the first user whose part of the plan is too large or too small for a finite cost. */
function refuseEndless(scenario: ScenarioColumns, plan: Plan, sums: Readonly<Record<string, number>>): void {
  if (Object.values(sums).every(Number.isFinite)) return;
  const planned = asPlanned(scenario, plan);
  for (let n = 0; n < scenario.users.count; n++) {
    if (Object.values(plannedOutcome(planned, plan, n)).every(Number.isFinite)) continue;
    const [s, t] = [plan.steps[n]!, plan.computationTime[n]!];
    throw new InputError(`steps[${n}], computationTime[${n}]: ${s} steps in ${t} s have no finite cost`);
  }
  throw new InputError("steps, computationTime: the cost of all users together is no finite number");
}

function summary(report: Report): string {
  const { violations, objective, statedObjective, objectiveAgrees, totals, offloaded, users, flaws } = report;
  const agreement = { true: ", as the plan says", false: `, but the plan says ${statedObjective}`, null: "" };
  const rows = [
    ["constraints", violations.length === 0 ? "all kept" : `${violations.length} violated`],
    ["objective", `${figure(objective, 12)}${agreement[`${objectiveAgrees}`]}`],
    ["certificate", certificateRow(report)],
    ["offloaded", offloadedShare(offloaded, users)],
    ...totalsRows(totals, users),
  ];
  const lines = violations.map(({ constraint, message }) => `violated: ${constraint}: ${message}\n`);
  return aligned(rows, true) + lines.join("") + flawLines(flaws);
}

function certificateRow({ certificate, flaws, margin, violations }: Report): string {
  if (violations.length > 0) return "not gone through";
  if (certificate === null) return flaws.length === 0 ? "no certificate inside" : "not gone through";
  if (!certificate.holds) return flawsRow(flaws);
  const bound = `no plan is below ${figure(certificate.dualBound, 12)}`;
  return `holds: ${certificate.optimal ? "proven optimal" : bound}, to ${figure(margin, 2)} of rounding`;
}
