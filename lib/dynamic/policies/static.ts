import type { PolicyKind } from "./policy.js";
import { pricing } from "./pricing.js";

export const staticPolicy: PolicyKind<"static", never> = {
  name: "static",
  label: "each request by itself, at the price of the first slot",
  options: {},
  style: 4,
  make: () => pricing({ gain: 0 }),
};
