import { solving } from "./planning.js";
import type { PolicyKind } from "./policy.js";

export const exactPolicy: PolicyKind<"exact", never> = {
  name: "exact",
  label: "the optimum of every slot",
  options: {},
  make: () => solving("exact"),
};
