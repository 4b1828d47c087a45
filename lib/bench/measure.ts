/**
 * Measures one instance in a process of its own, so that its memory is its own: `measure.js FAMILY USERS SEED [sca]`.
 * Prints one JSON object: seconds of each phase, and one evaluation of the objective on the same columns.
 */
import { evaluate } from "../model/objective.js";
import { type Problem, problemOf } from "../model/problem.js";
import { type Bound, lagrangianBound } from "../solver/certificate/bound.js";
import { coreSize, type ExactSolution, solveExact } from "../solver/certificate/exact.js";
import { solvePerspective } from "../solver/sca/perspective.js";
import { defaultPenalty, solveSca } from "../solver/sca/sca.js";
import { startingPoint } from "../solver/sca/starts.js";
import { FAMILIES } from "./instances.js";

export interface Measurement {
  /** One evaluation of P1 from stored a, s, t: the shortest of several [s]. */
  readonly evaluation: number;
  /** Making the problem ready: places and each device's optimum [s]. */
  readonly prepare: number;
  readonly bound: number;
  readonly exact: number;
  /** The whole of `sca` after preparation, or null if it was not asked for [s]. */
  readonly sca: number | null;
  readonly proven: boolean;
  /** The exact plan's distance from the bound, over the scenario's scale. */
  readonly gap: number;
  readonly core: number;
  /** Largest resident memory before `sca` [byte]. */
  readonly memory: number;
}

function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const value = work();
  return [value, (performance.now() - start) / 1000];
}

const [family, users, seed, sca] = process.argv.slice(2);
const columns = FAMILIES.find(({ name }) => name === family)!.make(Number(users), Number(seed));
const count = columns.users.count;
// The shortest of several runs, after the engine has compiled the code; the largest instances run once. All take turns, as machines differ from
// minute to minute.
const repeats = Math.max(count > 1e6 ? 1 : 5, Math.min(50, Math.floor(3e5 / count)));
let best: [prepare: number, bound: number, exact: number] = [Infinity, Infinity, Infinity];
let evaluation = Infinity;
let problem!: Problem;
let bound!: Bound;
let exact!: ExactSolution;
function evaluated(times: number): void {
  for (let i = 0; i < times; i++) evaluation = Math.min(evaluation, timed(() => evaluate(columns, exact.plan))[1]);
}
for (let i = 0; i < repeats; i++) {
  const [p, prepare] = timed(() => problemOf(columns));
  const [b, bounding] = timed(() => lagrangianBound(p));
  const [e, proving] = timed(() => solveExact(p, b));
  if (prepare + bounding + proving < best[0] + best[1] + best[2]) best = [prepare, bounding, proving];
  [problem, bound, exact] = [p, b, e];
  evaluated(Math.ceil(8 / repeats));
}
const memory = process.resourceUsage().maxRSS * 1024;

function runSca(): void {
  const relaxed = solvePerspective(problem, new Float64Array(count));
  const penalty = defaultPenalty(problem, relaxed);
  const start = startingPoint("half", count, 0);
  solveSca(problem, { penalty, start, iterationLimit: 100, unpenalised: relaxed });
}
let scaSeconds: number | null = null;
if (sca === "sca") {
  scaSeconds = Infinity;
  for (let i = 0; i < (count > 1e6 ? 1 : count === 1e6 ? 3 : Math.min(repeats, 10)); i++) {
    scaSeconds = Math.min(scaSeconds, timed(runSca)[1]);
    evaluated(2);
  }
}
const measurement: Measurement = {
  evaluation,
  prepare: best[0],
  bound: best[1],
  exact: best[2],
  sca: scaSeconds,
  proven: exact.proven,
  gap: exact.excess / bound.scale,
  core: coreSize(exact.core),
  memory,
};
process.stdout.write(`${JSON.stringify(measurement)}\n`);
