import type { PolicyKind } from "./policy.js";
import { pricing } from "./pricing.js";

export const pricePolicy: PolicyKind<"price", never> = {
  name: "price",
  label: "each request by itself, at a price that moves with the demand",
  options: {},
  style: 1,
  make: () => pricing(),
};
