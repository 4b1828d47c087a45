import { type CoreUser, coreSize, solveExact } from "../certificate/exact.js";
import type { Iterated, Method } from "./method.js";

/** How a proof came about. */
export interface ExactDetails extends Iterated {
  /** Who entered the core; no one else has an alternative below the excess (MODEL.md §7). */
  readonly core: readonly CoreUser[];
}

/** The proven optimum. */
export const exact: Method<"exact", ExactDetails> = {
  name: "exact",
  label: "Optimum",
  remark: "",
  options: ["stateLimit"],
  proves: true,
  random: false,
  style: 2,
  run: (problem, bound, { stateLimit }) => {
    const { proven, plan, evaluation, excess, core } = solveExact(problem, bound, stateLimit);
    const status = proven ? "optimal" : "iteration-limit";
    return { status, plan, evaluation, excess, details: { iterations: coreSize(core), core } };
  },
};
