/** Options of `solve`, `simulate` and `generate` that a sweep can set, with their ranges. */
import * as v from "valibot";
import { PATTERNS } from "../dynamic/arrivals.js";
import { POLICY_OPTIONS } from "../dynamic/policies/policies.js";
import { CHANNELS, LONGEST_SLOT, MOST_SLOTS, SHORTEST_SLOT } from "../dynamic/world.js";
import { namesOf } from "../input/checks.js";
import { alternatives, fieldMessage, finite } from "../input/validation.js";
import { MOST_GENERATED } from "../population/generate.js";
import { ERROR_CHOICES } from "../population/options.js";
import { GPUS, SERVICES } from "../population/preset.js";
import { presets } from "../population/presets.js";
import { MOST_STEPS } from "../scenario/range.js";
import { RELAXATIONS } from "../solver/sca/relaxations.js";
import { STARTS } from "../solver/sca/starts.js";
import { type Entries, SCENARIO } from "./paths.js";

/** An object of these fields, of which some may be left out. */
export function object(needed: Entries, optional: Entries): v.GenericSchema {
  const left = Object.fromEntries(Object.entries(optional).map(([name, schema]) => [name, v.exactOptional(schema)]));
  const fields = v.strictObject({ ...needed, ...left }, fieldMessage({ ...needed, ...optional }));
  return v.pipe(fields, v.description("an object"));
}

/** An object of some of these fields. */
export const some = (entries: Entries): v.GenericSchema => object({}, entries);

const ranged = (range: string, unit: string, holds: (x: number) => boolean) =>
  finite(`a finite number ${range} [${unit}]`, holds);
const atLeast0 = (unit: string) => ranged(">= 0", unit, (x) => x >= 0);
const share = ranged("from 0 to 1", "1", (x) => x >= 0 && x <= 1);
const flag = v.pipe(v.boolean("true or false"), v.description("true or false"));

/** A whole number in a range, without end by default. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER, unit = "1"): v.GenericSchema<number> {
  const range = most === Number.MAX_SAFE_INTEGER ? `>= ${least}` : `from ${least} to ${most}`;
  return finite(`a whole number ${range} [${unit}]`, (x) => Number.isSafeInteger(x) && x >= least && x <= most);
}

/** One of these names. */
export function nameOf<Name extends string>(names: readonly Name[]): v.GenericSchema<Name> {
  return v.pipe(v.picklist(names, alternatives(names)), v.description(alternatives(names)));
}

/** Of `solve`; τ also as a multiple of its default. Neither seconds nor the seed: they are no part of a question. */
export const SOLVE: Entries = {
  relaxation: nameOf(namesOf(RELAXATIONS)),
  penalty: atLeast0("1"),
  penaltyFactor: atLeast0("1"),
  continuation: flag,
  start: nameOf(STARTS),
  iterationLimit: whole(1),
  stateLimit: whole(1),
};

/** Of a world and its policy. */
export const SIMULATE: Entries = {
  slots: whole(1, MOST_SLOTS),
  slotSeconds: ranged(`from ${SHORTEST_SLOT} to ${LONGEST_SLOT}`, "s", (x) => x >= SHORTEST_SLOT && x <= LONGEST_SLOT),
  pattern: nameOf(PATTERNS),
  rate: atLeast0("1/s"),
  diurnal: share,
  quiet: whole(0),
  channel: nameOf(CHANNELS),
  tenants: flag,
  outage: some({ from: whole(0), until: whole(1), left: share }),
  dropCost: atLeast0("1"),
  ignoreDeadlines: flag,
  ...Object.fromEntries(
    POLICY_OPTIONS.map(({ name, option: { positive, unit } }) => [
      name,
      positive ? ranged("> 0", unit, (x) => x > 0) : atLeast0(unit),
    ]),
  ),
};

const shares = (names: readonly string[]) => some(Object.fromEntries(names.map((name) => [name, atLeast0("1")])));
const devices = Object.values(presets.services).flatMap((service) => service.devices.map(({ device }) => device));
const oneService = nameOf(SERVICES);
const mix = shares(SERVICES);
const alike = v.pipe(
  v.array(oneService),
  v.transform((names) => Object.fromEntries(names.map((name) => [name, 1]))),
);
const capacity = "a whole number >= 0 [steps], or null for unlimited";

/** Of `generate`; weights and utility are fields of the scenario. */
export const POPULATION: Entries = {
  users: whole(1, MOST_GENERATED),
  // told apart by what is given, so that messages name what is wrong inside; paths lead into either
  services: Object.assign(
    v.lazy((value): v.GenericSchema => (Array.isArray(value) ? alike : typeof value === "object" ? mix : oneService)),
    { options: [oneService, mix] },
  ),
  devices: shares(devices),
  gpu: nameOf(GPUS),
  stepCapacity: v.pipe(v.union([v.null(), whole(0)], capacity), v.description(capacity)),
  edgeMaxSteps: whole(0, MOST_STEPS, "steps"),
  deviceMaxSteps: whole(0, MOST_STEPS, "steps"),
  deadlineShare: share,
  batteryShare: share,
  floorShare: share,
  split: flag,
  errorKind: nameOf(ERROR_CHOICES),
};

/** What a plan says of its population. */
export const population = some({
  ...POPULATION,
  name: SCENARIO.scenario["name"]!,
  utility: SCENARIO.scenario["utility"]!,
  weights: some((SCENARIO.scenario["weights"] as unknown as { readonly entries: Entries }).entries),
});
