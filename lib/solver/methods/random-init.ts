import type { Method } from "./method.js";
import { runSca, type ScaDetails, sca } from "./sca.js";

/** The summary's baseline: the paper's algorithm from a random start. */
export const randomInit: Method<"random-init", ScaDetails> = {
  ...sca,
  name: "random-init",
  label: "Random start",
  remark: "",
  options: sca.options.filter((option) => option !== "start"),
  random: true,
  style: 1,
  run: (problem, _, options) => runSca(problem, options, "random"),
};
