/**
 * Measures one instance in a process of its own, so that its memory is its own: `measure.js FAMILY USERS SEED [sca]`.
 * Prints one JSON object: seconds of each phase, and one evaluation of the objective on the same columns, medians of several turns.
 */
import { evaluate } from "../model/objective.js";
import { type Problem, problemOf } from "../model/problem.js";
import { median } from "../numerics/median.js";
import { type Bound, lagrangianBound } from "../solver/certificate/bound.js";
import { coreSize, type ExactSolution, solveExact } from "../solver/certificate/exact.js";
import { solvePerspective } from "../solver/sca/perspective.js";
import { defaultPenalty, solveSca } from "../solver/sca/sca.js";
import { startingPoint } from "../solver/sca/starts.js";
import { FAMILIES } from "./instances.js";

export interface Measurement {
  /** One evaluation of P1 from stored a, s, t [s]. */
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
// Medians over turns: a machine that others use changes its speed within a second, so that the shortest of many evaluations would be quicker than
// any that a solve of half a second has within it. The first half of them is not told, in which the engine compiles; the largest instances run once.
const repeats = Math.max(count > 1e6 ? 1 : 10, Math.min(50, Math.floor(3e5 / count)));
let turns: { prepare: number; bound: number; exact: number }[] = [];
let evaluations: number[] = [];
let problem!: Problem;
let bound!: Bound;
let exact!: ExactSolution;
function evaluated(times: number): void {
  for (let i = 0; i < times; i++) evaluations.push(timed(() => evaluate(columns, exact.plan))[1]);
}
for (let i = 0; i < repeats; i++) {
  if (i === repeats >> 1) [turns, evaluations] = [[], []];
  const [p, prepare] = timed(() => problemOf(columns));
  const [b, bounding] = timed(() => lagrangianBound(p));
  const [e, proving] = timed(() => solveExact(p, b));
  turns.push({ prepare, bound: bounding, exact: proving });
  [problem, bound, exact] = [p, b, e];
  evaluated(count > 1e6 ? 8 : 2);
}
const memory = process.resourceUsage().maxRSS * 1024;
const total = ({ prepare, bound, exact }: (typeof turns)[number]): number => prepare + bound + exact;
turns.sort((a, b) => total(a) - total(b));

function runSca(): void {
  const relaxed = solvePerspective(problem, new Float64Array(count));
  const penalty = defaultPenalty(problem, relaxed);
  const start = startingPoint("half", count, 0);
  solveSca(problem, { penalty, start, iterationLimit: 100, unpenalised: relaxed });
}
let scaSeconds: number | null = null;
if (sca === "sca") {
  const times: number[] = [];
  for (let i = 0; i < (count > 1e6 ? 1 : count === 1e6 ? 3 : Math.min(repeats, 10)); i++) {
    times.push(timed(runSca)[1]);
    evaluated(2);
  }
  scaSeconds = median(Float64Array.from(times));
}
const measurement: Measurement = {
  evaluation: median(Float64Array.from(evaluations)),
  ...turns[turns.length >> 1]!,
  sca: scaSeconds,
  proven: exact.proven,
  gap: exact.excess / bound.scale,
  core: coreSize(exact.core),
  memory,
};
process.stdout.write(`${JSON.stringify(measurement)}\n`);
