import type { UtilityLaw } from "./utility-law.js";

/** g(s) = s. */
export const linear: UtilityLaw<"linear"> = {
  kind: "linear",
  label: "linear",
  value: (s) => s,
  slope: () => 1,
  curvature: () => 0,
  constantSlope: 1,
  curvatureRate: () => 0,
  stepsWhere: () => 1,
};
