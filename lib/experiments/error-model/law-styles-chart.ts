/** How each fitted law is named and drawn, in every figure the same. */
import { FITTED_LAWS, type FittedLaw, hasFloor, lawOf } from "../../laws/error/fit.js";

export interface LawStyle {
  readonly law: FittedLaw;
  readonly name: string;
  /** For narrow axes, its words on lines of their own. */
  readonly short: string;
  /** Series of the theme. */
  readonly style: number;
}

export const errorLaws: readonly LawStyle[] = FITTED_LAWS.flatMap((law) => {
  const { label, short, style } = lawOf(law);
  if (style === undefined) return [];
  return hasFloor(law)
    ? { law, name: `${label} + floor`, short: `${short}<br>+ floor`, style: style.floored }
    : { law, name: label, short, style: style.plain };
});
