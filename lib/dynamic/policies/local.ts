import { baseline } from "./planning.js";
import type { PolicyKind } from "./policy.js";

export const localPolicy: PolicyKind<"local", never> = {
  name: "local",
  label: "all on their devices",
  options: {},
  make: () => baseline("local"),
};
