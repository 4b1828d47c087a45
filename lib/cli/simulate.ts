import { type Command, InvalidArgumentError } from "commander";
import { PATTERNS } from "../dynamic/arrivals.js";
import { readArrivalsCsv } from "../dynamic/arrivals-csv.js";
import { clairvoyant } from "../dynamic/clairvoyant.js";
import { oracleBound } from "../dynamic/oracle.js";
import { type Outcomes, outcomes } from "../dynamic/outcomes.js";
import {
  makePolicy,
  POLICIES,
  POLICY_OPTIONS,
  type PolicyName,
  type PolicyOptions,
} from "../dynamic/policies/policies.js";
import type { PolicyKind } from "../dynamic/policies/policy.js";
import { simulate } from "../dynamic/simulate.js";
import { CHANNELS, decisionSlot, makeWorld, type World, type WorldOptions } from "../dynamic/world.js";
import { InputError, nameShown } from "../input/errors.js";
import { problemOf } from "../model/problem.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import type { Weights } from "../scenario/types.js";
import { notAbove } from "../solver/certificate/bound.js";
import { assertFeasible } from "../solver/infeasible.js";
import { about, readText } from "./files.js";
import type { Io } from "./io.js";
import { number, oneOf, refuseWithoutEffect, seedOption, weightsOption, whole, withJson } from "./options.js";
import { progressLine } from "./progress.js";
import { readColumns, solving } from "./scenario-file.js";
import { aligned, figure, jsonText, percent } from "./text.js";

const USERS = 30;
const MOST_SLOTS = 1e6;

const kinds: readonly PolicyKind<PolicyName>[] = POLICIES;
const names = kinds.map(({ name }) => name);
const seeded = kinds.filter((policy) => policy.seeded).map(({ name }) => name);
const [USUAL] = POLICIES;

interface Options extends PolicyOptions {
  readonly policy?: PolicyName;
  readonly slots?: number;
  readonly slotSeconds?: number;
  readonly users?: number;
  readonly weights?: Partial<Weights>;
  readonly arrivals?: string;
  readonly rate?: number;
  readonly diurnal?: number;
  readonly channel?: (typeof CHANNELS)[number];
  readonly tenants?: boolean;
  readonly outage?: { readonly from: number; readonly until: number; readonly left: number };
  readonly dropCost?: number;
  readonly ignoreDeadlines?: boolean;
  readonly bound?: boolean;
  readonly json?: boolean;
}

export function addSimulate(command: Command, io: Io): void {
  command
    .description(
      "Simulates slots in which the users of a scenario send requests, channels and capacity vary, and a policy decides " +
        "who starts where; tells what came of it, a bound that no policy can beat, and a plan that knows the future.",
    )
    .argument("[FILE]", `the scenario (JSON), whose capacity is that of a slot; without it ${USERS} generated users`)
    .option("--policy <NAME>", `${names.join(", ")} (default ${USUAL.name})`, oneOf(names))
    .option("--slots <K>", "number of slots (default 60, or as many as a trace needs)", whole(1, MOST_SLOTS))
    .option("--slot-seconds <S>", "length of a slot (default 1)", positive)
    .addOption(seedOption(`seed of arrivals, channels, capacity and of ${seeded.join(", ")} (default 0)`))
    .option("--users <N>", "without FILE: so many generated users", whole(1, 2 ** 32 - 1))
    .addOption(weightsOption())
    .option("--arrivals <NAME|FILE.csv>", `${PATTERNS.join(" (default), ")}, or a trace with the columns time,user`)
    .option("--rate <X>", "mean requests a second of all users (default one a user and slot)", number(0))
    .option("--diurnal <X>", "how far the rate swings over the simulation, 0 to 1 (default 0)", number(0, 1))
    .option("--channel <NAME>", "fixed (default with FILE) or mobile: users walk (default without)", oneOf(CHANNELS))
    .option("--tenants", "other tenants take parts of the server now and then")
    .option("--outage <FROM:UNTIL:LEFT>", "from slot FROM until before UNTIL only the part LEFT of the server", outage)
    .option("--drop-cost <X>", "what a request costs that is not served", number(0))
    .option("--ignore-deadlines", "the policy takes no deadline into account")
    .option("--no-bound", "leave out the bound and the plan that knows the future")
    .action((file: string | undefined, options: Options) => run(io, file, options));
  for (const { name, option, policies } of POLICY_OPTIONS) {
    const about = `of ${policies.join(", ")}: ${option.description} [${option.unit}] (default ${option.default})`;
    command.option(`${flagOf(name)} <${option.symbol}>`, about, option.positive ? positive : number(0));
  }
  withJson(command).addHelpText(
    "after",
    `
Policies:
${kinds.map(({ name, label }) => `  ${name.padEnd(10)}${label}`).join("\n")}

Examples:
  edgesteps simulate data/scenarios/campus-30.json --policy warm --slots 100 --seed 1
  edgesteps simulate --users 50 --policy price --arrivals bursty --tenants --json
  edgesteps simulate data/scenarios/campus-30.json --arrivals trace.csv --policy exact

With --json the bound can be checked: it stores a price for each slot and all
that the world is made from, and edgesteps check reads them.

A trace has a header time,user and a line for each request: seconds from the
beginning, and the id of a user of the scenario. lib/MODEL.md §10 defines the world.`,
  );
}

function run(io: Io, file: string | undefined, options: Options): void {
  const { policy: name = USUAL.name, json = false, ignoreDeadlines = false } = options;
  for (const { name: option, policies } of POLICY_OPTIONS) {
    if (options[option] !== undefined && !policies.includes(name)) {
      throw new InputError(`${flagOf(option)}: only --policy ${policies.join(", ")} has it`);
    }
  }
  const { scenario } = readColumns(file, file === undefined ? { users: USERS, ...options } : options);
  const progress = progressLine(io);
  const source = file ?? "generated users";
  const { seed = 0 } = options;
  const worldOptions = worldOptionsOf(file, scenario, options);
  const world = makeWorld(scenario, worldOptions, seed);
  const { tenants, outage } = options;
  refuseWithoutEffect([
    {
      flag: "--seed",
      value: options.seed,
      effect:
        typeof (file === undefined ? (options.users ?? USERS) : options.users) === "number" ||
        !Array.isArray(worldOptions.arrivals) ||
        worldOptions.channel === "mobile" ||
        tenants === true ||
        seeded.includes(name),
      needs: `generated users, arrivals that are drawn, --channel mobile, --tenants or --policy ${seeded.join(", ")}`,
    },
    {
      flag: "--outage",
      value: outage,
      effect: outage !== undefined && outage.from < world.slots,
      needs: `to begin before the last of ${world.slots} slots ends`,
    },
  ]);
  const { result, bound } = solving(io, source, json, () => {
    if (world.channel === null) assertFeasible(problemOf(unlimited(scenario)));
    const policy = makePolicy(name, world, options);
    const onSlot = ({ slot }: { readonly slot: number }): void => progress.show(`slot ${slot + 1} of ${world.slots}`);
    const result = outcomes(simulate(world, policy, { ignoreDeadlines, onSlot }));
    const bound = options.bound === false ? null : boundsOf(world, result.objective, progress.show);
    return { result, bound };
  });
  progress.clear();
  const made = { scenarioHash: scenarioHash(scenario), seed, ...worldOptions };
  io.stdout.write(json ? jsonText(answer(name, result, bound, made)) : summary(name, world, result, bound));
}

/** Between which the best possible objective lies, and the prices that show the lower end. */
interface Bounds {
  readonly lowerBound: number;
  readonly clairvoyant: number;
  readonly prices: Float64Array;
}

function boundsOf(world: World, objective: number, show: (text: string) => void): Bounds {
  const oracle = oracleBound(world, (done) => show(`bound: ${Math.round(100 * done)} %`));
  const plan = outcomes(simulate(world, clairvoyant(world, oracle)));
  const { lowerBound, prices } = oracle;
  return {
    lowerBound: notAbove(objective, lowerBound, Math.abs(lowerBound)),
    clairvoyant: plan.objective,
    prices,
  };
}

/** Who does not fit into one slot may wait, but who has no open place at all can't be served. */
function unlimited(scenario: ScenarioColumns): ScenarioColumns {
  return { ...scenario, edge: { ...scenario.edge, stepCapacity: null } };
}

function answer(policy: PolicyName, result: Outcomes, bounds: Bounds | null, world: object): object {
  const { requests, objective, ...rest } = result;
  const { lowerBound: bound, clairvoyant, prices } = bounds ?? { lowerBound: null, clairvoyant: null, prices: null };
  return { policy, requests, objective, bound, clairvoyant, ...rest, prices: prices && [...prices], world };
}

/** What the world is made from, as `check` reads it. */
function worldOptionsOf(file: string | undefined, scenario: ScenarioColumns, options: Options): WorldOptions {
  const { slotSeconds = 1, arrivals = "poisson", rate, diurnal, tenants, outage, dropCost } = options;
  const { channel = file === undefined ? "mobile" : "fixed" } = options;
  const base = {
    slotSeconds,
    channel,
    capacity: { ...(tenants && { tenants }), ...(outage !== undefined && { outage }) },
    ...(dropCost !== undefined && { dropCost }),
  } satisfies WorldOptions;
  if (!PATTERNS.some((pattern) => pattern === arrivals)) {
    if (rate !== undefined || diurnal !== undefined) {
      throw new InputError(
        `--arrivals ${arrivals}: is a trace, which has its own rate; leave --rate and --diurnal out`,
      );
    }
    return traceOptions(scenario, arrivals, base, options);
  }
  const drawn = {
    pattern: arrivals as (typeof PATTERNS)[number],
    ...(rate !== undefined && { rate }),
    ...(diurnal !== undefined && { diurnal }),
  };
  return { ...base, slots: options.slots ?? 60, arrivals: drawn };
}

/** As many slots as the last request needs to be decided, unless they are given. */
function traceOptions(scenario: ScenarioColumns, path: string, base: WorldOptions, { slots }: Options): WorldOptions {
  const { users } = scenario;
  const { slotSeconds = 1 } = base;
  const ids = Array.from({ length: users.count }, (_, n) => users.id(n));
  const text = readText(path);
  const end = ((slots ?? MOST_SLOTS) - 1) * slotSeconds;
  const arrivals = about(path, () => readArrivalsCsv(text, ids, end));
  const needed = decisionSlot(arrivals.at(-1)!.time, slotSeconds) + 1;
  return { ...base, slots: slots ?? needed, arrivals };
}

function summary(policy: PolicyName, world: World, result: Outcomes, bounds: Bounds | null): string {
  const { requests, objective, latency, energy, capacity, offloadedShare, switches } = result;
  const { arrived, served, late, dropped, inFlight } = requests;
  const seconds = (x: number | null): string => (x === null ? "none" : `${figure(x, 4)} s`);
  return aligned(
    [
      ["scenario", `${nameShown(world.scenario.name) || "without a name"}, ${world.scenario.users.count} users`],
      ["policy", `${policy}, ${world.slots} slots of ${figure(world.slotSeconds)} s`],
      ["requests", `${arrived}: ${served} served, ${late} late, ${dropped} dropped, ${inFlight} in flight at the end`],
      ["objective", figure(objective, 9)],
      ...(bounds === null
        ? []
        : [
            ["bound", `${figure(bounds.lowerBound, 9)}, which no policy can beat`],
            ["clairvoyant", `${figure(bounds.clairvoyant, 9)}, by a plan that knows the future`],
          ]),
      ["latency", `p50 ${seconds(latency.p50)}, p95 ${seconds(latency.p95)}, p99 ${seconds(latency.p99)}`],
      ["energy", `${figure(energy.total)} J in all, ${figure(energy.device)} J from batteries`],
      ["offloaded", `${percent(offloadedShare)} of those who started; ${switches} switches of place`],
      [
        "capacity",
        capacity.peakUse === null
          ? "unlimited"
          : `${percent(capacity.peakUse)} used at most, exceeded in ${capacity.violations} slots`,
      ],
    ],
    true,
  );
}

/** E.g. `--energy-budget`. */
function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function positive(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new InvalidArgumentError("It must be a finite number > 0.");
}

function outage(text: string): { from: number; until: number; left: number } {
  const [from, until, left, ...rest] = text.split(":").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const right =
    rest.length === 0 &&
    Number.isInteger(from) &&
    Number.isInteger(until) &&
    from! >= 0 &&
    until! > from! &&
    left! >= 0;
  if (right && left! <= 1) return { from: from!, until: until!, left: left! };
  throw new InvalidArgumentError("It must be FROM:UNTIL:LEFT with whole slots 0 <= FROM < UNTIL and LEFT from 0 to 1.");
}
