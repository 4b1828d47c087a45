import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { PATTERNS } from "../dynamic/arrivals.js";
import { readArrivalsCsv } from "../dynamic/arrivals-csv.js";
import { clairvoyant } from "../dynamic/clairvoyant.js";
import { oracleBound } from "../dynamic/oracle.js";
import { outcomes } from "../dynamic/outcomes.js";
import {
  makePolicy,
  POLICIES,
  POLICY_OPTIONS,
  type PolicyName,
  type PolicyOptions,
} from "../dynamic/policies/policies.js";
import type { PolicyKind } from "../dynamic/policies/policy.js";
import { simulate } from "../dynamic/simulate.js";
import { TIME_UNITS, type TimeUnit } from "../dynamic/trace-time.js";
import {
  assertServable,
  CHANNELS,
  decisionSlot,
  LONGEST_SLOT,
  MOST_SLOTS,
  makeWorld,
  SHORTEST_SLOT,
  type Traffic,
  type World,
  type WorldOptions,
} from "../dynamic/world.js";
import { writeAside, writeTogether } from "../files/write-aside.js";
import { decimal, namesOf } from "../input/checks.js";
import { InputError, nameShown, printable } from "../input/errors.js";
import { toCsv } from "../report/csv.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import type { Weights } from "../scenario/types.js";
import { SERVERS_METHODS, type ServersMethodName } from "../servers/methods.js";
import { notAbove } from "../solver/certificate/bound.js";
import type { Assignments } from "../sweep/set-fields.js";
import { about, checkFolder, checkTarget, readText, refuseOverwriting } from "./files.js";
import { type Io, print } from "./io.js";
import {
  flagOf,
  listOf,
  number,
  oneOf,
  positive,
  refuseWithoutEffect,
  seedOption,
  setOption,
  usersOption,
  weightsOption,
  whole,
  withJson,
} from "./options.js";
import { progressLine } from "./progress.js";
import { readColumnsOrServers, type Source, solving } from "./scenario-file.js";
import { beforeServers, generatedServers } from "./simulate-servers.js";
import type { Before, Bounds, Simulated } from "./simulated.js";
import { policiesTable, requestsTable, slotsTable } from "./simulation-tables.js";
import { aligned, figure, jsonParts, percent } from "./text.js";

const USERS = 30;
/** Columns of a trace that are told by name. */
const MOST_TOLD = 10;

const kinds: readonly PolicyKind<PolicyName>[] = POLICIES;
const names = kinds.map(({ name }) => name);
const seeded = kinds.filter((policy) => policy.seeded).map(({ name }) => name);
const [USUAL] = POLICIES;
const severalNames = namesOf(SERVERS_METHODS);

interface Options extends PolicyOptions {
  readonly policy?: readonly (PolicyName | ServersMethodName)[];
  readonly slots?: number;
  readonly slotSeconds?: number;
  readonly users?: number | string;
  readonly servers?: number;
  readonly handover: boolean;
  readonly weights?: Partial<Weights>;
  readonly set?: Assignments;
  readonly arrivals?: string;
  readonly timeColumn?: string;
  readonly userColumn?: string;
  readonly timeUnit?: TimeUnit;
  readonly rate?: number;
  readonly diurnal?: number;
  readonly channel?: (typeof CHANNELS)[number];
  readonly tenants?: boolean;
  readonly outage?: { readonly from: number; readonly until: number; readonly left: number };
  readonly dropCost?: number;
  readonly ignoreDeadlines?: boolean;
  readonly bound?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

export function addSimulate(command: Command, io: Io): void {
  command
    .description(
      "Simulates slots in which the users of a scenario send requests, channels and capacity vary, and a policy decides " +
        "who starts where; tells what came of it, a bound that no policy can beat, and a plan that knows the future.",
    )
    .argument("[FILE]", `the scenario (JSON), whose capacity is that of a slot; without it ${USERS} generated users`)
    .option(
      "--policy <LIST>",
      `${names.join(", ")} (default ${USUAL.name}); of several servers ${severalNames.join(", ")} (default ${severalNames[0]}); several side by side`,
      listOf([...new Set([...names, ...severalNames])]),
    )
    .option("--slots <K>", "number of slots (default 60, or as many as a trace needs)", whole(1, MOST_SLOTS))
    .option("--slot-seconds <S>", "length of a slot (default 1)", number(SHORTEST_SLOT, LONGEST_SLOT))
    .addOption(seedOption(`seed of arrivals, channels, capacity and of ${seeded.join(", ")} (default 0)`))
    .addOption(usersOption())
    .option("--servers <M>", "before so many servers that the generated users may reach, each with a cell", whole(1))
    .option("--no-handover", "each user keeps the server with the fastest uplink at its first request")
    .addOption(weightsOption())
    .addOption(setOption())
    .option("--arrivals <NAME|FILE.csv>", `${PATTERNS.join(" (default), ")}, or a trace with the columns time,user`)
    .option("--time-column <NAME>", "column of a trace's times (default time)")
    .option("--user-column <NAME>", "column of the ids of its users (default user)")
    .option(
      "--time-unit <NAME>",
      `a trace's times are timestamps, the first of which is 0: ${TIME_UNITS.join(", ")} (dates)`,
      oneOf(TIME_UNITS),
    )
    .option("--rate <X>", "mean requests a second of all users (default one a user and slot)", number(0))
    .option("--diurnal <X>", "how far the rate swings over the simulation, 0 to 1 (default 0)", number(0, 1))
    .option("--channel <NAME>", "fixed (default with FILE) or mobile: users walk (default without)", oneOf(CHANNELS))
    .option("--tenants", "other tenants take parts of the server now and then")
    .option("--outage <FROM:UNTIL:LEFT>", "from slot FROM until before UNTIL only the part LEFT of the server", outage)
    .option("--drop-cost <X>", "what a request costs that is not served", number(0))
    .option("--ignore-deadlines", "the policy takes no deadline into account")
    .option("--no-bound", "leave out the bound and the plan that knows the future")
    .option(
      "--out <DIR|FILE.json>",
      "write requests, slots and policies as CSV into a folder, or what --json shows into a file",
    )
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

Before several servers ${severalNames.join(", ")} plan every slot as solve does. Those
who walk reach them from cells on a grid, and change servers unless there is
--no-handover. The bound has no plan beside it then, and --json no prices.

Examples:
  edgesteps simulate data/scenarios/campus-30.json --policy warm --slots 100 --seed 1
  edgesteps simulate --users 50 --policy price --arrivals bursty --tenants --json
  edgesteps simulate data/scenarios/campus-30.json --arrivals trace.csv --policy exact,price
  edgesteps simulate --users 60 --servers 4 --slot-seconds 30 --policy dual,nearest
  edgesteps simulate my.json --arrivals log.csv --time-column TIMESTAMP --time-unit iso --out run

With --json the bound can be checked: it stores a price for each slot and all
that the world is made from, and edgesteps check reads them.

A trace has a header time,user and a line for each request: seconds from the
beginning, and the id of a user of the scenario. Where its cell is not empty, a
column deadline holds the request's own, in seconds, maxSteps the most steps that
it asks for, and service the name of one of the scenario's services, whose work,
data and error it has then. Further columns are not read.
lib/MODEL.md §10 defines the world, data/README.md the columns that --out writes.`,
  );
}

async function run(io: Io, file: string | undefined, options: Options): Promise<void> {
  const { json = false, ignoreDeadlines = false, out } = options;
  for (const { name: option, policies: owners } of POLICY_OPTIONS) {
    if (options[option] !== undefined && !options.policy?.some((name) => owners.some((own) => own === name))) {
      throw new InputError(`${flagOf(option)}: only --policy ${owners.join(", ")} has it`);
    }
  }
  if (out !== undefined) checkOut(out, [file, options.users, options.arrivals]);
  const { before, source } = readBefore(file, options);
  const progress = progressLine(io);
  const { seed = 0 } = options;
  const worldOptions = worldOptionsOf(io, file, before.columns, options);
  const { policies } = before;
  const { world, ...begun } = before.begin(worldOptions, seed);
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
        policies.some((name) => seeded.some((own) => own === name)),
      needs: `generated users, arrivals that are drawn, --channel mobile, --tenants or --policy ${seeded.join(", ")}`,
    },
    {
      flag: "--outage",
      value: outage,
      effect: outage !== undefined && outage.from < world.slots,
      needs: `to begin before the last of ${world.slots} slots ends`,
    },
  ]);
  const { simulated, bounds } = solving(io, source, json, () => {
    begun.assertServable();
    const simulated = policies.map((policy): Simulated => {
      const told = policies.length === 1 ? "" : `${policy}: `;
      const onSlot = ({ slot }: { readonly slot: number }): void =>
        progress.show(`${told}slot ${slot + 1} of ${world.slots}`);
      return begun.run(policy, { ignoreDeadlines, onSlot });
    });
    const best = Math.min(...simulated.map(({ result }) => result.objective));
    return { simulated, bounds: options.bound === false ? null : begun.bounds(best, progress.show) };
  });
  progress.clear();
  const made = { ...before.made, seed, ...worldOptions };
  const told = answer(simulated, bounds, made);
  const written = out === undefined ? [] : await write(out, told, simulated, bounds);
  const [only] = simulated;
  if (json) print(io.stdout, jsonParts(told));
  else
    io.stdout.write(
      simulated.length === 1
        ? summary(before.told, world, only!, bounds)
        : sideBySide(before.told, world, simulated, bounds),
    );
  if (out !== undefined && !json) io.stdout.write(`\nWritten: ${written.map((path) => printable(path)).join(", ")}.\n`);
}

/** Who asks, and what stands before them. @throws InputError for what means nothing to it. */
function readBefore(file: string | undefined, options: Options): { readonly before: Before; readonly source: string } {
  const { users = USERS, servers, policy, handover } = options;
  const source: Source = file === undefined ? { ...options, users } : options;
  const read =
    servers === undefined ? readColumnsOrServers(file, source) : generatedServers(file, { ...source, users }, servers);
  if ("servers" in read) return { before: beforeServers(read, options), source: read.source };
  if (!handover) throw new InputError("--no-handover: only several servers have it; here is one edge");
  const other = policy?.find((name) => !names.some((own) => own === name));
  if (other !== undefined) {
    throw new InputError(`--policy ${other}: is of several servers; one edge has ${names.join(", ")}`);
  }
  return { before: beforeOneEdge(read.scenario, options), source: read.source };
}

function beforeOneEdge(scenario: ScenarioColumns, options: Options): Before {
  const { policy = [USUAL.name] } = options;
  return {
    columns: scenario,
    told: `${nameShown(scenario.name) || "without a name"}, ${scenario.users.count} users`,
    policies: policy,
    made: { scenarioHash: scenarioHash(scenario) },
    begin: (worldOptions, seed) => {
      const world = makeWorld(scenario, worldOptions, seed);
      return {
        world,
        assertServable: () => assertServable(world),
        run: (name, simulateOptions) => {
          const simulation = simulate(world, makePolicy(name as PolicyName, world, options), simulateOptions);
          return { policy: name, simulation, result: outcomes(simulation) };
        },
        bounds: (objective, show) => boundsOf(world, objective, show),
      };
    },
  };
}

const JSON_FILE = ".json";
/** By the names of their files. */
const TABLES = { requests: requestsTable, slots: slotsTable, policies: policiesTable };

function tablePath(out: string, name: string): string {
  return join(out, `${name}.csv`);
}

/** Before the work: whether its results can be written. */
function checkOut(out: string, read: readonly (string | number | undefined)[]): void {
  if (!out.endsWith(JSON_FILE)) checkFolder(out);
  for (const path of out.endsWith(JSON_FILE) ? [out] : Object.keys(TABLES).map((name) => tablePath(out, name))) {
    checkTarget(path);
    refuseOverwriting(
      path,
      read.map((name) => (typeof name === "string" ? name : undefined)),
    );
  }
}

/** Answers with the paths of the files. */
async function write(
  out: string,
  told: object,
  simulated: readonly Simulated[],
  bounds: Bounds | null,
): Promise<string[]> {
  if (out.endsWith(JSON_FILE)) {
    await writeAside(out, jsonParts(told));
    return [out];
  }
  const files = Object.entries(TABLES).map(
    ([name, tableOf]) => [tablePath(out, name), toCsv(tableOf(simulated, bounds))] as const,
  );
  await writeTogether(files);
  return files.map(([path]) => path);
}

/** @param objective The least that was found. */
export function boundsOf(world: World, objective: number, show: (text: string) => void): Bounds {
  const oracle = oracleBound(world, (done) => show(`bound: ${Math.round(100 * done)} %`));
  const plan = outcomes(simulate(world, clairvoyant(world, oracle)));
  const { lowerBound, prices } = oracle;
  return {
    lowerBound: notAbove(objective, lowerBound, Math.abs(lowerBound)),
    clairvoyant: plan.objective,
    prices,
  };
}

/** What `--json` shows: of one policy its outcomes, of several a list of them. */
export function answer(simulated: readonly Simulated[], bounds: Bounds | null, world: object): object {
  const { lowerBound: bound, clairvoyant, prices } = bounds ?? { lowerBound: null, clairvoyant: null, prices: null };
  const ends = { bound, clairvoyant };
  const shown = { prices: prices && [...prices], world };
  if (simulated.length > 1) {
    return { policies: simulated.map(({ policy, result }) => ({ policy, ...result })), ...ends, ...shown };
  }
  const { policy, result } = simulated[0]!;
  const { requests, objective, ...rest } = result;
  return { policy, requests, objective, ...ends, ...rest, ...shown };
}

/** What the world is made from, as `check` reads it. */
function worldOptionsOf(io: Io, file: string | undefined, scenario: ScenarioColumns, options: Options): WorldOptions {
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
    return traceOptions(io, scenario, arrivals, base, options);
  }
  for (const [flag, given] of [
    ["--time-column", options.timeColumn],
    ["--user-column", options.userColumn],
    ["--time-unit", options.timeUnit],
  ] as const) {
    if (given !== undefined) throw new InputError(`${flag}: only --arrivals FILE.csv has it`);
  }
  const drawn = {
    pattern: arrivals as (typeof PATTERNS)[number],
    ...(rate !== undefined && { rate }),
    ...(diurnal !== undefined && { diurnal }),
  };
  return { ...base, slots: options.slots ?? 60, arrivals: drawn };
}

/** As many slots as the last request needs to be decided, unless they are given. */
function traceOptions(
  io: Io,
  scenario: ScenarioColumns,
  path: string,
  base: WorldOptions,
  { slots, timeColumn, userColumn, timeUnit }: Options,
): WorldOptions {
  const { users } = scenario;
  const { slotSeconds = 1 } = base;
  const ids = Array.from({ length: users.count }, (_, n) => users.id(n));
  const text = readText(path);
  const trace = {
    end: ((slots ?? MOST_SLOTS) - 1) * slotSeconds,
    ...(timeColumn !== undefined && { timeColumn }),
    ...(userColumn !== undefined && { userColumn }),
    ...(timeUnit !== undefined && { timeUnit }),
    services: Object.keys(scenario.services ?? {}),
    onIgnored: (columns: readonly string[]) => {
      const more = columns.length > MOST_TOLD ? [`${columns.length - MOST_TOLD} more`] : [];
      const told = [...columns.slice(0, MOST_TOLD).map(nameShown), ...more].join(", ");
      io.stderr.write(`${printable(path)}: columns that are not read: ${told}\n`);
    },
  };
  const arrivals = about(path, () => readArrivalsCsv(text, ids, trace));
  const needed = decisionSlot(arrivals.at(-1)!.time, slotSeconds) + 1;
  return { ...base, slots: slots ?? needed, arrivals };
}

const seconds = (x: number | null): string => (x === null ? "none" : `${figure(x, 4)} s`);

function boundRows(bounds: Bounds | null): string[][] {
  if (bounds === null) return [];
  const { lowerBound, clairvoyant } = bounds;
  const planned =
    clairvoyant === null ? [] : [["clairvoyant", `${figure(clairvoyant, 9)}, by a plan that knows the future`]];
  return [["bound", `${figure(lowerBound, 9)}, which no policy can beat`], ...planned];
}

function summary(told: string, world: Traffic, { policy, result }: Simulated, bounds: Bounds | null): string {
  const { requests, objective, latency, energy, capacity, offloadedShare, switches } = result;
  const { arrived, served, late, dropped, inFlight } = requests;
  const moved = "handovers" in result ? [["handovers", String(result.handovers)]] : [];
  return aligned(
    [
      ["scenario", told],
      ["policy", `${policy}, ${world.slots} slots of ${figure(world.slotSeconds)} s`],
      ["requests", `${arrived}: ${served} served, ${late} late, ${dropped} dropped, ${inFlight} in flight at the end`],
      ["objective", figure(objective, 9)],
      ...boundRows(bounds),
      ["latency", `p50 ${seconds(latency.p50)}, p95 ${seconds(latency.p95)}, p99 ${seconds(latency.p99)}`],
      ["energy", `${figure(energy.total)} J in all, ${figure(energy.device)} J from batteries`],
      ["offloaded", `${percent(offloadedShare)} of those who started; ${switches} switches of place`],
      ...moved,
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

/** A policy a row. */
function sideBySide(told: string, world: Traffic, simulated: readonly Simulated[], bounds: Bounds | null): string {
  const { arrived } = simulated[0]!.result.requests;
  const about = [
    ["scenario", told],
    ["slots", `${world.slots} of ${figure(world.slotSeconds)} s`],
    ["requests", String(arrived)],
    ...boundRows(bounds),
  ];
  const head = ["policy", "objective", "served", "late", "dropped", "in flight", "p50", "p95", "energy", "offloaded"];
  if ("handovers" in simulated[0]!.result) head.push("handovers");
  const rows = simulated.map(({ policy, result }) => {
    const { objective, requests, latency, energy, offloadedShare } = result;
    return [
      policy,
      figure(objective, 9),
      ...[requests.served, requests.late, requests.dropped, requests.inFlight].map(String),
      seconds(latency.p50),
      seconds(latency.p95),
      `${figure(energy.total)} J`,
      percent(offloadedShare),
      ...("handovers" in result ? [String(result.handovers)] : []),
    ];
  });
  return `${aligned(about, true)}\n${aligned([head, ...rows])}`;
}

function outage(text: string): { from: number; until: number; left: number } {
  const [from, until, left, ...rest] = text.split(":").map((part) => decimal(part.trim()));
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
