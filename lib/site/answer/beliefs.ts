/** What a user may believe its error to be, and what fewer steps are: named as in a page's address. */
import { ERROR_LAWS, type ErrorLawName } from "../../laws/error/error-laws.js";

/** Its own law, one that is fitted to what is measured, or that itself, point by point. */
export type Law = "own" | ErrorLawName | "measured";
export const LAWS: readonly Law[] = [
  "own",
  ...ERROR_LAWS.filter(({ fit }) => fit !== undefined).map(({ kind }) => kind),
  "measured",
];

/** Larger ones, or a run that is stopped. */
export const SENSES = ["coarse", "early"] as const;
export type Sense = (typeof SENSES)[number];

/** Samples behind each measured error. */
export const SAMPLES = 16;
