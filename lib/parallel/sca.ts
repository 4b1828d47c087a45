/**
 * The paper's algorithm (MODEL.md §4–6) over chunks, as `solver/sca` has it: what users do by themselves is done where they are; sums, and the
 * few users whose place is open, are here.
 */
import { evaluationOf, type Totals } from "../model/objective.js";
import { scaleOf } from "../model/use.js";
import { isWork } from "../scenario/capacity.js";
import { fill } from "../solver/allocation.js";
import type { Bound } from "../solver/certificate/bound.js";
import type { MethodOptions } from "../solver/methods/method.js";
import { ITERATION_LIMIT, scaDetails } from "../solver/methods/sca.js";
import type { WholePrice } from "../solver/price/whole-price.js";
import type { Iterate, Residuals } from "../solver/sca/iterate.js";
import { perspective } from "../solver/sca/perspective.js";
import { kktCheck } from "../solver/sca/residuals.js";
import { iterateOf, penaltyOf, statusAfter } from "../solver/sca/sca.js";
import type { Start } from "../solver/sca/starts.js";
import type { SolutionOf } from "../solver/solution.js";
import { certified } from "../solver/solve.js";
import { joinColumns, joinPlans, joinTotals, mostOf, sumOf } from "./join.js";
import { boundSearch, levelPrice, type ParallelSearch, type Searched, usesByChunk } from "./price.js";
import { solveRelaxed } from "./relaxed-price.js";
import type { JudgedPart } from "./sca-chunk.js";

/** Who the users of all chunks are. */
export interface Everyone {
  readonly count: number;
  /** Index of each chunk's first user. */
  readonly first: readonly number[];
}

/** The search for the price of a plan whose places are known. */
const placedSearch: ParallelSearch<WholePrice> = { ...boundSearch, of: "placed" };

/** A plan that chunks have made, by its number. */
interface MadePlan {
  readonly id: number;
  readonly totals: Totals;
  readonly objective: number;
}

/** What `solve` answers but for the method's name; null where one thread has to find it. @param options Of the perspective form. */
export async function scaOf(
  searched: Searched,
  bound: Bound,
  { count, first }: Everyone,
  options: MethodOptions,
  start: Start,
): Promise<Omit<SolutionOf<"sca">, "method"> | null> {
  const { crew, settings, capacity } = searched;
  const { seed = 0, iterationLimit = ITERATION_LIMIT } = options;
  await crew.ask("start", { start, seed, first });
  await crew.ask("penalise", { penalty: 0 });
  const optimum = await solveRelaxed(searched);
  if (optimum === null) return null;
  const penalty = options.penalty ?? penaltyOf(joinColumns(await crew.ask("magnitudes", {})));
  const rounding = new RoundedPlans(searched);
  const trace: Iterate[] = [];
  let point = optimum;
  for (;;) {
    const flat = (await crew.ask("penalise", { penalty })).every((own) => own);
    const next = flat && trace.length === 0 ? optimum : await solveRelaxed(searched, point.price);
    if (next === null) return null;
    point = next;
    const judged = await crew.ask("judge", {});
    const change = mostOf(judged.map((own) => own.change));
    if (change > 0 || trace.length === 0) await rounding.round(point.price);
    const residuals = residualsOf(judged, searched, count, point.price);
    const violation = sumOf(judged.map((own) => own.violation));
    trace.push(iterateOf(trace.length + 1, penalty, point, violation, change, rounding.last.objective, residuals));
    const status = statusAfter(trace, iterationLimit);
    if (status === null) continue;
    const parts = await crew.ask("solution", { id: rounding.best.id, price: bound.price });
    const plan = joinPlans(parts.map((own) => own.plan));
    // Σ r(chosen) + λ·(unused capacity)
    const unused = capacity - sumOf(parts.map(({ used }) => used));
    const idle = bound.price > 0 ? bound.price * Math.max(0, unused) : 0;
    const excess = sumOf([...parts.map(({ reducedCost }) => reducedCost), idle]);
    const joined = (name: "offload" | "localSteps" | "edgeSteps"): Float64Array =>
      joinColumns(parts.map(({ relaxed }) => relaxed[name]));
    return {
      ...certified({ status, plan }, evaluationOf(settings, rounding.best.totals), excess, bound),
      ...scaDetails(perspective, optimum.dual, {
        linearisedAt: joinColumns(parts.map((own) => own.linearisedAt)),
        relaxed: { offload: joined("offload"), localSteps: joined("localSteps"), edgeSteps: joined("edgeSteps") },
        trace,
      }),
    };
  }
}

/** The plans that iterates are rounded to. */
class RoundedPlans {
  readonly #searched: Searched;
  #made = 0;
  #tried: readonly MadePlan[] = [];
  /** Of all iterates, and of the last. */
  best!: MadePlan;
  last!: MadePlan;

  constructor(searched: Searched) {
    this.#searched = searched;
  }

  /** The best plans rounded from the iterate that was judged last. @param price The iterate's. */
  async round(price: number): Promise<void> {
    const { crew, capacity } = this.#searched;
    const parts = await crew.ask("round", {});
    const up = parts.some(({ fractional }) => fractional) && sumOf(parts.map(({ fewest }) => fewest)) <= capacity;
    const tried: MadePlan[] = [];
    for (const to of up ? (["down", "up"] as const) : (["down"] as const)) {
      // those that are known already are not made again
      const known = [...tried, ...this.#tried, ...(this.best === undefined ? [] : [this.best])];
      const same = await crew.ask("placed", { to, kept: known.map(({ id }) => id) });
      tried.push(known.find(({ id }) => same.every((own) => own.includes(id))) ?? (await this.#make(price)));
    }
    this.#tried = tried;
    this.last = tried.reduce((a, b) => (b.objective < a.objective ? b : a));
    if (this.best === undefined || this.last.objective < this.best.objective) this.best = this.last;
  }

  /** The plan with the placements that chunks have been told. */
  async #make(near: number): Promise<MadePlan> {
    const { crew, settings, capacity } = this.#searched;
    const { found, open } = await levelPrice(this.#searched, placedSearch, 0, capacity, near);
    fill(found, open.problem.capacity);
    const id = this.#made++;
    const totals = joinTotals(await crew.ask("made", { id, own: usesByChunk(open, found.demand) }));
    return { id, totals, objective: evaluationOf(settings, totals).objective };
  }
}

/** The residuals of all chunks' users together. */
function residualsOf(
  judged: readonly JudgedPart[],
  { settings, capacity, largestStep }: Searched,
  count: number,
  price: number,
): Residuals {
  const own = judged.map(({ kkt }) => kkt);
  const parts = {
    stationarity: mostOf(own.map(({ stationarity }) => stationarity)),
    primal: mostOf(own.map(({ primal }) => primal)),
    complementarity: mostOf(own.map(({ complementarity }) => complementarity)),
    slackness: sumOf(own.map(({ slackness }) => slackness)),
    demand: sumOf(own.map(({ demand }) => demand)),
    scale: sumOf(own.map(({ scale }) => scale)),
  };
  const scale = scaleOf(capacity, isWork(settings.edge), () => largestStep);
  return kktCheck(parts, price, { count, capacity, scale }).residuals;
}
