import type { Method } from "./method.js";
import { runSca, type ScaDetails } from "./sca.js";

/** The summary's baseline: the paper's algorithm from a random start. */
export const randomInit: Method<"random-init", ScaDetails> = {
  name: "random-init",
  label: "Random start",
  remark: "",
  options: ["relaxation", "penalty", "continuation", "seed", "iterationLimit"],
  proves: false,
  random: true,
  style: 1,
  run: (problem, _, options) => runSca(problem, options, "random"),
};
