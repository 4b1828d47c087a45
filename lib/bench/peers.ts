/** The proven optimum against other solvers on the same instances with linear step costs, in the same run. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import highsModule from "highs";
import { evaluate } from "../model/objective.js";
import { type Problem, problemOf, toProblem } from "../model/problem.js";
import type { Table } from "../report/table.js";
import { lagrangianBound } from "../solver/certificate/bound.js";
import { solveExact } from "../solver/certificate/exact.js";
import { type Choices, choicesOf, planOf } from "./choices.js";
import { linearInstance } from "./instances.js";

// Its types are read as CommonJS, whose default import is the whole module; what is loaded is the ES module's default.
const loadHighs = highsModule as unknown as typeof highsModule.default;
const PYTHON = "/usr/bin/python3";
const MILP = fileURLToPath(new URL("../../bench/milp.py", import.meta.url));
const SEEDS = [1, 2, 3];
const SAME = 1e-8;

/**
 * Solvers that are not run here, on instances of the same family: seconds of another machine with two cores, medians of
 * three seeds, 120 s at most.
 */
export const CITED: Table = {
  name: "benchmark-cited",
  columns: [
    { name: "solver", unit: "", description: "Solver." },
    { name: "solves", unit: "", description: "Whole steps, or the relaxation with real ones." },
    ...[10, 50, 200, 1000].map((users) => ({ name: `${users} users`, unit: "s", description: "Solver time." })),
  ],
  rows: (
    [
      ["CBC", "optimum", "0.02", "0.11", "0.23", "4.8"],
      ["GLPK", "optimum", "< 0.1", "< 0.1", "0.1", "3.0"],
      ["Bonmin (B-BB)", "optimum", "4.7", "> 120", "", ""],
      ["dynamic programming in JavaScript", "optimum", "0.002", "0.017", "0.029", "0.38"],
      ["Ipopt", "relaxation", "0.005", "0.013", "0.036", "0.21"],
      ["CVXOPT", "relaxation", "0.007", "0.021", "0.068", "2.8"],
      ["SciPy SLSQP", "relaxation", "0.08", "3.9", "> 120", ""],
      ["SciPy trust-constr", "relaxation", "0.16", "0.33", "0.62", "5.3"],
    ] as const
  ).map(([solver, solves, ten, fifty, twoHundred, thousand]) => ({
    solver,
    solves,
    "10 users": ten,
    "50 users": fifty,
    "200 users": twoHundred,
    "1000 users": thousand,
  })),
};

interface Answer {
  readonly seconds: number;
  readonly objective: number;
}

/** Whether SciPy's milp can be asked here. */
export function hasScipy(): boolean {
  return spawnSync(PYTHON, ["-c", "import scipy.optimize"]).status === 0;
}

/** @param report Told each instance before it is solved. @throws Error if two solvers disagree by more than 1e-8. */
export async function peers(sizes: readonly number[], report: (instance: string) => void): Promise<Table> {
  const scipy = hasScipy();
  const rows: Record<string, number | string>[] = [];
  for (const users of sizes) {
    const answers: Record<string, Answer[]> = {};
    const note = (solver: string, answer: Answer, own: Answer): void => {
      answers[solver] = [...(answers[solver] ?? []), answer];
      const difference = Math.abs(answer.objective / own.objective - 1);
      if (difference > SAME) throw new Error(`${solver} differs by ${difference} at ${users} users`);
    };
    for (const seed of SEEDS) {
      report(`${users} users, seed ${seed}`);
      const problem = toProblem(linearInstance(users, seed));
      const own = solveOwn(problem);
      note("edgesteps", own, own);
      const choices = choicesOf(problem);
      note("HiGHS (npm highs)", await solveHighs(problem, choices), own);
      if (scipy) note("HiGHS (SciPy milp)", solveScipy(problem, choices), own);
    }
    const own = median(answers["edgesteps"]!);
    for (const [solver, all] of Object.entries(answers)) {
      rows.push({ users, solver, seconds: median(all), ratio: median(all) / own });
    }
  }
  return {
    name: "benchmark-peers",
    columns: [
      { name: "users", unit: "1", description: "Number of users." },
      { name: "solver", unit: "", description: "Solver of the exact optimum with whole steps." },
      {
        name: "seconds",
        unit: "s",
        description: "Solver time, median of three seeds; process start and modelling not counted.",
      },
      { name: "ratio", unit: "1", description: "Multiple of edgesteps' time." },
    ],
    rows,
  };
}

function median(answers: readonly Answer[]): number {
  return answers.map(({ seconds }) => seconds).sort((a, b) => a - b)[answers.length >> 1]!;
}

/** The median of many solves, preparation included: the engine has compiled the code by then. */
function solveOwn({ scenario }: Problem): Answer {
  const answers = Array.from({ length: 51 }, () => {
    const start = performance.now();
    const problem = problemOf(scenario);
    const { evaluation } = solveExact(problem, lagrangianBound(problem));
    return { seconds: (performance.now() - start) / 1000, objective: evaluation.objective };
  });
  return { seconds: median(answers), objective: answers[0]!.objective };
}

async function solveHighs(problem: Problem, choices: Choices): Promise<Answer> {
  const { user, steps, cost } = choices;
  const terms = (value: (c: number) => string): string => {
    const lines: string[] = [];
    for (let c = 0; c < user.length; c += 20) {
      lines.push(Array.from({ length: Math.min(20, user.length - c) }, (_, i) => value(c + i)).join(" "));
    }
    return lines.join("\n ");
  };
  const rows: string[][] = [];
  for (const [c, n] of user.entries()) rows[n] = [...(rows[n] ?? []), `x${c}`];
  const text = `Minimize\n obj: ${terms((c) => `+ ${cost[c]!.toPrecision(17)} x${c}`)}
Subject To\n${rows.map((row, n) => ` u${n}: ${row.join(" + ").replace(/((?:\S+ \+ ){20})/g, "$1\n ")} = 1`).join("\n")}
 capacity: ${terms((c) => `+ ${steps[c]} x${c}`)} <= ${choices.capacity}\nBinary\n ${terms((c) => `x${c}`)}\nEnd`;
  const highs = await loadHighs();
  const start = performance.now();
  const result = highs.solve(text, { mip_rel_gap: 0, mip_abs_gap: 0, output_flag: false });
  const seconds = (performance.now() - start) / 1000;
  const chosen = [...user.keys()].filter((c) => {
    const column = result.Columns[`x${c}`]!;
    return "Primal" in column && column.Primal > 0.5;
  });
  return { seconds, objective: evaluate(problem.scenario, planOf(problem, choices, chosen)).objective };
}

function solveScipy(problem: Problem, choices: Choices): Answer {
  const { stdout, stderr, status } = spawnSync(PYTHON, [MILP], {
    input: JSON.stringify(choices),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`SciPy milp failed: ${stderr}`);
  const { seconds, chosen } = JSON.parse(stdout) as { seconds: number; chosen: number[] };
  return { seconds, objective: evaluate(problem.scenario, planOf(problem, choices, chosen)).objective };
}
