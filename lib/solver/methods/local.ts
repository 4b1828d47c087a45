import { rounded } from "../rounding.js";
import type { Iterated, Method } from "./method.js";
import { BASELINE, baseline, deviceClosed } from "./places.js";

/** Everyone on the device, or at the edge if it is closed. */
export const local: Method<"local", Iterated> = {
  name: "local",
  label: "All local",
  ...BASELINE,
  style: 5,
  run: (problem) => baseline(rounded(problem, deviceClosed(problem)).plan),
};
