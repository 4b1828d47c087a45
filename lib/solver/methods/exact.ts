import { solveExact } from "../certificate/exact.js";
import type { Iterated, Method } from "./method.js";

/** The proven optimum. */
export const exact: Method<"exact", Iterated> = {
  name: "exact",
  label: "Optimum",
  remark: "",
  options: ["stateLimit"],
  proves: true,
  random: false,
  style: 2,
  run: (problem, bound, { stateLimit }) => {
    const { proven, plan, evaluation, gap, core } = solveExact(problem, bound, stateLimit);
    const status = proven ? "optimal" : "iteration-limit";
    return { status, plan, evaluation, excess: gap, details: { iterations: core } };
  },
};
