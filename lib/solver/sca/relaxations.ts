/** Every relaxation: options, the command line, studies and tests read this list. */
import { bigM } from "./big-m.js";
import { perspective } from "./perspective.js";
import type { Relaxation } from "./relaxation.js";

/** The default first. */
const relaxations = [perspective, bigM] as const;

/** The relaxations, the default first. */
export const RELAXATIONS: readonly Relaxation<RelaxationName>[] = relaxations;

/** `name` of a relaxation in {@link RELAXATIONS}. */
export type RelaxationName = (typeof relaxations)[number]["name"];

/** The relaxation of that name. */
export function relaxationOf(name: RelaxationName = RELAXATIONS[0]!.name): Relaxation<RelaxationName> {
  return RELAXATIONS.find((relaxation) => relaxation.name === name)!;
}
