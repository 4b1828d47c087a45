import { baseline } from "./planning.js";
import type { PolicyKind } from "./policy.js";

export const edgePolicy: PolicyKind<"edge", never> = {
  name: "edge",
  label: "everyone at the edge",
  options: {},
  make: () => baseline("edge"),
};
