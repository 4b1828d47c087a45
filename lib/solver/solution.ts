import type { Plan, Totals } from "../model/objective.js";

/** How a solve ended (MODEL.md §9). An infeasible scenario throws {@link InfeasibleError} instead. */
export type Status =
  /** `exact`: the plan is proven optimal. */
  | "optimal"
  /** `sca`: the iterates stand still and every P2 residual is at most 1e-8. */
  | "converged"
  /** Stopped at a limit on iterations (`sca`) or states (`exact`); the plan is feasible and its gap true. */
  | "iteration-limit"
  /** `sca`: the iterates stand still but a residual is above 1e-8; the plan is feasible. */
  | "numerical-error"
  /** A baseline, which claims no more than a feasible plan. */
  | "feasible";

/** How P1 is relaxed (MODEL.md §4). */
export type RelaxationName = "perspective" | "big-m";

export type Method = "sca" | "exact" | "local" | "edge" | "random" | "random-init" | "greedy";

/** The four KKT residuals of one P2, each relative (MODEL.md §5). */
export interface Residuals {
  readonly stationarity: number;
  readonly primal: number;
  readonly dual: number;
  readonly complementarity: number;
}

/** A point of the relaxation: real offloading and steps (MODEL.md §4). Arrays have one entry per user. */
export interface RelaxedPlan {
  /** a in [0, 1]. */
  readonly offload: Float64Array;
  /** x/(1 − a), steps of the local share [steps]; 0 where big-M has a = 1, NaN where the device is closed. */
  readonly localSteps: Float64Array;
  /** y/a, steps of the offloaded share [steps]; 0 where big-M has a = 0, NaN where the edge is closed. */
  readonly edgeSteps: Float64Array;
}

/** The solution of P2 with its price. */
export interface RelaxedSolution extends RelaxedPlan {
  /** λ [1/step]. */
  readonly price: number;
  /** The relaxation's objective, without the penalty. */
  readonly objective: number;
  /** The Lagrangian dual at λ. Equals objective + Σ π·a at the optimum. */
  readonly dual: number;
}

/** One row of the trace: the solution of P2 in iteration i. */
export interface Iterate {
  readonly iteration: number;
  /** τ of this P2 [objective unit]: the same for all unless a continuation raises it. */
  readonly penalty: number;
  /** Objective of the relaxation at this point, without penalty. */
  readonly objective: number;
  /** `objective` + τ Σ a(1 − a). */
  readonly penalisedObjective: number;
  /** Σ a(1 − a). */
  readonly binaryViolation: number;
  /** λ of this P2 [1/step]. */
  readonly price: number;
  /** max |Δa| from the iterate before. */
  readonly change: number;
  /** P1 objective of the best plan rounded from this iterate. */
  readonly roundedObjective: number;
  readonly residuals: Residuals;
}

/** One of the summary's failure signatures, with the figures that made it (MODEL.md §9). */
export interface Diagnostic {
  readonly kind: "poor-convergence" | "suboptimal-quality" | "excessive-energy";
  /** One sentence for a person. */
  readonly message: string;
  /** What was measured, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Plan, certificate and trace. */
export interface Solution {
  readonly status: Status;
  readonly method: Method;
  /** Of `sca`, and of `relaxedObjective`. */
  readonly relaxation: RelaxationName;
  readonly plan: Plan;
  /** P1 objective of `plan`. */
  readonly objective: number;
  /** Sums over users: latency [s], average error [1], energy [J], weighted utility [1]. */
  readonly totals: Totals;
  /** No plan is better than this (MODEL.md §7). */
  readonly lowerBound: number;
  /** (objective − lowerBound) / Σ absolute cost parts, ≥ 0 (MODEL.md §7). */
  readonly gap: number;
  /** λ*, the smallest maximiser of the Lagrangian dual with integer steps [1/step]. */
  readonly price: number;
  /** Optimum of the relaxation at τ = 0, with real steps. */
  readonly relaxedObjective: number;
  /** `sca` and `random-init`: τ that was used, of a continuation the last [objective unit]. */
  readonly penalty: number | null;
  /** `sca` and `random-init`: the last iterate, before rounding. */
  readonly relaxed: RelaxedPlan | null;
  /** `sca` and `random-init`: Σ a(1 − a) of the last iterate, before rounding; 0 elsewhere. */
  readonly binaryViolation: number;
  /** `sca` and `random-init`: P2 problems solved; `exact`: users in the core; baselines: 0. */
  readonly iterations: number;
  /** `sca` and `random-init`, else empty. */
  readonly trace: readonly Iterate[];
  /** `sca` and `random-init`: residuals of the last P2. */
  readonly residuals: Residuals | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Version of the library that made it. */
  readonly version: string;
  /** Fingerprint of the scenario: equal scenarios have equal hashes. */
  readonly scenarioHash: string;
}
