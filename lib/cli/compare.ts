import type { Command } from "commander";
import { namesOf } from "../input/checks.js";
import { listed } from "../report/words.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import type { Weights } from "../scenario/types.js";
import type { Method } from "../solver/methods/method.js";
import { METHODS, type MethodName } from "../solver/methods/methods.js";
import type { Solution } from "../solver/solution.js";
import { solve } from "../solver/solve.js";
import type { Assignments } from "../sweep/set-fields.js";
import { type Io, print } from "./io.js";
import { seedOption, setOption, usersOption, weightsOption, withJson } from "./options.js";
import { readColumns, solving } from "./scenario-file.js";
import { aligned, figure, jsonParts, percent } from "./text.js";

interface Options {
  readonly users?: number | string;
  readonly seed?: number;
  readonly weights?: Partial<Weights>;
  readonly set?: Assignments;
  readonly json?: boolean;
}

/** One method's plan; latency [s], error [1] and energy [J] are means over users. */
interface Row {
  readonly method: MethodName;
  readonly seed: number | null;
  readonly status: Solution["status"];
  readonly objective: number;
  /** (objective − certified optimum) / Σ absolute cost parts. */
  readonly gap: number;
  readonly meanLatency: number;
  readonly meanError: number;
  readonly meanEnergy: number;
  readonly offloadedShare: number;
  readonly iterations: number;
}

export function addCompare(command: Command, io: Io): void {
  command
    .description("Solves a scenario with every method and shows the plans side by side.")
    .argument("[FILE]", "the scenario (JSON)")
    .addOption(usersOption())
    .addOption(
      seedOption(
        `seed of ${listed([...namesOf(METHODS.filter(({ random }) => random)), "generated users"])} (default 0)`,
      ),
    )
    .addOption(weightsOption())
    .addOption(setOption())
    .action((file: string | undefined, options: Options) => run(io, file, options));
  withJson(command).addHelpText(
    "after",
    `
Examples:
  edgesteps compare data/scenarios/campus-30.json --seed 7
  edgesteps compare setting.json --users measured.csv

The gap is (objective - certified optimum) / scale, one scale for all rows: the
sum of all cost parts of the plan that the bound's price gives.
Iterations are convex problems solved (sca, random-init) or users whose choice
needed a search (exact).`,
  );
}

function run(io: Io, file: string | undefined, { json = false, ...options }: Options): void {
  const { scenario, source } = readColumns(file, options);
  const rows = solving(io, source, json, () => compare(scenario, options.seed ?? 0));
  const { status, optimum } = rows;
  if (json) {
    print(io.stdout, jsonParts(rows));
    return;
  }
  io.stdout.write(table(rows.methods));
  io.stdout.write(
    status === "optimal"
      ? `\nThe gap is to the optimum ${figure(optimum, 9)}, proven by exact; latency, error and energy are means over users.\n`
      : `\nexact stopped before its proof: the gap is to the lower bound ${figure(optimum, 9)}.\n`,
  );
}

interface Comparison {
  /** `optimal` if `exact` proved its plan, so that `optimum` is the optimum and not only a lower bound. */
  readonly status: Solution["status"];
  readonly optimum: number;
  readonly methods: readonly Row[];
}

/** Who may prove the optimum comes first, then the paper's algorithm from any start, then baselines, the latest of the list first. */
function rank({ name, proves, options }: Method): number {
  if (proves) return 0;
  if (name === METHODS[0]!.name) return 1;
  return options.includes("relaxation") ? 2 : 3;
}

function compare(scenario: ScenarioColumns, seed: number): Comparison {
  const methods = METHODS.toReversed().sort((a, b) => rank(a) - rank(b));
  const solutions = methods.map(({ name }) => solve<MethodName>(scenario, { method: name, seed }));
  const { status, lowerBound: optimum } = solutions[0]!;
  const count = scenario.users.count;
  const rows = solutions.map(
    ({ method, status, objective, totals, plan, scale, iterations }, i): Row => ({
      method,
      seed: methods[i]!.random ? seed : null,
      status,
      objective,
      gap: Math.max(0, objective - optimum) / scale,
      meanLatency: totals.time / count,
      meanError: totals.error / count,
      meanEnergy: totals.energy / count,
      offloadedShare: plan.offload.reduce((sum, a) => sum + a, 0) / count,
      iterations,
    }),
  );
  return { status, optimum, methods: rows };
}

function table(rows: readonly Row[]): string {
  return aligned([
    ["method", "objective", "gap", "latency", "error", "energy", "offloaded", "iterations"],
    ...rows.map((row) => [
      row.seed === null ? row.method : `${row.method} (seed ${row.seed})`,
      figure(row.objective),
      percent(row.gap),
      `${figure(row.meanLatency, 4)} s`,
      figure(row.meanError, 4),
      `${figure(row.meanEnergy, 4)} J`,
      percent(row.offloadedShare),
      String(row.iterations),
    ]),
  ]);
}
