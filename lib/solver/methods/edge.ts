import { rounded } from "../rounding.js";
import type { Iterated, Method } from "./method.js";
import { BASELINE, baseline, fitting } from "./places.js";

/** As many at the edge as fit at one step each, largest saving V_l − V_e(0) first, the others on their device. */
export const edge: Method<"edge", Iterated> = {
  name: "edge",
  label: "All at the edge",
  ...BASELINE,
  style: 4,
  run: (problem) => baseline(rounded(problem, fitting(problem, problem.edge.open)).plan),
};
