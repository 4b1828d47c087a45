/** A scenario made ready to solve: its columns, both places, and what each user does best on its device. */
import { capacityOf } from "../scenario/capacity.js";
import { asColumns, column, type ScenarioColumns, withUsers } from "../scenario/columns.js";
import { groupUsers } from "../scenario/groups.js";
import type { Scenario } from "../scenario/types.js";
import { convexOf, realOptimum } from "./convex.js";
import { type Place, type Places, place } from "./placement.js";
import { places } from "./places.js";
import { WholeChoice } from "./whole-steps.js";

/** A scenario made ready to solve. Columns are indexed by n, one entry a user. */
export interface Problem {
  readonly scenario: ScenarioColumns;
  /** Number of users. */
  readonly count: number;
  readonly local: Place;
  readonly edge: Place;
  /** What edge tasks may use together, in the unit of `useOf` [steps or FLOP]; Infinity is unlimited. */
  readonly capacity: number;
  /** The device's best whole steps and their cost V_l, which no price changes; NaN and Infinity where it is closed. */
  readonly localWholeSteps: Float64Array;
  /** V_l over whole steps. */
  readonly localWholeCost: Float64Array;
  /** The same with real steps, which only the relaxation asks for; where error laws bend, of their envelopes. */
  readonly localSteps: Float64Array;
  /** V_l. */
  readonly localCost: Float64Array;
  /** How many users each entry stands for; null for one each. */
  readonly copies: Float64Array | null;
  /** The same problem with identical users told once, and each user's kind there; null where they are all different. */
  readonly kinds: { readonly problem: Problem; readonly kind: Int32Array } | null;
}

/** How many users an entry stands for. */
export function copiesOf({ copies }: Problem, n: number): number {
  return copies === null ? 1 : copies[n]!;
}

/**
 * @param scenario A checked scenario, or its columns.
 * @throws InputError where no best computation time exists (MODEL.md §3).
 */
export function toProblem(scenario: Scenario | ScenarioColumns): Problem {
  return problemOf(asColumns(scenario));
}

/** The same, no users told once. @throws InputError where no best computation time exists. */
export function problemOfEach(columns: ScenarioColumns): Problem {
  return prepared(columns, null, null);
}

/** The same from columns. @throws InputError where no best computation time exists. */
export function problemOf(columns: ScenarioColumns): Problem {
  const groups = groupUsers(columns.users);
  if (groups === null) return problemOfEach(columns);
  const problem = prepared(withUsers(columns, groups.users), groups.copies, null);
  return prepared(columns, null, { problem, kind: groups.kind });
}

/**
 * The same users before one more edge server: what they do best on their devices is known. No users are told once.
 * @param columns As in `same` but for the edge and the users' links and most steps.
 * @throws InputError where no best computation time exists.
 */
export function problemBeside(columns: ScenarioColumns, same: Problem): Problem {
  const { local, localWholeSteps, localWholeCost } = same;
  const edge = place(columns, "edge", undefined, local);
  return new PreparedProblem(columns, { local, edge }, localWholeSteps, localWholeCost, null, null);
}

function prepared(scenario: ScenarioColumns, copies: Float64Array | null, kinds: Problem["kinds"]): Problem {
  const { count } = scenario.users;
  const both = places(scenario);
  const steps = column(count);
  const cost = column(count);
  const choice = new WholeChoice(both.local);
  for (let n = 0; n < count; n++) {
    const open = both.local.open[n] === 1;
    cost[n] = open ? choice.valueAt(n, 0) : Infinity;
    steps[n] = open ? choice.steps : NaN;
  }
  return new PreparedProblem(scenario, both, steps, cost, copies, kinds);
}

class PreparedProblem implements Problem {
  readonly scenario: ScenarioColumns;
  readonly count: number;
  readonly local: Place;
  readonly edge: Place;
  readonly capacity: number;
  readonly localWholeSteps: Float64Array;
  readonly localWholeCost: Float64Array;
  readonly copies: Float64Array | null;
  readonly kinds: Problem["kinds"];
  #real: Pick<Problem, "localSteps" | "localCost"> | undefined;

  constructor(
    scenario: ScenarioColumns,
    { local, edge }: Places,
    localWholeSteps: Float64Array,
    localWholeCost: Float64Array,
    copies: Float64Array | null,
    kinds: Problem["kinds"],
  ) {
    this.scenario = scenario;
    this.count = scenario.users.count;
    this.local = local;
    this.edge = edge;
    this.capacity = capacityOf(scenario.edge);
    this.localWholeSteps = localWholeSteps;
    this.localWholeCost = localWholeCost;
    this.copies = copies;
    this.kinds = kinds;
  }

  get localSteps(): Float64Array {
    return this.#realOptimum().localSteps;
  }

  get localCost(): Float64Array {
    return this.#realOptimum().localCost;
  }

  #realOptimum(): Pick<Problem, "localSteps" | "localCost"> {
    const convex = convexOf(this);
    if (convex !== this) return convex;
    this.#real ??= realOptimum(this.local, this.count);
    return this.#real;
  }
}
