/** Every method: types, options, the command line, comparisons, charts and tests read this list. */
import { edge } from "./edge.js";
import { exact } from "./exact.js";
import { greedy } from "./greedy.js";
import { local } from "./local.js";
import type { Iterated, Method } from "./method.js";
import { random } from "./random.js";
import { randomInit } from "./random-init.js";
import { sca } from "./sca.js";

/** The default first. */
const methods = [sca, exact, local, edge, random, randomInit, greedy] as const;

/** The methods and baselines, the default first. */
export const METHODS: readonly Method<MethodName, Iterated>[] = methods;

/** `name` of a method in {@link METHODS}. */
export type MethodName = (typeof methods)[number]["name"];

/** What a method's solution says beyond plan and certificate. */
export type DetailsOf<Name extends MethodName> =
  Extract<(typeof methods)[number], { readonly name: Name }> extends Method<Name, infer Details> ? Details : never;

/** The method of that name. */
export function methodOf(name: MethodName = METHODS[0]!.name): Method<MethodName, Iterated> {
  return METHODS.find((method) => method.name === name)!;
}
