/** The ways to a plan before several servers (MODEL.md §13), the default first: options, the command line and tests read this list. */
import { leastLoaded, nearest } from "./baselines.js";
import type { ServersBound } from "./bound.js";
import { type ServersLimits, solveServersExact } from "./exact.js";
import { improved } from "./moves.js";
import { distanceFromServersBound } from "./plan.js";
import type { ServersProblem } from "./problem.js";
import { type Choices, roundedPlan } from "./rounding.js";

/** A plan, and how it came about. */
export interface ServersFound extends Choices {
  readonly status: ServersStatus;
}

/** `optimal` is proven, `iteration-limit` a plan met before a proof ended, `feasible` claims no more than its gap. */
export type ServersStatus = "optimal" | "iteration-limit" | "feasible";

/** A way to a plan. */
export interface ServersMethod<Name extends string> {
  readonly name: Name;
  /** Half a sentence for the command line; empty where the name says it. */
  readonly remark: string;
  /** Whether it goes by the bound's prices. */
  readonly priced: boolean;
  readonly run: (
    problem: ServersProblem,
    bound: ServersBound,
    homes: Int32Array,
    limits: ServersLimits,
  ) => ServersFound;
}

const method = <const Name extends string>(
  name: Name,
  remark: string,
  priced: boolean,
  run: ServersMethod<Name>["run"],
): ServersMethod<Name> => ({ name, remark, priced, run });

const byDual = (problem: ServersProblem, bound: ServersBound, homes: Int32Array): Choices =>
  improved(problem, bound, roundedPlan(problem, bound, homes));

const methods = [
  method("dual", "the bound's own plan, made whole and better", true, (problem, bound, homes) => ({
    ...byDual(problem, bound, homes),
    status: "feasible",
  })),
  method("exact", "the proven optimum, where the core stays small", true, (problem, bound, homes, limits) => {
    const plan = byDual(problem, bound, homes);
    const excess = distanceFromServersBound(problem, bound.prices, bound.best, plan);
    const { proven, ...found } = solveServersExact(problem, bound, plan, excess, limits);
    return { ...found, status: proven ? "optimal" : "iteration-limit" };
  }),
  method("nearest", "each user's fastest uplink", false, (problem, _, homes) => ({
    ...nearest(problem, homes),
    status: "feasible",
  })),
  method("least-loaded", "", false, (problem, _, homes) => ({ ...leastLoaded(problem, homes), status: "feasible" })),
] as const;

/** Name of a way to a plan. */
export type ServersMethodName = (typeof methods)[number]["name"];

/** All of them, the default first. */
export const SERVERS_METHODS: readonly ServersMethod<ServersMethodName>[] = methods;
