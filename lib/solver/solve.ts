/** One way in for every method (MODEL.md §9): a plan, its certificate, and how it was found. */

import { InputError } from "../input/errors.js";
import { evaluate, type Plan } from "../model/objective.js";
import { type Problem, problemOf, toProblem } from "../model/problem.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import type { Scenario } from "../scenario/types.js";
import { VERSION } from "../version.js";
import { edgeBaseline, greedyBaseline, localBaseline, randomBaseline } from "./baselines.js";
import { type Bound, lagrangianBound, notAbove } from "./certificate/bound.js";
import { distanceFromBound } from "./certificate/distance.js";
import { type ExactSolution, solveExact } from "./certificate/exact.js";
import { DEFAULT_THRESHOLDS, type DiagnosticThresholds, diagnose } from "./diagnostics.js";
import { assertFeasible } from "./infeasible.js";
import { RELAXATION_NAMES, RELAXATIONS } from "./sca/relaxation.js";
import { binaryViolation, defaultPenalty, type ScaSolution, solveSca } from "./sca/sca.js";
import { STARTS, type Start, startingPoint } from "./sca/starts.js";
import type { Method, RelaxationName, Solution, Status } from "./solution.js";

export interface SolveOptions {
  /** Default `sca`, the paper's algorithm. */
  readonly method?: Method;
  /** Of `sca`, `random-init` and `relaxedObjective`; default `perspective` (MODEL.md §4). */
  readonly relaxation?: RelaxationName;
  /** τ ≥ 0 [objective unit]; default 0.1 × the median user's cost parts (MODEL.md §9). */
  readonly penalty?: number;
  /** `sca` and `random-init`: raises τ from 0 until the offloading is binary (MODEL.md §5, 4); needs no `penalty`. */
  readonly continuation?: boolean;
  /** a⁽⁰⁾ of `sca`; default `half`. */
  readonly start?: Start;
  /** Seed of `random`, `random-init` and of the start `random`, a whole number from 0 to 2³² − 1; default 0. */
  readonly seed?: number;
  /** Most P2 problems of `sca`; default 100. */
  readonly iterationLimit?: number;
  /** Most states of `exact`; past it the best plan met is returned with its true gap. Default 5e7, some 100 MB. */
  readonly stateLimit?: number;
  /** Thresholds of the failure signatures, or false for no diagnostics. */
  readonly diagnostics?: Partial<DiagnosticThresholds> | false;
  /** Told each phase of the work as it begins. */
  readonly onPhase?: (phase: Phase) => void;
}

/** `prepare`: columns, places and each device's optimum; `bound`: price and lower bound; `plan`: the method itself. */
export type Phase = "prepare" | "bound" | "plan" | "evaluate" | "diagnose";

/** What a method found, before it is judged. */
interface Found {
  readonly status: Status;
  readonly plan: Plan;
  readonly sca?: ScaSolution;
  readonly penalty?: number;
  readonly exact?: ExactSolution;
  readonly relaxedObjective?: number;
}

export const METHODS: readonly Method[] = ["sca", "exact", "local", "edge", "random", "random-init", "greedy"];

/**
 * Solves a scenario.
 * @param scenario A checked scenario (`parseScenario`, `readScenario`, `generate`), or its columns (`generateColumns`).
 * @throws InputError for an option out of range, or where no best computation time exists (MODEL.md §3).
 * @throws InfeasibleError where no plan exists.
 */
export function solve(scenario: Scenario | ScenarioColumns, options: SolveOptions = {}): Solution {
  checkOptions(options);
  const { method = "sca", relaxation = "perspective", onPhase = () => {} } = options;
  onPhase("prepare");
  const problem = "count" in scenario.users ? problemOf(scenario as ScenarioColumns) : toProblem(scenario as Scenario);
  assertFeasible(problem);
  onPhase("bound");
  const bound = lagrangianBound(problem);
  onPhase("plan");
  const found = find(problem, bound, method, options);
  onPhase("evaluate");
  const { objective, totals, magnitude } = found.exact?.evaluation ?? evaluate(problem.scenario, found.plan);

  const { sca, exact } = found;
  const proven = found.status === "optimal";
  const lowerBound = proven ? objective : notAbove(objective, bound.lowerBound, magnitude);
  const excess = proven ? 0 : (exact?.gap ?? distanceFromBound(problem, bound, found.plan));
  const judged = {
    status: found.status,
    plan: found.plan,
    objective,
    totals,
    lowerBound,
    gap: magnitude === 0 ? 0 : excess / magnitude,
    iterations: sca ? sca.trace.length : (exact?.core ?? 0),
  };
  onPhase("diagnose");
  const thresholds = { ...DEFAULT_THRESHOLDS, ...options.diagnostics };
  let { relaxedObjective } = found;
  let hash: string | undefined;
  return {
    ...judged,
    method,
    relaxation,
    price: bound.price,
    get relaxedObjective(): number {
      relaxedObjective ??= RELAXATIONS[relaxation].solve(problem, new Float64Array(problem.count)).dual;
      return relaxedObjective;
    },
    penalty: found.penalty ?? null,
    relaxed: sca?.relaxed ?? null,
    binaryViolation: sca ? binaryViolation(sca.relaxed.offload) : 0,
    trace: sca?.trace ?? [],
    residuals: sca?.trace.at(-1)?.residuals ?? null,
    diagnostics: options.diagnostics === false ? [] : diagnose(problem, judged, exact, thresholds),
    version: VERSION,
    get scenarioHash(): string {
      hash ??= scenarioHash(problem.scenario);
      return hash;
    },
  };
}

function find(problem: Problem, bound: Bound, method: Method, options: SolveOptions): Found {
  const { seed = 0 } = options;
  switch (method) {
    case "exact": {
      const exact = solveExact(problem, bound, options.stateLimit);
      return { status: exact.proven ? "optimal" : "iteration-limit", plan: exact.plan, exact };
    }
    case "local":
      return { status: "feasible", plan: localBaseline(problem).plan };
    case "edge":
      return { status: "feasible", plan: edgeBaseline(problem).plan };
    case "random":
      return { status: "feasible", plan: randomBaseline(problem, seed).plan };
    case "greedy":
      return { status: "feasible", plan: greedyBaseline(problem).plan };
    case "sca":
    case "random-init": {
      const start = method === "sca" ? (options.start ?? "half") : "random";
      const { relaxation = "perspective", continuation = false } = options;
      const relaxed = RELAXATIONS[relaxation].solve(problem, new Float64Array(problem.count));
      const sca = solveSca(problem, {
        relaxation,
        penalty: continuation ? "continuation" : (options.penalty ?? defaultPenalty(problem, relaxed, relaxation)),
        start: startingPoint(start, problem.count, seed),
        iterationLimit: options.iterationLimit ?? 100,
      });
      const { status, plan } = sca;
      return { status, plan, sca, penalty: sca.trace.at(-1)!.penalty, relaxedObjective: relaxed.dual };
    }
  }
}

function checkOptions(options: SolveOptions): void {
  const { method, relaxation, penalty, continuation, start, seed, iterationLimit, stateLimit } = options;
  const oneOf = <T>(name: string, value: T | undefined, known: readonly T[]): void => {
    if (value !== undefined && !known.includes(value)) {
      throw new InputError(`${name}: must be one of ${known.join(", ")}, not ${JSON.stringify(value)}`);
    }
  };
  const inRange = (name: string, value: number | undefined, right: boolean, expected: string): void => {
    if (value !== undefined && !right) throw new InputError(`${name}: must be ${expected}, not ${value}`);
  };
  oneOf("method", method, METHODS);
  oneOf("relaxation", relaxation, RELAXATION_NAMES);
  oneOf("start", start, STARTS);
  inRange("penalty", penalty, Number.isFinite(penalty) && penalty! >= 0, "a finite number >= 0 [objective unit]");
  if (continuation && penalty !== undefined) {
    throw new InputError(`penalty: must be left out with continuation, which chooses it; not ${penalty}`);
  }
  inRange("seed", seed, Number.isInteger(seed) && seed! >= 0 && seed! < 2 ** 32, "a whole number from 0 to 2^32 - 1");
  inRange(
    "iterationLimit",
    iterationLimit,
    Number.isInteger(iterationLimit) && iterationLimit! >= 1,
    "a whole number >= 1",
  );
  inRange("stateLimit", stateLimit, stateLimit! >= 1, "a number >= 1");
}
