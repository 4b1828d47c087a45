import { solving } from "./planning.js";
import type { PolicyKind } from "./policy.js";

export const scaPolicy: PolicyKind<"sca", never> = {
  name: "sca",
  label: "the paper's algorithm, from scratch in every slot",
  options: {},
  make: () => solving("sca"),
};
