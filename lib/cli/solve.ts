import { type Command, Option } from "commander";
import { writeAside } from "../files/write-aside.js";
import { namesOf } from "../input/checks.js";
import { InputError, nameShown, printable } from "../input/errors.js";
import { edgeSteps, type Plan } from "../model/objective.js";
import { plannedUse } from "../model/use.js";
import { solveOnThreads } from "../parallel/node/solve-on-threads.js";
import { isDivided } from "../parallel/solve-parallel.js";
import { listed } from "../report/words.js";
import { isWork } from "../scenario/capacity.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { asPlanned } from "../scenario/one-model.js";
import type { Weights } from "../scenario/types.js";
import { SERVERS_METHODS, type ServersMethodName } from "../servers/methods.js";
import { type Diagnostic, diagnose } from "../solver/diagnose.js";
import type { MethodOptions } from "../solver/methods/method.js";
import { METHODS, type MethodName, methodOf } from "../solver/methods/methods.js";
import type { Relaxation } from "../solver/sca/relaxation.js";
import { RELAXATIONS, relaxationOf } from "../solver/sca/relaxations.js";
import { STARTS, type Start } from "../solver/sca/starts.js";
import type { Solution } from "../solver/solution.js";
import { type SolveOptions, solve } from "../solver/solve.js";
import type { Assignments } from "../sweep/set-fields.js";
import { CommandFailure } from "./failure.js";
import { checkTarget, refuseOverwriting } from "./files.js";
import { type Io, print } from "./io.js";
import { coresOfTask, jobsOption, MANY, outcomeOf } from "./jobs.js";
import {
  choices,
  number,
  oneOf,
  positive,
  refuseWithoutEffect,
  seedOption,
  setOption,
  usersOption,
  weightsOption,
  whole,
  withJson,
} from "./options.js";
import { Phases } from "./phases.js";
import { readColumnsOrServers, solving } from "./scenario-file.js";
import { solutionJson, summaryJson } from "./solution-json.js";
import { solveServersFile } from "./solve-servers.js";
import { offloadedShare, totalsRows } from "./summary.js";
import { aligned, figure, jsonParts, percent } from "./text.js";

/** Longer lists of users do not fit into one text. */
const MOST_LISTED = 2e6;

/** Methods that chance decides. */
const drawing = namesOf(METHODS.filter(({ random }) => random));

/** Before one edge, and before several servers. */
const EVERY_METHOD = [...new Set([...namesOf(METHODS), ...namesOf(SERVERS_METHODS)])];

/** Whether one edge has this method. */
function isOfOneEdge(method: MethodName | ServersMethodName): method is MethodName {
  return METHODS.some(({ name }) => name === method);
}

/** What `solve` may be asked for. */
export interface Options {
  readonly method?: MethodName | ServersMethodName;
  readonly relaxation?: Relaxation;
  readonly continuation?: boolean;
  readonly tau?: number;
  readonly start?: Start;
  readonly seed?: number;
  readonly weights?: Partial<Weights>;
  readonly set?: Assignments;
  readonly iterations?: number;
  /** So many generated users, or the name of a table. */
  readonly users?: number | string;
  readonly stateLimit?: number;
  readonly timeLimit?: number;
  readonly jobs?: number;
  readonly summary?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

export function addSolve(command: Command, io: Io): void {
  command
    .description(
      "Decides for each user of a scenario where to compute (device or edge), how many reverse diffusion steps and for " +
        "how long, and tells how far the plan can be from the best one.",
    )
    .argument("[FILE]", "the scenario (JSON)")
    .addOption(usersOption())
    .option(
      "--method <NAME>",
      `${choices(METHODS, ", ")}; of several servers ${choices(SERVERS_METHODS, ", ")}`,
      oneOf(EVERY_METHOD),
    )
    .option("--relaxation <NAME>", choices(RELAXATIONS, " or "), (name) =>
      relaxationOf(oneOf(namesOf(RELAXATIONS))(name)),
    )
    .option("--tau <T>", `penalty of ${owners("penalty")}; default 0.1 x the median user's cost`, number(0))
    .addOption(new Option("--continuation", "raise the penalty from 0 until the offloading is binary").conflicts("tau"))
    .option("--start <NAME>", `first iterate of ${owners("start")}: ${STARTS.join(", ")} (default half)`, oneOf(STARTS))
    .addOption(seedOption(`seed of ${listed([...drawing, "--start random"])} (default 0)`))
    .addOption(weightsOption())
    .addOption(setOption())
    .option("--iterations <N>", `most iterations of ${owners("iterationLimit")} (default 100)`, whole(1))
    .option(
      "--state-limit <N>",
      `most states of ${owners("stateLimit")}; past it the best plan met, with its true gap`,
      whole(1),
    )
    .option("--time-limit <S>", `most seconds of ${owners("timeLimit")}'s proof, likewise (default none)`, positive)
    .addOption(jobsOption(`threads that solve for ${MANY} users or more`))
    .option("--summary", "no lists of users in the answer; seconds of each phase and peak memory instead")
    .option("--out <PLAN.json>", "also write what --json shows, the plan unless --summary, into a file")
    .action((file: string | undefined, options: Options) => run(io, file, options));
  withJson(command).addHelpText(
    "after",
    `
Examples:
  edgesteps solve data/scenarios/campus-30.json
  edgesteps solve data/scenarios/campus-30.json --method exact --out plan.json
  edgesteps solve data/scenarios/campus-30.json --weights time=2,energy=0.05 --json
  edgesteps solve data/scenarios/campus-30.json --set edge.stepCapacity=200
  edgesteps solve setting.json --users measured.csv
  edgesteps solve --users 1000000 --seed 1 --method exact --json --summary

A scenario with a list of servers in place of its edge has a link to each of
them; the answer says the price and the load of each.

A table of users has a line each; its header names the fields by their paths,
such as link.uplinkRate. The file of the setting then needs no users of its own.

No plan is better than this one by more than its excess over the lower bound.
The gap is the excess / scale: the sum of all cost parts of the plan that the
bound's price gives, the same for every method.
Exit code 3: no plan exists; the message names the users and the constraint.`,
  );
}

async function run(io: Io, file: string | undefined, options: Options): Promise<void> {
  const {
    method,
    relaxation,
    tau,
    continuation,
    start,
    seed,
    iterations,
    stateLimit,
    timeLimit,
    out,
    json = false,
    summary: short = false,
  } = options;
  if (method === undefined || isOfOneEdge(method)) refuseIdle(options);
  if (Number(options.users) > MOST_LISTED && !short && (json || out !== undefined)) {
    throw new InputError(`--users ${options.users}: --json and --out list at most ${MOST_LISTED}; add --summary`);
  }
  if (out !== undefined) {
    checkTarget(out);
    refuseOverwriting(out, [file, typeof options.users === "string" ? options.users : undefined]);
  }
  const phases = new Phases();
  phases.begin("read");
  const read = readColumnsOrServers(file, options);
  if ("servers" in read) return solveServersFile(io, read, options);
  if (method !== undefined && !isOfOneEdge(method)) {
    throw new InputError(`--method ${method}: is of several servers; one edge has ${namesOf(METHODS).join(", ")}`);
  }
  const { scenario, source } = read;
  const asked: SolveOptions<MethodName> = {
    ...(method !== undefined && { method }),
    ...(relaxation !== undefined && { relaxation }),
    ...(tau !== undefined && { penalty: tau }),
    ...(continuation && { continuation }),
    ...(start !== undefined && { start }),
    ...(seed !== undefined && { seed }),
    ...(iterations !== undefined && { iterationLimit: iterations }),
    ...(stateLimit !== undefined && { stateLimit }),
    ...(timeLimit !== undefined && { timeLimit }),
    onPhase: (phase) => phases.begin(phase),
  };
  const { jobs: workers = coresOfTask() } = options;
  const divided = isDivided(asked) && scenario.users.count >= MANY;
  const solved = divided
    ? await outcomeOf(solveOnThreads(scenario, { ...asked, ...(workers !== undefined && { workers }) }))
    : () => solve(scenario, asked);
  const solution = solving(io, source, json, solved);
  phases.begin("diagnose");
  const diagnostics = short ? [] : diagnose(scenario, solution);
  const seconds = phases.end();
  if (short) {
    const answer = summaryJson(scenario, solution, seconds);
    if (out !== undefined) await writeAside(out, jsonParts(answer));
    print(io.stdout, json ? jsonParts(answer) : [summary(scenario, solution) + secondsRows(seconds)]);
  } else {
    const answer = json || out !== undefined ? solutionJson(scenario, solution, diagnostics, relaxation) : {};
    if (out !== undefined) await writeAside(out, jsonParts(answer));
    print(io.stdout, json ? jsonParts(answer) : [summary(scenario, solution)]);
  }
  if (out !== undefined && !json) io.stdout.write(`\nThe ${short ? "summary" : "plan"} is in ${printable(out)}.\n`);
  warn(io, solution, diagnostics, json);
  if (solution.status === "numerical-error") {
    throw new CommandFailure(1, `${source}: numerical-error: the last convex problem is not solved to 1e-8`);
  }
}

/** Flags of options that not every method has, and whether they are given. */
const FLAGS: readonly (readonly [flag: string, option: keyof MethodOptions, given: (options: Options) => unknown])[] = [
  ["--tau", "penalty", ({ tau }) => tau],
  ["--continuation", "continuation", ({ continuation }) => continuation],
  ["--iterations", "iterationLimit", ({ iterations }) => iterations],
  ["--start", "start", ({ start }) => start],
  ["--state-limit", "stateLimit", ({ stateLimit }) => stateLimit],
  ["--time-limit", "timeLimit", ({ timeLimit }) => timeLimit],
];

/** The methods to which an option means something. */
function owners(option: keyof MethodOptions): string {
  return listed(namesOf(METHODS.filter(({ options }) => options.includes(option))));
}

/** @throws InputError for an option that another method has, or that changes nothing beside the others. */
function refuseIdle(options: Options): void {
  const { json = false, summary = false, out } = options;
  const method = METHODS.find(({ name }) => name === options.method)?.name ?? METHODS[0]!.name;
  const { random, options: own } = methodOf(method);
  refuseWithoutEffect([
    {
      flag: "--seed",
      value: options.seed,
      effect: typeof options.users === "number" || random || options.start === "random",
      needs: `--users N, --start random or --method ${drawing.join(", ")}`,
    },
    {
      flag: "--jobs",
      value: options.jobs,
      effect: isDivided({ ...options, method }),
      needs:
        "a method that threads divide: exact, or sca and random-init in the perspective form without --continuation",
    },
    {
      flag: "--relaxation",
      value: options.relaxation,
      effect: own.includes("relaxation") || (!summary && (json || out !== undefined)),
      needs: `--method ${owners("relaxation")}, or --json without --summary, which tells a relaxation's optimum beside any plan`,
    },
  ]);
  for (const [flag, option, given] of FLAGS) {
    if (given(options) !== undefined && !own.includes(option)) {
      throw new InputError(`${flag}: only --method ${owners(option)} has it, not ${method}`);
    }
  }
}

/** Whoever asked for JSON finds the diagnostics there; only an unfinished solve is told in any case. */
function warn(io: Io, { status, gap }: Solution, diagnostics: readonly Diagnostic[], json: boolean): void {
  const unfinished = status === "iteration-limit" || status === "numerical-error";
  const told = diagnostics.filter(({ kind }) => !json || (unfinished && kind === "poor-convergence"));
  for (const { kind, message } of told) io.stderr.write(`warning: ${kind}: ${message}\n`);
  if (status === "iteration-limit" && !told.some(({ kind }) => kind === "poor-convergence")) {
    io.stderr.write(`warning: iteration-limit: the plan is the best one met, at a gap of ${percent(gap)}\n`);
  }
}

function secondsRows(seconds: Readonly<Record<string, number>>): string {
  return aligned([["seconds", ...Object.entries(seconds).map(([phase, s]) => `${phase} ${figure(s, 3)}`)]], true);
}

function summary(scenario: ScenarioColumns, solution: Solution): string {
  const { status, method, objective, lowerBound, excess, gap, price, iterations, plan, totals } = solution;
  const { name, users, edge } = scenario;
  const offloaded = plan.offload.reduce((sum, a) => sum + a, 0);
  const planned = asPlanned(scenario, plan);
  const atEdge = Array.from(plan.offload, (a, n) => (a === 1 ? edgeSteps(plan, n) : 0));
  const steps = atEdge.reduce((sum, k) => sum + k, 0);
  const used = atEdge.reduce((sum, k, n) => sum + plannedUse(planned, n, k), 0);
  const of = (capacity: number | string | null | undefined): string => (capacity == null ? "" : ` of ${capacity}`);
  const flop = (x: number): string => Number(x.toPrecision(6)).toExponential();
  const shared = isWork(edge)
    ? `${steps} edge steps, ${flop(used)}${of(edge.workCapacity && flop(edge.workCapacity))} FLOP`
    : `${steps}${of(edge.stepCapacity)} edge steps`;
  return aligned(
    [
      ["scenario", `${nameShown(name) || "without a name"}, ${users.count} ${users.count === 1 ? "user" : "users"}`],
      ["status", `${status} (${method})`],
      ["objective", figure(objective, 9)],
      ["lower bound", figure(lowerBound, 9)],
      ["gap", `${percent(gap)}, ${figure(excess)} above the bound`],
      ["price", `${figure(price)} per ${isWork(edge) ? "FLOP" : "edge step"}`],
      ["offloaded", `${offloadedShare(offloaded, users.count)}, ${shared}`],
      ...splitRows(plan),
      ...modelsRows(scenario, plan),
      ...totalsRows(totals, users.count),
      ["iterations", String(iterations)],
    ],
    true,
  );
}

/** How many tasks are split, and the steps of these that the devices make. */
function splitRows({ deviceSteps }: Plan): string[][] {
  if (deviceSteps === undefined) return [];
  const split = deviceSteps.filter((j) => j > 0);
  return [["split", `${split.length}, ${split.reduce((sum, j) => sum + j, 0)} of their steps on the device`]];
}

/** How many users have which model, by its name. */
function modelsRows({ users: { models } }: ScenarioColumns, { model = new Uint8Array() }: Plan): string[][] {
  if (models === null) return [];
  const counts = new Map<string, number>([["own", 0]]);
  for (const [n, k] of model.entries()) {
    const name = k === 0 ? "own" : nameShown(models.name[models.start[n]! + k - 1]!);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [["models", [...counts].map(([name, count]) => `${name} ${count}`).join(", ")]];
}
