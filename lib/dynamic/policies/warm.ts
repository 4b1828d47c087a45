import { WarmSca } from "../warm/warm.js";
import { patience, planning } from "./planning.js";
import type { Policy, PolicyKind } from "./policy.js";

/** The plans of `sca`, without computing again what did not change. */
export function warm(): Policy {
  const sca = new WarmSca();
  return planning(patience(), (columns) => sca.solve(columns));
}

export const warmPolicy: PolicyKind<"warm", never> = {
  name: "warm",
  label: "the paper's algorithm, without computing again what did not change",
  options: {},
  style: 0,
  make: () => warm(),
};
