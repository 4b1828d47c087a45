/** What `simulate --json` says of its bound, recomputed from the slot prices that it stores (MODEL.md §10). */
import * as v from "valibot";
import { PATTERNS } from "../dynamic/arrivals.js";
import { enumeratedBound } from "../dynamic/enumerated-bound.js";
import { CHANNELS, makeWorld, type WorldOptions } from "../dynamic/world.js";
import { InputError, nameShown } from "../input/errors.js";
import { finite, validate } from "../input/validation.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import { notAbove } from "../solver/certificate/bound.js";
import { CommandFailure } from "./failure.js";
import { about } from "./files.js";
import { type Io, print } from "./io.js";
import { aligned, figure, jsonParts } from "./text.js";

/** Whether a JSON value is what `simulate --json` wrote, rather than a plan. */
export function isSimulation(value: unknown): boolean {
  return typeof value === "object" && value !== null && "world" in value && ("policy" in value || "policies" in value);
}

/** Told on `io` as `check` tells of a plan. @throws CommandFailure (1) if a claim does not hold. */
export function checkSimulation(
  io: Io,
  scenario: ScenarioColumns,
  value: unknown,
  { file, simulationFile, json }: { readonly file: string; readonly simulationFile: string; readonly json: boolean },
): void {
  const report = about(simulationFile, () => check(scenario, value));
  print(io.stdout, json ? jsonParts(report) : [summary(report)]);
  const { flaws, sameScenario } = report;
  const note = sameScenario ? "" : `; it was made for another scenario than ${file}, or with other weights`;
  if (flaws.length > 0) {
    throw new CommandFailure(
      1,
      flaws.map((flaw) => `${simulationFile}: ${flaw}${note}`),
    );
  }
}

interface Report {
  /** D at the stated prices, by listing every choice. */
  readonly bound: number;
  readonly statedBound: number;
  /** What rounding can explain [objective unit]. */
  readonly margin: number;
  /** Claims that do not hold, a sentence each. */
  readonly flaws: readonly string[];
  readonly scenarioHash: string;
  /** Whether the simulation was made for this scenario. */
  readonly sameScenario: boolean;
}

const number = finite("a finite number");
const atLeast0 = finite("a finite number >= 0", (x) => x >= 0);
const text = v.string("a text");
const arrival = v.object(
  {
    time: number,
    user: number,
    service: v.exactOptional(text),
    deadline: v.exactOptional(number),
    maxSteps: v.exactOptional(number),
  },
  "an object with time and user",
);
const drawn = v.object({
  pattern: v.optional(v.picklist(PATTERNS)),
  rate: v.optional(number),
  diurnal: v.optional(number),
  quiet: v.optional(number),
});
const capacity = v.object({
  tenants: v.optional(v.boolean()),
  outage: v.optional(v.object({ from: number, until: number, left: number })),
});
const simulationSchema = v.object({
  objective: v.exactOptional(number),
  policies: v.exactOptional(v.array(v.object({ policy: text, objective: number }), "a list of policies")),
  bound: v.nullable(number),
  clairvoyant: v.nullable(number),
  prices: v.nullable(v.array(atLeast0, "a list of numbers >= 0 [1/step], one a slot")),
  world: v.object(
    {
      scenarioHash: text,
      seed: number,
      slots: number,
      slotSeconds: number,
      arrivals: v.union([v.array(arrival), drawn], "what requests are drawn from, or a list of them"),
      channel: v.picklist(CHANNELS),
      capacity,
      dropCost: v.optional(number),
    },
    "what the world is made from",
  ),
});

/** @throws InputError if `value` is not what `simulate --json` writes, or has no bound. */
function check(scenario: ScenarioColumns, value: unknown): Report {
  const simulation = validate(simulationSchema, value, "simulation");
  const { bound, clairvoyant, prices, world: made } = simulation;
  if (bound === null || prices === null) {
    throw new InputError("bound: null; there is nothing to check after simulate --no-bound");
  }
  const { scenarioHash: madeFor, seed, ...options } = made;
  const world = makeWorld(scenario, options as WorldOptions, seed);
  if (prices.length !== world.slots) {
    throw new InputError(`prices: must be ${world.slots}, one a slot, not ${prices.length}`);
  }
  const { value: recomputed, margin } = enumeratedBound(world, prices);
  if (!(Number.isFinite(recomputed) && Number.isFinite(margin)))
    throw new InputError("prices: are too large for a bound");
  const flaws: string[] = [];
  const objectives = objectivesOf(simulation);
  // simulate brings a bound that rounding put above the least objective down to it
  const told = notAbove(Math.min(...objectives.values()), recomputed, Math.abs(recomputed));
  if (!(Math.abs(bound - recomputed) <= margin || Math.abs(bound - told) <= margin)) {
    flaws.push(`bound: is ${bound}, but recomputed from the prices it is ${recomputed}, give or take ${margin}`);
  }
  for (const [path, objective] of objectives) {
    if (objective < recomputed - margin) flaws.push(`${path}: is ${objective}, below the bound of ${recomputed}`);
  }
  if (clairvoyant !== null && clairvoyant < recomputed - margin) {
    flaws.push(`clairvoyant: is ${clairvoyant}, below the bound of ${recomputed}`);
  }
  const hash = scenarioHash(scenario);
  const sameScenario = hash === madeFor;
  if (!sameScenario) flaws.push(`world.scenarioHash: is ${nameShown(madeFor)}, but the scenario's is ${hash}`);
  return { bound: recomputed, statedBound: bound, margin, flaws, scenarioHash: hash, sameScenario };
}

/** What each policy came to, by its path. @throws InputError if there is none. */
function objectivesOf({ objective, policies = [] }: v.InferOutput<typeof simulationSchema>): Map<string, number> {
  const several = policies.map((one, i) => [`policies[${i}].objective`, one.objective] as const);
  const all = objective === undefined ? several : [["objective", objective] as const];
  if (all.length === 0) throw new InputError("objective: missing; must be a finite number");
  return new Map(all);
}

function summary({ bound, statedBound, margin, flaws }: Report): string {
  const holds = flaws.length === 0;
  const rows = [
    ["bound", `${figure(bound, 12)}${holds ? ", as the simulation says" : `; the simulation says ${statedBound}`}`],
    ["margin", `${figure(margin, 3)}, which rounding can explain`],
    ["not checked", "the objective and the clairvoyant plan, but that neither is below the bound"],
  ];
  return aligned(rows, true) + flaws.map((flaw) => `does not hold: ${flaw}\n`).join("");
}
