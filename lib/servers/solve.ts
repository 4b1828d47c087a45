/** One way in where there are several edge servers (MODEL.md §13): a plan, and its certificate. */
import { namesOf, oneOf } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import type { Totals } from "../model/objective.js";
import { notAbove } from "../solver/certificate/bound.js";
import { solve } from "../solver/solve.js";
import { VERSION } from "../version.js";
import { serversBound } from "./bound.js";
import { isReachedByAll, type ServersColumns, toServersColumns } from "./columns.js";
import type { ServersLimits } from "./exact.js";
import { homesOf } from "./infeasible.js";
import { SERVERS_METHODS, type ServersFound, type ServersMethodName, type ServersStatus } from "./methods.js";
import { distanceFromServersBound, evaluateServers, type ServersPlan, timedServers } from "./plan.js";
import { DEVICE, toServersProblem } from "./problem.js";
import type { ServersScenario } from "./types.js";

/** Limits mean something to `exact` alone. */
export interface ServersOptions extends ServersLimits {
  /** Default `dual`. */
  readonly method?: ServersMethodName;
}

/** A plan before several servers and its certificate, as plain data. */
export interface ServersSolution {
  readonly method: ServersMethodName;
  readonly status: ServersStatus;
  readonly plan: ServersPlan;
  /** Of `plan`: Σ c₁·latency + c₂ε̄ + c₃·energy − utility. */
  readonly objective: number;
  /** Sums over users: latency [s], average error [1], energy [J], weighted utility [1]. */
  readonly totals: Totals;
  /** D(prices), the Lagrangian dual at `prices`. */
  readonly dualBound: number;
  /** No plan is better than this: `dualBound`, or the objective of a proven optimum. */
  readonly lowerBound: number;
  /** objective − lowerBound ≥ 0, as a sum of small terms [objective unit]. */
  readonly excess: number;
  /** excess / scale. */
  readonly gap: number;
  /** One for a scenario, whatever the method: the magnitude of what is best for everyone at the prices [objective unit]. */
  readonly scale: number;
  /** λ by server, in the scenario's order [1/step]. */
  readonly prices: Float64Array;
  /** Version of the library that made it. */
  readonly version: string;
}

/** A plan whose objective is further above the bound than its reduced costs say, by this part of all costs, is not proven. */
const DISAGREEMENT = 1e-11;

/**
 * Solves a scenario of several servers; of one that everyone reaches as `solve` does.
 * @param scenario A checked one (`parseServersScenario`, `generateServers`), or its columns.
 * @throws InputError for an option out of range, or where no best computation time exists (MODEL.md §3).
 * @throws InfeasibleError where no plan exists.
 */
export function solveServers(
  scenario: ServersScenario | ServersColumns,
  options: ServersOptions = {},
): ServersSolution {
  checkOptions(options);
  const { method = SERVERS_METHODS[0]!.name, ...limits } = options;
  const columns = "at" in scenario ? scenario : toServersColumns(scenario);
  if (columns.servers.length === 1 && isReachedByAll(columns, 0)) {
    if (method === "dual") return asOne(columns, method, limits);
    if (method === "exact") return asOne(columns, method, limits);
  }
  const problem = toServersProblem(columns);
  const homes = homesOf(problem);
  const bound = serversBound(problem);
  const found: ServersFound = SERVERS_METHODS.find(({ name }) => name === method)!.run(problem, bound, homes, limits);
  const plan = timedServers(columns, found.server, found.steps);
  const { objective, totals, magnitude } = evaluateServers(columns, plan);
  const { lowerBound: dualBound, prices, scale, best } = bound;
  const distance = distanceFromServersBound(problem, prices, best, plan);
  // objective − D(λ) = Σ r(chosen) + Σ λ_e·(unused capacity), but for rounding
  const difference = objective - dualBound;
  const agrees = difference <= distance + DISAGREEMENT * (magnitude + scale);
  const proven = found.status === "optimal" && agrees;
  const excess = proven ? 0 : agrees ? distance : difference;
  return {
    method,
    status: proven || found.status !== "optimal" ? found.status : "iteration-limit",
    plan,
    objective,
    totals,
    dualBound,
    lowerBound: proven ? objective : notAbove(objective, dualBound, magnitude),
    excess,
    gap: excess / scale,
    scale,
    prices,
    version: VERSION,
  };
}

/** One server that everyone reaches is the edge of MODEL.md §1. */
function asOne({ at }: ServersColumns, method: "dual" | "exact", limits: ServersLimits): ServersSolution {
  const { plan, price, status, objective, totals, dualBound, lowerBound, excess, gap, scale, version } =
    method === "exact" ? solve(at[0]!, { method, ...limits }) : solve(at[0]!);
  const { offload, steps, computationTime } = plan;
  const server = Int32Array.from(offload, (a) => (a === 1 ? 0 : DEVICE));
  return {
    method,
    status: status === "optimal" || status === "iteration-limit" ? status : "feasible",
    plan: { server, steps, computationTime },
    ...{ objective, totals, dualBound, lowerBound, excess, gap, scale },
    prices: Float64Array.of(price),
    version,
  };
}

function checkOptions({ method, stateLimit, timeLimit }: ServersOptions): void {
  if (method !== undefined) oneOf("method", method, namesOf(SERVERS_METHODS));
  if (stateLimit !== undefined && !(stateLimit >= 1)) {
    throw new InputError(`stateLimit: must be a number >= 1, not ${stateLimit}`);
  }
  if (timeLimit !== undefined && !(timeLimit > 0)) {
    throw new InputError(`timeLimit: must be a number > 0 [s], not ${timeLimit}`);
  }
}
