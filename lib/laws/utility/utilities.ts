/** Every utility: types, files, messages, the command line and tests read this list. */
import { InputError } from "../../input/errors.js";
import { alternatives, show } from "../../input/validation.js";
import { linear } from "./linear.js";
import { logarithmic } from "./logarithmic.js";
import type { UtilityLaw } from "./utility-law.js";

/** The default first. */
const utilities = [linear, logarithmic] as const;

/** The utilities, the default first. */
export const UTILITIES: readonly UtilityLaw<UtilityName>[] = utilities;

/** `kind` of a utility in {@link UTILITIES}. */
export type UtilityName = (typeof utilities)[number]["kind"];

/** The utility of that name. @throws InputError if there is none. */
export function utilityLaw(kind: UtilityName): UtilityLaw {
  const law = UTILITIES.find((one) => one.kind === kind);
  if (law) return law;
  const known = alternatives(UTILITIES.map((one) => one.kind));
  throw new InputError(`utility: must be ${known}, not ${show(kind)}`);
}
