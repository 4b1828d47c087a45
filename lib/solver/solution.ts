/** What `solve` answers: a plan, its certificate, and how the method came to it, as plain data. */
import type { Plan, Totals } from "../model/objective.js";
import type { DetailsOf, MethodName } from "./methods/methods.js";
import type { Status } from "./status.js";

/** A plan and its certificate. `edgesteps check` reads it as `JSON.stringify` writes it. */
export interface Certified {
  readonly status: Status;
  readonly plan: Plan;
  /** P1 objective of `plan`. */
  readonly objective: number;
  /** Sums over users: latency [s], average error [1], energy [J], weighted utility [1]. */
  readonly totals: Totals;
  /** D(price), the Lagrangian dual at `price` (MODEL.md §7). */
  readonly dualBound: number;
  /** No plan is better than this: `dualBound`, or the objective of a proven optimum (MODEL.md §7). */
  readonly lowerBound: number;
  /** objective − lowerBound ≥ 0, as a sum of small terms [objective unit]. */
  readonly excess: number;
  /** excess / scale, 0 only where the excess is (MODEL.md §7). */
  readonly gap: number;
  /** One for a scenario, whatever the method: the magnitude of the Lagrangian's own plan [objective unit]. */
  readonly scale: number;
  /** λ*, the smallest maximiser of the Lagrangian dual with integer steps [1/step]. */
  readonly price: number;
  /** Version of the library that made it. */
  readonly version: string;
}

/** The solution of a method; the paper's algorithm adds its relaxation and trace. */
export type SolutionOf<Name extends MethodName> = Name extends MethodName
  ? Certified & { readonly method: Name } & DetailsOf<Name>
  : never;

/** What `solve` answers, a union told apart by `method`. */
export type Solution = SolutionOf<MethodName>;
