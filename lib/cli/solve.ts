import type { Command } from "commander";
import type { Scenario, Weights } from "../scenario/types.js";
import type { Method, Solution } from "../solver/solution.js";
import { solve } from "../solver/solve.js";
import type { Start } from "../solver/starts.js";
import { writeText } from "./files.js";
import type { Io } from "./io.js";
import { number, oneOf, seedOption, weightsOption, whole, withJson } from "./options.js";
import { readScenarioFile, solving } from "./scenario-file.js";
import { solutionJson } from "./solution-json.js";
import { offloadedShare, totalsRows } from "./summary.js";
import { aligned, figure, jsonText, percent } from "./text.js";

const METHODS: readonly Method[] = ["sca", "exact", "local", "edge", "random", "random-init", "greedy"];
const STARTS: readonly Start[] = ["half", "local", "edge", "random"];

interface Options {
  readonly method?: Method;
  readonly tau?: number;
  readonly start?: Start;
  readonly seed?: number;
  readonly weights?: Partial<Weights>;
  readonly iterations?: number;
  readonly out?: string;
  readonly json?: boolean;
}

export function addSolve(program: Command, io: Io): void {
  const command = program
    .command("solve")
    .summary("find a plan for a scenario, and how far it can be from the best one")
    .description(
      "Decides for each user of a scenario where to compute (device or edge), how many reverse diffusion steps and for " +
        "how long, and tells how far the plan can be from the best one.",
    )
    .argument("<FILE>", "the scenario (JSON)")
    .option("--method <NAME>", `sca (the paper's algorithm, default), ${METHODS.slice(1).join(", ")}`, oneOf(METHODS))
    .option("--tau <T>", "penalty of sca and random-init; default 0.1 x the median user's cost", number(0))
    .option("--start <NAME>", `first iterate of sca: ${STARTS.join(", ")} (default half)`, oneOf(STARTS))
    .addOption(seedOption("seed of random, random-init and --start random (default 0)"))
    .addOption(weightsOption())
    .option("--iterations <N>", "most iterations of sca and random-init (default 100)", whole(1))
    .option("--out <PLAN.json>", "also write the plan and all else that --json shows into a file")
    .action((file: string, options: Options) => run(io, file, options));
  withJson(command).addHelpText(
    "after",
    `
Examples:
  edgesteps solve data/scenarios/campus-30.json
  edgesteps solve data/scenarios/campus-30.json --method exact --out plan.json
  edgesteps solve data/scenarios/campus-30.json --weights time=2,energy=0.05 --json

The gap is (objective - lower bound) / sum of all cost parts: no plan is better
than this one by more.
Exit code 3: no plan exists; the message names the users and the constraint.`,
  );
}

function run(io: Io, file: string, options: Options): void {
  const { method, tau, start, seed, weights, iterations, out, json = false } = options;
  const scenario = readScenarioFile(file, weights);
  const solution = solving(io, file, json, () =>
    solve(scenario, {
      ...(method !== undefined && { method }),
      ...(tau !== undefined && { penalty: tau }),
      ...(start !== undefined && { start }),
      ...(seed !== undefined && { seed }),
      ...(iterations !== undefined && { iterationLimit: iterations }),
    }),
  );
  const text = jsonText(solutionJson(scenario, solution));
  if (out !== undefined) writeText(out, text);
  io.stdout.write(json ? text : summary(scenario, solution));
  if (out !== undefined && !json) io.stdout.write(`\nThe plan is in ${out}.\n`);
  warn(io, solution, json);
}

/** Whoever asked for JSON finds the diagnostics there; only an unfinished solve is told in any case. */
function warn(io: Io, { status, diagnostics }: Solution, json: boolean): void {
  const unfinished = status === "iteration-limit" || status === "numerical-error";
  for (const { kind, message } of diagnostics) {
    if (!json || (unfinished && kind === "poor-convergence")) io.stderr.write(`warning: ${kind}: ${message}\n`);
  }
}

function summary(scenario: Scenario, solution: Solution): string {
  const { status, method, objective, lowerBound, gap, price, iterations, plan, totals } = solution;
  const { name, users, edge } = scenario;
  const offloaded = plan.offload.reduce((sum, a) => sum + a, 0);
  const edgeSteps = plan.steps.reduce((sum, s, n) => sum + (plan.offload[n] === 1 ? s : 0), 0);
  const capacity = edge.stepCapacity === null ? "" : ` of ${edge.stepCapacity}`;
  return aligned(
    [
      ["scenario", `${name ?? "without a name"}, ${users.length} ${users.length === 1 ? "user" : "users"}`],
      ["status", `${status} (${method})`],
      ["objective", figure(objective, 9)],
      ["lower bound", figure(lowerBound, 9)],
      ["gap", percent(gap)],
      ["price", `${figure(price)} per edge step`],
      ["offloaded", `${offloadedShare(offloaded, users.length)}, ${edgeSteps}${capacity} edge steps`],
      ...totalsRows(totals, users.length),
      ["iterations", String(iterations)],
    ],
    true,
  );
}
