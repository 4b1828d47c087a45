/** Every utility: types, files, messages, the command line and tests read this list. */
import { linear } from "./linear.js";
import { logarithmic } from "./logarithmic.js";
import type { UtilityLaw } from "./utility-law.js";

/** The default first. */
const utilities = [linear, logarithmic] as const;

/** The utilities, the default first. */
export const UTILITIES: readonly UtilityLaw<UtilityName>[] = utilities;

/** `kind` of a utility in {@link UTILITIES}. */
export type UtilityName = (typeof utilities)[number]["kind"];

/** The utility of that name. */
export function utilityLaw(kind: UtilityName): UtilityLaw {
  return UTILITIES.find((law) => law.kind === kind)!;
}
