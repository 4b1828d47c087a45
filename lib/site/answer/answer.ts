/** From a question to everything that the page shows. What a scenario alone decides is kept for the questions that follow. */
import { InputError } from "../../input/errors.js";
import type { Plan } from "../../model/objective.js";
import { evaluate } from "../../model/objective.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { isWork } from "../../scenario/capacity.js";
import type { Scenario } from "../../scenario/types.js";
import { type Bound, lagrangianBound } from "../../solver/certificate/bound.js";
import { distanceFromBound, distanceTerms } from "../../solver/certificate/distance.js";
import { type ExactSolution, solveExact } from "../../solver/certificate/exact.js";
import { assertFeasible, InfeasibleError } from "../../solver/infeasible.js";
import { binaryPenalty } from "../../solver/sca/binary-penalty.js";
import { freezingPenalty } from "../../solver/sca/holding-penalty.js";
import type { RelaxedSolution } from "../../solver/sca/iterate.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { defaultPenalty, withinPlaces } from "../../solver/sca/sca.js";
import { startingPoint } from "../../solver/sca/starts.js";
import { type Step, stepsOf } from "./iterates.js";
import { leavingPrices, type Market, marketOf, type Probe, searchOf, valueAt, wantsAt } from "./market.js";
import { type OwnPlan, ownPlan } from "./own-plan.js";
import type { Question } from "./question.js";
import { type Card, type Curves, cardOf, curvesOf } from "./user-costs.js";

/** Why there is nothing to show, in the command line's words. */
export interface Refusal {
  readonly id: number;
  readonly refused: "input" | "infeasible";
  readonly problems: readonly string[];
}

/** A plan and how far from the bound it is. */
export interface Judged {
  readonly offload: Uint8Array;
  readonly steps: Float64Array;
  readonly objective: number;
  readonly gap: number;
  /** r of each user at λ*, and λ*·(unused capacity). */
  readonly blame: Float64Array;
  readonly idle: number;
}

/** All that the page shows. Columns are indexed by user. */
export interface Answer {
  readonly id: number;
  readonly key: string;
  readonly count: number;
  readonly names: readonly string[];
  readonly deviceOpen: Uint8Array;
  readonly edgeOpen: Uint8Array;
  /** S [steps]; Infinity is unlimited. */
  readonly capacity: number;
  readonly market: Market;
  /** D(λ) at the market's prices. */
  readonly dual: Float64Array;
  /** P2 at τ = 0: its price clears the market, and its objective is the dual's maximum. */
  readonly relaxed: RelaxedSolution;
  /** Who is split there, by index; −1 for nobody. */
  readonly split: number;
  /** At the price under the hand. */
  readonly hand: {
    readonly price: number;
    readonly wants: Float64Array;
    readonly demand: number;
    readonly dual: number;
  };
  /** What the search for the price tried. */
  readonly search: readonly Probe[];
  /** λ* of the certificate, with whole steps [1/step]. */
  readonly price: number;
  readonly dualBound: number;
  /** What gaps are relative to. */
  readonly scale: number;
  readonly sca: Judged;
  readonly optimum: {
    readonly offload: Uint8Array;
    readonly objective: number;
    readonly proven: boolean;
    readonly core: readonly number[];
  };
  /** τ, and the values that it is measured by; low and high are NaN where nobody is split. */
  readonly penalty: {
    readonly value: number;
    readonly default: number;
    readonly low: number;
    readonly high: number;
    readonly freezing: number;
  };
  /** a⁽⁰⁾. */
  readonly start: Float64Array;
  readonly steps: readonly Step[];
  readonly cards: readonly Card[];
  readonly curves: Curves;
  readonly mine: OwnPlan | undefined;
}

/** What most questions leave as it was; of an answer to a page only what is new is sent. */
export const LASTING = [
  "names",
  "deviceOpen",
  "edgeOpen",
  "market",
  "dual",
  "relaxed",
  "search",
  "optimum",
  "start",
  "steps",
  "sca",
  "penalty",
] as const satisfies readonly (keyof Answer)[];

/** More cards than this are those of the users nearest to leaving, or to coming. */
export const MOST_CARDS = 12;
/** Searches of larger scenarios are not shown. */
const MOST_SEARCHED = 400;
/** States of a proof in the page. */
const STATES = 2e6;

/** What a scenario with a capacity decides. */
interface Kept {
  readonly key: string;
  readonly names: readonly string[];
  readonly deviceOpen: Uint8Array;
  readonly edgeOpen: Uint8Array;
  readonly leaving: Float64Array;
  /** Where its axis would end if its price were low. */
  readonly end: number;
  market: Market | undefined;
  dual: Float64Array | undefined;
  problem: Problem;
  bound: Bound;
  relaxed: RelaxedSolution;
  search: readonly Probe[];
  optimum: Answer["optimum"];
}

/** What τ and the start decide beside it. */
interface Run {
  readonly kept: Kept;
  readonly of: string;
  readonly start: Float64Array;
  readonly steps: readonly Step[];
  readonly sca: Judged;
  readonly penalty: Answer["penalty"];
}

/** Answers questions, one after another. */
export class Answerer {
  #kept: Kept | undefined;
  #run: Run | undefined;

  answer(question: Question): Answer | Refusal {
    const { id } = question;
    try {
      return this.#answer(question);
    } catch (error) {
      if (error instanceof InputError) return { id, refused: "input", problems: error.problems };
      if (error instanceof InfeasibleError) return { id, refused: "infeasible", problems: [error.message] };
      throw error;
    }
  }

  #answer(question: Question): Answer {
    const { id, key } = question;
    const scenario = withCapacity(question);
    const kept = this.#prepared(key, scenario);
    const { problem, leaving, bound, relaxed } = kept;
    const { count, capacity, local, edge } = problem;
    const split = splitOf(relaxed);
    // the axis doubles until the price is on it
    let end = kept.end;
    while (relaxed.price > 0.9 * end) end *= 2;
    const ofCapacity = (price: number): number => (price > 0 ? price * capacity : 0);
    if (kept.market === undefined || kept.market.prices.at(-1) !== end) {
      kept.market = marketOf(problem, leaving, end);
      kept.dual = undefined;
    }
    const { market } = kept;
    // D(λ) = −λS + Σ min(V_l, V_e(λ))
    kept.dual ??= market.values.map((value, k) => value - ofCapacity(market.prices[k]!));

    const settled = question.price === undefined;
    const price = question.price ?? relaxed.price;
    const wants = settled
      ? relaxed.offload.map((a, n) => (a > 0 ? a * relaxed.edgeSteps[n]! : 0))
      : wantsAt(problem, leaving, price);
    const hand = {
      price,
      wants,
      demand: wants.reduce((sum, s) => sum + s, 0),
      dual: valueAt(problem, leaving, price) - ofCapacity(price),
    };

    const { start, steps, sca, penalty } = this.#runOf(kept, question);

    const places = question.mine;
    const mine =
      places === undefined
        ? undefined
        : Uint8Array.from({ length: count }, (_, n) =>
            local.open[n] === 0 ? 1 : edge.open[n] === 0 ? 0 : (places[n] ?? 0),
          );
    const user = Math.min(question.user, count - 1);
    return {
      id,
      key,
      count,
      names: kept.names,
      deviceOpen: kept.deviceOpen,
      edgeOpen: kept.edgeOpen,
      capacity,
      market,
      dual: kept.dual,
      relaxed,
      split,
      hand,
      search: kept.search,
      price: bound.price,
      dualBound: bound.lowerBound,
      scale: bound.scale,
      sca,
      optimum: kept.optimum,
      penalty,
      start,
      steps,
      cards: shownUsers(leaving, relaxed.price, user).map((n) => cardOf(problem, n, price)),
      curves: curvesOf(problem, user, price),
      mine: mine && ownPlan(problem, bound, mine),
    };
  }

  /** The paper's algorithm, unless it went so for the question before. */
  #runOf(kept: Kept, { penalty, start: from, seed }: Question): Run {
    const of = JSON.stringify([penalty ?? "default", from, seed]);
    const last = this.#run;
    if (last?.kept === kept && last.of === of) return last;
    const { problem, bound, relaxed } = kept;
    const { count } = problem;
    const usual = defaultPenalty(problem, relaxed);
    const value = penalty ?? usual;
    const split = splitOf(relaxed);
    const around = split >= 0 ? binaryPenalty(problem, relaxed, split) : { low: NaN, high: NaN };
    const given =
      typeof from === "string"
        ? startingPoint(from, count, seed)
        : Float64Array.from({ length: count }, (_, n) => from[n] ?? 0.5);
    const start = withinPlaces(problem, given);
    const { steps, plan } = stepsOf(problem, start, value);
    this.#run = {
      kept,
      of,
      start,
      steps,
      sca: judged(problem, bound, plan),
      penalty: { value, default: usual, ...around, freezing: freezingPenalty(problem) },
    };
    return this.#run;
  }

  /** What the hand on price, τ, start and places does not change. */
  #prepared(key: string, scenario: Scenario): Kept {
    const last = this.#kept;
    if (last?.key === key && last.problem.capacity === (scenario.edge.stepCapacity ?? Infinity)) return last;
    if (last?.key !== key) refuseOthers(scenario);
    const problem = toProblem(scenario);
    assertFeasible(problem);
    const bound = lagrangianBound(problem);
    const exact = solveExact(problem, bound, { stateLimit: STATES });
    const relaxed = solvePerspective(problem, new Float64Array(problem.count));
    const leaving = last?.key === key ? last.leaving : leavingPrices(problem);
    const finite = leaving.filter((price) => price < Infinity);
    const end = last?.key === key ? last.end : 1.15 * finite.reduce((most, price) => Math.max(most, price), 0) || 1;
    const { local, edge, count, scenario: columns } = problem;
    this.#kept = {
      key,
      names: Array.from({ length: count }, (_, n) => columns.users.id(n)),
      deviceOpen: Uint8Array.from(local.open),
      edgeOpen: Uint8Array.from(edge.open),
      leaving,
      end,
      market: last?.key === key ? last.market : undefined,
      dual: undefined,
      problem,
      bound,
      relaxed,
      search: problem.count > MOST_SEARCHED ? [] : searchOf(problem, leaving, Math.max(end, 2 * relaxed.price)),
      optimum: optimumOf(exact),
    };
    return this.#kept;
  }
}

/** Past its limit of states a proof has the best plan that it met. */
function optimumOf({ plan, evaluation, proven, core }: ExactSolution): Answer["optimum"] {
  return { offload: plan.offload, objective: evaluation.objective, proven, core: core.map(({ user }) => user) };
}

/** Who is split, by index; −1 for nobody. */
function splitOf({ offload }: RelaxedSolution): number {
  return offload.findIndex((a) => a > 0 && a < 1);
}

/** A question's scenario with its capacity. */
export function withCapacity({ scenario, capacity }: Pick<Question, "scenario" | "capacity">): Scenario {
  return capacity === undefined ? scenario : { ...scenario, edge: { ...scenario.edge, stepCapacity: capacity } };
}

/** @throws InputError for what these views do not draw. */
export function refuseOthers({ edge, users }: Scenario): void {
  const problems: string[] = [];
  if (isWork(edge)) problems.push("edge.workCapacity: the explorer draws steps; give edge.stepCapacity in its place");
  if (edge.split) problems.push("edge.split: the explorer draws whole tasks; leave it out, or solve it by the command");
  const other = users.findIndex(({ models = [] }) => models.length > 0);
  if (other >= 0) problems.push(`users[${other}].models: the explorer draws one model a user; leave it out`);
  if (problems.length > 0) throw new InputError(problems);
}

/** A plan as `solve` judges it. */
function judged(problem: Problem, bound: Bound, plan: Plan): Judged {
  const { offload, steps } = plan;
  const { objective } = evaluate(problem.scenario, plan);
  const gap = distanceFromBound(problem, bound, plan) / bound.scale;
  const { reducedCosts: blame, idle } = distanceTerms(problem, bound, plan);
  return { offload, steps, objective, gap, blame, idle };
}

/** Everybody, or who is nearest to the price, and the selected one. */
function shownUsers(leaving: Float64Array, price: number, selected: number): number[] {
  const all = Array.from(leaving.keys());
  if (all.length <= MOST_CARDS) return all;
  const apart = (n: number): number => (n === selected ? -1 : Math.abs(leaving[n]! - price));
  return all.sort((a, b) => apart(a) - apart(b) || a - b).slice(0, MOST_CARDS);
}
