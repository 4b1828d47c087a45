/** Every relaxation: the command line, sweeps, checks, studies and tests read this list. */
import { namesOf, oneOf } from "../../input/checks.js";
import { bigM } from "./big-m.js";
import { perspective } from "./perspective.js";
import type { Relaxation } from "./relaxation.js";

/** The default first. */
const relaxations = [perspective, bigM] as const;

/** The relaxations, the default first. */
export const RELAXATIONS: readonly Relaxation<RelaxationName>[] = relaxations;

/** `name` of a relaxation in {@link RELAXATIONS}. */
export type RelaxationName = (typeof relaxations)[number]["name"];

/** The relaxation of that name. @throws InputError if there is none in {@link RELAXATIONS}. */
export function relaxationOf(name: string): Relaxation<RelaxationName> {
  oneOf("relaxation", name, namesOf(RELAXATIONS));
  return RELAXATIONS.find((relaxation) => relaxation.name === name)!;
}
