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

/** ε̄(s), falling and convex for s ≥ 1 unless it bends. Functions read the numbers of one user from `p[at]` on. */
export interface ErrorFunction {
  /** ε̄(s). */
  value(p: Float64Array, at: number, s: number): number;
  /** ε̄′(s) ≤ 0, at a kink to the right of it [1/step]. */
  slope(p: Float64Array, at: number, s: number): number;
  /** ε̄′(s) to the left; absent for a law that has no kinks [1/step]. */
  slopeBefore?(p: Float64Array, at: number, s: number): number;
  /** The first kink beyond s [steps]; Infinity if none is, NaN where it is not known. There where `slopeBefore` is. */
  nextKink?(p: Float64Array, at: number, s: number): number;
  /** ε̄″(s) ≥ 0 [1/step²]. */
  curvature(p: Float64Array, at: number, s: number): number;
  /** −ε̄″(s)/ε̄′(s), where that takes no exponential [1/step]. */
  steepening?(p: Float64Array, at: number, s: number): number;
  /** The most that |ε̄‴/ε̄″| is from s on; where it is absent, costs tell the whole steps next to the real minimiser apart (MODEL.md §7) [1/step]. */
  curvatureRate?(p: Float64Array, at: number, s: number): number;
  /** ε̄′(s) from ε̄(s), where that takes no exponential [1/step]. */
  slopeOf?(p: Float64Array, at: number, s: number, value: number): number;
  /** How steeply ε̄ falls: a factor of −ε̄′ that is 0 where the error does not depend on s. */
  steepness(p: Float64Array, at: number): number;
  /**
   * The s at which weight·(−ε̄′(s)) = rise, for weight ≥ 0 and rise > 0: any number, but not NaN, where that is outside the range
   * of steps, at most 1 where the error does not matter. Absent where there is no closed form: the steps are then searched for.
   */
  stepsWhere?(p: Float64Array, at: number, weight: number, rise: number): number;
  /** About the same, where there is none. */
  stepsNear?(p: Float64Array, at: number, weight: number, rise: number): number;
  /** The s at which ε̄(s) is so much, but for rounding; infinite or NaN where it never is. Absent where there is no closed form. */
  stepsTo?(p: Float64Array, at: number, error: number): number;
  /** Of a law that is straight between kinks, the first beyond which weight·(−ε̄′) ≤ rise: at most 1 where that holds from there on, Infinity where it never does. */
  kinkWhere?(p: Float64Array, at: number, weight: number, rise: number): number;
  /** Whether ε̄ may rise, or fall more steeply again, for s ≥ 1; absent for a law that never does. */
  bends?(p: Float64Array, at: number): boolean;
  /** The numbers of a law of this kind that falls, is convex and nowhere above this one over [1, most], most ≥ 1; there where `bends` is. */
  envelope?(p: Float64Array, at: number, most: number): number[];
}

/** A law of a few parameters, whose numbers are these in the order in which they are listed. */
export interface ErrorLaw<
  Kind extends string = string,
  Required extends string = string,
  Optional extends string = string,
> extends ErrorFunction {
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
  /** Absent where the law can't be fitted to measurements. */
  readonly fit?: ExponentialForm;
  /** Series of a chart's theme, without and with a floor; absent where no chart draws it. */
  readonly style?: { readonly plain: number; readonly floored: number };
}

/** A law made of a list, or of other laws: how many numbers it has differs from user to user. */
export interface CompoundLaw<Model extends { readonly kind: string } = { readonly kind: string }>
  extends ErrorFunction {
  /** As `errorModel.kind` names it. */
  readonly kind: Model["kind"];
  /** The law itself, for texts. */
  readonly formula: string;
  /** The numbers of a model. */
  numbers(model: Model): number[];
  /** How many there are from `p[at]` on. */
  width(p: Float64Array, at: number): number;
}

/** A law of the form ε̄(s) = initial·e^(−rate·x(s)) + floor, its three parameters in this order. */
export interface ExponentialForm {
  /** x(s), rising in s. */
  readonly abscissa: (s: number) => number;
}
