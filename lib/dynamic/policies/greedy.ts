import { baseline } from "./planning.js";
import type { PolicyKind } from "./policy.js";

export const greedyPolicy: PolicyKind<"greedy", never> = {
  name: "greedy",
  label: "one after the other where it costs least",
  options: {},
  style: 3,
  make: () => baseline("greedy"),
};
