import { rounded } from "../rounding.js";
import type { Iterated, Method } from "./method.js";
import { baseline, deviceClosed } from "./places.js";

/** Everyone on the device, or at the edge if it is closed. */
export const local: Method<"local", Iterated> = {
  name: "local",
  label: "All local",
  remark: "",
  options: [],
  proves: false,
  random: false,
  style: 5,
  run: (problem) => baseline(rounded(problem, deviceClosed(problem)).plan),
};
