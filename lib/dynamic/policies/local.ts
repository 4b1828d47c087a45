import { baseline } from "./planning.js";
import type { PolicyKind } from "./policy.js";

export const localPolicy: PolicyKind<"local", never> = {
  name: "local",
  label: "everyone on the device",
  options: {},
  style: 5,
  make: () => baseline("local"),
};
