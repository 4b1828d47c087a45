/** A sweep as data: whose users, what varies in which design, how often, and what each cell does. */
import type { ArrivalOptions } from "../dynamic/arrivals.js";
import type { CapacityOptions } from "../dynamic/capacity.js";
import { POLICIES, type PolicyName, type PolicyOptions } from "../dynamic/policies/policies.js";
import type { SimulateOptions } from "../dynamic/simulate.js";
import type { WorldOptions } from "../dynamic/world.js";
import type { GenerateOptions } from "../population/options.js";
import type { ServiceName } from "../population/preset.js";
import type { Scenario, User } from "../scenario/types.js";
import { METHODS, type MethodName } from "../solver/methods/methods.js";
import type { DESIGNS, Point } from "./design.js";
import type { Assignments } from "./set-fields.js";
import type { Value } from "./value.js";

/** Values of one path: a list of them, or those between two ends, equally far apart or by equal factors. */
export type Varied = readonly Value[] | Between | LogBetween;

/** Values from one end to the other, ends included. */
export interface Between extends Levels {
  readonly from: number;
  readonly to: number;
}

/** Values from one end to the other by equal factors. */
export interface LogBetween extends Levels {
  /** Both > 0. */
  readonly log: readonly [low: number, high: number];
}

/** Which values between the ends. */
export interface Levels {
  /** How many, ≥ 2; of a grid alone. */
  readonly points?: number;
  /** Rounds them to whole numbers; default false. */
  readonly whole?: boolean;
}

/** What is simulated: options of worlds and policies by the names that they have in messages. */
export type SimulatePlan = {
  /** One or several, each in the same world; default the first of `POLICIES`. */
  readonly policy?: PolicyName | readonly PolicyName[];
  /** What of it is left out is set or varied. */
  readonly outage?: Partial<NonNullable<CapacityOptions["outage"]>>;
} & Pick<WorldOptions, "slots" | "slotSeconds" | "channel" | "dropCost"> &
  ArrivalOptions &
  Omit<CapacityOptions, "outage"> &
  Pick<SimulateOptions, "ignoreDeadlines"> &
  Omit<PolicyOptions, "seed">;

/** What users are drawn from in each replication; `users` may be varied instead. */
export type PopulationPlan = Partial<Omit<GenerateOptions, "seed" | "services">> & {
  /** One service, some of them alike, or the share of each. */
  readonly services?: NonNullable<GenerateOptions["services"]> | readonly ServiceName[];
};

/** A sweep. Where it names a file, the caller reads it and puts what it holds in place of the name ({@link sources}). */
export interface SweepPlan {
  /** Of its table; default `sweep`. */
  readonly name?: string;
  readonly notes?: string;
  /** Whose users: those of a scenario, */
  readonly scenario?: Scenario | string;
  /** or drawn anew in each replication, */
  readonly population?: PopulationPlan;
  /** or one's own, with a setting of weights and edge. */
  readonly users?: readonly User[] | string;
  readonly setting?: Omit<Scenario, "users"> | string;
  /** So many of one's own users, drawn with replacement in each replication; default as they are. */
  readonly resample?: number;
  /** Default 1. */
  readonly replications?: number;
  /** A whole number in 0 … 2³² − 1; default 0. */
  readonly seed?: number;
  /** One or several; default the first of `METHODS`. */
  readonly method?: MethodName | readonly MethodName[];
  /** In place of methods. */
  readonly simulate?: SimulatePlan;
  /** What is the same in all cells, by path. */
  readonly set?: Assignments;
  /** What varies, by path. */
  readonly vary?: Readonly<Record<string, Varied>>;
  /** Default `grid`. */
  readonly design?: (typeof DESIGNS)[number];
  /** Of a design that is no grid. */
  readonly points?: number;
  /** The points themselves, in place of `vary`: rows of a table whose columns are paths. */
  readonly rows?: readonly Point[] | string;
  /** Default `all`. */
  readonly outcomes?: "all" | readonly string[];
}

/** Fields that may name a file. */
const NAMED = ["scenario", "users", "setting", "rows"] as const;

/** A file that a plan names, and the field that does. */
export interface Source {
  readonly field: (typeof NAMED)[number];
  readonly file: string;
}

/**
 * The files that a plan names. What they hold (a scenario, users, a setting, a table's rows) takes the place of their names before
 * there are cells: `parseSweepPlan({ ...plan, users: readUsersCsv(text) })`.
 */
export function sources(plan: SweepPlan): Source[] {
  return NAMED.flatMap((field) => {
    const file = plan[field];
    return typeof file === "string" ? [{ field, file }] : [];
  });
}

/** What the cells of a point and a replication differ in: methods, or policies where the plan simulates. */
export interface Runs {
  readonly by: "method" | "policy";
  readonly names: readonly string[];
}

export function runsOf({ method = METHODS[0]!.name, simulate }: SweepPlan): Runs {
  if (simulate === undefined) return { by: "method", names: [method].flat() };
  return { by: "policy", names: [simulate.policy ?? POLICIES[0].name].flat() };
}

/** The rows of a plan that says its points; none where a file of them is named. */
export function rowsOf({ rows = [] }: SweepPlan): readonly Point[] {
  return typeof rows === "string" ? [] : rows;
}

/** The paths that vary. */
export function variedPaths(plan: SweepPlan): string[] {
  return Object.keys({ ...plan.vary, ...rowsOf(plan)[0] });
}

/** All paths that the plan sets, the same in all cells or not. */
export function pathsOf(plan: SweepPlan): string[] {
  return [...Object.keys(plan.set ?? {}), ...variedPaths(plan)];
}
