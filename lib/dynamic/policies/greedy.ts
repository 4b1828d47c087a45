import { baseline } from "./planning.js";
import type { PolicyKind } from "./policy.js";

export const greedyPolicy: PolicyKind<"greedy", never> = {
  name: "greedy",
  label: "one by one to the edge, the largest saving for each step first",
  options: {},
  style: 3,
  make: () => baseline("greedy"),
};
