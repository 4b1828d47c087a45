import type { Weights } from "../../scenario/types.js";

/** The weights as figures write them, in the order in which figures show them. */
export const WEIGHT_SYMBOLS: Readonly<Record<keyof Weights, string>> = {
  time: "<i>c</i><sub>1</sub> (time)",
  error: "<i>c</i><sub>2</sub> (error)",
  energy: "<i>c</i><sub>3</sub> (energy)",
  localUtility: "<i>w</i><sub>1</sub> (device)",
  edgeUtility: "<i>w</i><sub>2</sub> (edge)",
};
