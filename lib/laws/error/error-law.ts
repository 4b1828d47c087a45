/**
 * What an error law is (MODEL.md §1): how the average error ε̄(s) of a user's content falls with its reverse diffusion steps
 * s, with everything that the model, the solver, the files and the charts ask of it. A law is one object in `ERROR_LAWS`.
 */

/** A parameter of a law, a field of `errorModel`: a finite number ≥ 0. */
export interface LawParameter<Name extends string = string> {
  /** Field of `errorModel`. */
  readonly name: Name;
  /** As in MODEL.md §1. */
  readonly symbol: string;
  /** SI; `1` for a pure number. */
  readonly unit: string;
}

/** A parameter that must be given. */
export interface RequiredParameter<Name extends string = string> extends LawParameter<Name> {
  /** Range that generated users are drawn from, uniformly [choice]. */
  readonly usual: readonly [low: number, high: number];
}

/** A parameter that may be left out. */
export interface OptionalParameter<Name extends string = string> extends LawParameter<Name> {
  /** What it then is. */
  readonly otherwise: number;
}

/**
 * ε̄(s), falling and convex for s ≥ 1. Functions read the parameters of one user from `p[at]` on, in the order in which they
 * are listed.
 */
export interface ErrorLaw<
  Kind extends string = string,
  Required extends string = string,
  Optional extends string = string,
> {
  /** As `errorModel.kind` names it. */
  readonly kind: Kind;
  /** In charts and texts. */
  readonly label: string;
  /** The label where there is little room. */
  readonly short: string;
  /** The law itself, for texts. */
  readonly formula: string;
  /** Those that must be given first. */
  readonly parameters: readonly (RequiredParameter<Required> | OptionalParameter<Optional>)[];
  /** ε̄(s). */
  value(p: Float64Array, at: number, s: number): number;
  /** ε̄′(s) ≤ 0 [1/step]. */
  slope(p: Float64Array, at: number, s: number): number;
  /** ε̄″(s) ≥ 0 [1/step²]. */
  curvature(p: Float64Array, at: number, s: number): number;
  /** How steeply ε̄ falls: a factor of −ε̄′ that is 0 where the error does not depend on s. */
  steepness(p: Float64Array, at: number): number;
  /**
   * The s at which weight·(−ε̄′(s)) = rise, for weight ≥ 0 and rise > 0: any number, but not NaN, where that is outside the range
   * of steps, at most 1 where the error does not matter. Absent where there is no closed form: the steps are then searched for.
   */
  stepsWhere?(p: Float64Array, at: number, weight: number, rise: number): number;
  /** Absent where the law can't be fitted to measurements. */
  readonly fit?: ExponentialForm;
  /** Series of a chart's theme, without and with a floor; absent where no chart draws it. */
  readonly style?: { readonly plain: number; readonly floored: number };
}

/** A law of the form ε̄(s) = initial·e^(−rate·x(s)) + floor, its three parameters in this order. */
export interface ExponentialForm {
  /** x(s), rising in s. */
  readonly abscissa: (s: number) => number;
}
