/** What a utility is (MODEL.md §1): a concave gain g(s) of s reverse diffusion steps. A utility is one object in `UTILITIES`. */
export interface UtilityLaw<Kind extends string = string> {
  /** As the scenario's `utility` names it. */
  readonly kind: Kind;
  /** In texts. */
  readonly label: string;
  /** g(s), 0 at 0, at most s. */
  value(s: number): number;
  /** g′(s) ≥ 0 [1/step]. */
  slope(s: number): number;
  /** g″(s) ≤ 0 [1/step²]. */
  curvature(s: number): number;
  /** g′ where it is the same for all s, so that it joins the constant part of the cost's slope; 0 where g bends [1/step]. */
  readonly constantSlope: number;
  /** The most that |g‴/g″| is from s on, 0 where g does not bend; where it is Infinity, costs tell whole steps apart (MODEL.md §7) [1/step]. */
  curvatureRate(s: number): number;
  /** About the s at which weight·g′(s) = rise, for rise > 0: any number where that is outside the range of steps; 1 where g does not bend, or it is not known. */
  stepsWhere(weight: number, rise: number): number;
}
