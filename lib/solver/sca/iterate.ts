/** Points of the relaxation, and the trace of the paper's algorithm through them (MODEL.md §4, §5). */

/** The four KKT residuals of one P2, each relative (MODEL.md §5). */
export interface Residuals {
  readonly stationarity: number;
  readonly primal: number;
  readonly dual: number;
  readonly complementarity: number;
}

/** A point of the relaxation: real offloading and steps (MODEL.md §4). Columns are indexed by n. */
export interface RelaxedPlan {
  /** a in [0, 1]. */
  readonly offload: Float64Array;
  /** x/(1 − a), steps of the local share [steps]; 0 where big-M has a = 1, NaN where the device is closed. */
  readonly localSteps: Float64Array;
  /** y/a, steps of the offloaded share [steps]; 0 where big-M has a = 0, NaN where the edge is closed. */
  readonly edgeSteps: Float64Array;
}

/** A point of the relaxation with the price of an edge step there. */
export interface PricedPoint extends RelaxedPlan {
  /** λ [1/step]. */
  readonly price: number;
}

/** The solution of P2 with its price. */
export interface RelaxedSolution extends PricedPoint {
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
