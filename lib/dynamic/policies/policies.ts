/** The policies (MODEL.md §10). */
import { nonNegative } from "../../input/checks.js";
import { InputError } from "../../input/errors.js";
import type { World } from "../world.js";
import { edgePolicy } from "./edge.js";
import { exactPolicy } from "./exact.js";
import { greedyPolicy } from "./greedy.js";
import { localPolicy } from "./local.js";
import { lyapunovPolicy } from "./lyapunov.js";
import type { Policy, PolicyKind, PolicyOption } from "./policy.js";
import { pricePolicy } from "./price.js";
import { randomPolicy } from "./random.js";
import { scaPolicy } from "./sca.js";
import { staticPolicy } from "./static.js";
import { warmPolicy } from "./warm.js";

/** The first is the one to take where none is named. */
export const POLICIES = [
  scaPolicy,
  warmPolicy,
  exactPolicy,
  pricePolicy,
  lyapunovPolicy,
  staticPolicy,
  localPolicy,
  edgePolicy,
  randomPolicy,
  greedyPolicy,
] as const;

/** `name` of a policy in {@link POLICIES}. */
export type PolicyName = (typeof POLICIES)[number]["name"];

type OptionsOf<Kind> = Kind extends { readonly options: infer Options } ? keyof Options : never;
/** Name of an option of some policy. */
export type PolicyOptionName = OptionsOf<(typeof POLICIES)[number]>;

/** Defaults and ranges are those of the policy's object; what means nothing to it is left alone. */
export type PolicyOptions = {
  /** Of a policy that draws at random, a whole number in 0 … 2³² − 1; default 0. */
  readonly seed?: number;
} & { readonly [Name in PolicyOptionName]?: number };

/** Each option of a policy once, with the policies to which it means something. */
export const POLICY_OPTIONS: readonly {
  readonly name: PolicyOptionName;
  readonly option: PolicyOption;
  readonly policies: readonly PolicyName[];
}[] = [...new Map(POLICIES.flatMap(({ options }) => Object.entries<PolicyOption>(options)))].map(([name, option]) => ({
  name: name as PolicyOptionName,
  option,
  policies: POLICIES.filter(({ options }) => name in options).map((policy) => policy.name),
}));

/**
 * A policy that has not seen anything yet.
 * @throws InputError for an option out of range.
 */
export function makePolicy(name: PolicyName, world: World, { seed = 0, ...given }: PolicyOptions = {}): Policy {
  const kind: PolicyKind = POLICIES.find((policy) => policy.name === name)!;
  const options = Object.entries(kind.options).map(([option, { unit, positive, default: usual }]) => {
    const value = given[option as PolicyOptionName] ?? usual;
    if (!positive) nonNegative(option, value);
    else if (!(value > 0 && value < Infinity)) {
      throw new InputError(`${option}: must be a finite number > 0 [${unit}], not ${value}`);
    }
    return [option, value] as const;
  });
  return kind.make(world, Object.fromEntries(options), seed);
}
