import { evaluate } from "../../model/objective.js";
import { type CoreUser, coreSize, type ExactLimits, solveExact } from "../certificate/exact.js";
import { greedy } from "./greedy.js";
import type { Iterated, Method } from "./method.js";
import { sca } from "./sca.js";

/** How a proof came about. */
export interface ExactDetails extends Iterated {
  /** Who entered the core; no one else has an alternative below the excess (MODEL.md §7). */
  readonly core: readonly CoreUser[];
  /** The limit that ended the proof; null where none did. */
  readonly endedBy: keyof ExactLimits | null;
}

/** Past a limit the best of their plans and the core's is the answer. */
export const HEURISTICS = [sca, greedy];

/** The proven optimum. */
export const exact: Method<"exact", ExactDetails> = {
  name: "exact",
  label: "Optimum",
  remark: "",
  options: ["stateLimit", "timeLimit"],
  proves: true,
  random: false,
  style: 2,
  run: (problem, bound, options) => {
    const { proven, core, endedBy, ...best } = solveExact(problem, bound, options);
    const details = { iterations: coreSize(core), core, endedBy };
    if (proven) return { status: "optimal", ...best, details };
    const others = HEURISTICS.map((method) => {
      const { plan } = method.run(problem, bound, {});
      return { plan, evaluation: evaluate(problem.scenario, plan) };
    });
    const better = [best, ...others].reduce((a, b) => (b.evaluation.objective < a.evaluation.objective ? b : a));
    return { status: "iteration-limit", ...better, details };
  },
};
