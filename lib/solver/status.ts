/** How a solve can end (MODEL.md §9). An infeasible scenario throws {@link InfeasibleError} instead. */
export const STATUSES = [
  /** `exact`: the plan is proven optimal. */
  "optimal",
  /** `sca`: the iterates stand still and every P2 residual is at most 1e-8. */
  "converged",
  /** Stopped at a limit on iterations (`sca`) or states (`exact`); the plan is feasible and its gap true. */
  "iteration-limit",
  /** `sca`: the iterates stand still but a residual is above 1e-8; the plan is feasible. */
  "numerical-error",
  /** A baseline, which claims no more than a feasible plan. */
  "feasible",
] as const;

/** How a solve ended. */
export type Status = (typeof STATUSES)[number];
