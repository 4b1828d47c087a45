import { baseline } from "./planning.js";
import type { PolicyKind } from "./policy.js";

export const randomPolicy: PolicyKind<"random", never> = {
  name: "random",
  label: "places at random",
  options: {},
  seeded: true,
  make: (_world, _options, seed) => baseline("random", seed),
};
