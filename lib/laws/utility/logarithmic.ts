import type { UtilityLaw } from "./utility-law.js";

/** g(s) = ln(1 + s). */
export const logarithmic: UtilityLaw<"log"> = {
  kind: "log",
  label: "logarithmic",
  value: (s) => Math.log1p(s),
  slope: (s) => 1 / (1 + s),
  curvature: (s) => -1 / ((1 + s) * (1 + s)),
  constantSlope: 0,
  // 2/(1 + s)
  curvatureRate: (s) => 2 / (1 + s),
  // w/(1 + s) = rise
  stepsWhere: (weight, rise) => weight / rise - 1,
};
