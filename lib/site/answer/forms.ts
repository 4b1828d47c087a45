/**
 * Loose and tight (MODEL.md §4): what a share of a user costs at a price in the big-M form, in the perspective form, and between them,
 *     (1−θ)·(h_l(x) + h_e(y) + c₂ε̄(x+y) + k·a + λy) + θ·((1−a)·V_l + a·V_e(λ)),
 * each part with the best steps for it. For every θ in [0, 1] that is convex, and what P1 says at a = 0 and a = 1: so it is a relaxation of its
 * own, and the largest dual value over the prices a bound. Less (1−θ) of it all, θ only adds θ/(1−θ)·(V_e(λ) − V_l) to what a costs: a slope π,
 * with which the library's big-M is solved.
 */
import { convexOf } from "../../model/convex.js";
import { pricedCost } from "../../model/cost.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { falsePosition } from "../../numerics/root.js";
import { Sum } from "../../numerics/sum.js";
import type { Scenario } from "../../scenario/types.js";
import { shared, solveBigM } from "../../solver/sca/big-m.js";
import { bestSharesOf } from "../../solver/sca/big-m-shares.js";
import { solvePerspective } from "../../solver/sca/perspective.js";

export interface FormsQuestion {
  readonly id: number;
  /** The same for the same scenario and capacity. */
  readonly key: string;
  readonly scenario: Scenario;
  /** θ: 0 is big-M, 1 the perspective form. */
  readonly tight: number;
  /** λ of the users' costs [1/step]. */
  readonly price: number;
  /** Whose costs are drawn, by index. */
  readonly users: readonly number[];
}

/** What one user's share costs at the price. */
export interface ShareCosts {
  readonly user: number;
  /** V_l and V_e(λ); Infinity where the place is closed. */
  readonly device: number;
  readonly edge: number;
  /** Shares from 0 to 1 and what big-M says of them, straight between; empty where a place is closed. */
  readonly shares: Float64Array;
  readonly loose: Float64Array;
}

/** A bound: the largest dual value at θ, which no plan costs less than. */
export interface FormBound {
  readonly tight: number;
  readonly bound: number;
}

export interface FormsAnswer {
  readonly id: number;
  readonly key: string;
  readonly price: number;
  readonly users: readonly ShareCosts[];
  /** At the question's θ. */
  readonly now: FormBound;
  /** All that are known of this scenario, by rising θ, 0 and 1 among them. */
  readonly bounds: readonly FormBound[];
  /** Users whom big-M's optimum puts between both places, and whom the perspective form's does. */
  readonly split: { readonly loose: number; readonly tight: number };
}

/** What a user does at a price and θ. */
interface Least {
  readonly cost: number;
  readonly share: number;
  /** What it wants of the edge [steps]. */
  readonly use: number;
}

/** Chords are cut until none is further above the curve, in parts of the curve's height, or so often. */
const FLAT = 1e-4;
const CUTS = 7;
/** A price's bracket this narrow, relative, is closed: a bound is one at any price. */
const CLOSED = 1e-10;
/** Around a price that is near. */
const NEAR = 1.25;
/** Of so many users the bounds between are found without being asked for, at these many θ. */
const FEW = 40;
const BETWEEN = 9;

/** Answers questions; what a scenario decides is kept for the next. */
export class Forms {
  #key = "";
  #kept: Kept | undefined;

  answer({ id, key, scenario, tight, price, users }: FormsQuestion): FormsAnswer {
    if (key !== this.#key || this.#kept === undefined) {
      this.#kept = keptOf(toProblem(scenario));
      this.#key = key;
    }
    const { mixed, bounds, split } = this.#kept;
    if (!bounds.has(tight)) bounds.set(tight, mixed.bound(tight));
    const known = Array.from(bounds, ([tight, bound]) => ({ tight, bound })).sort((a, b) => a.tight - b.tight);
    const costs = users.map((n) => mixed.costsOf(n, price));
    return { id, key, price, users: costs, now: { tight, bound: bounds.get(tight)! }, bounds: known, split };
  }
}

interface Kept {
  readonly mixed: Mixed;
  /** By θ. */
  readonly bounds: Map<number, number>;
  readonly split: FormsAnswer["split"];
}

function keptOf(problem: Problem): Kept {
  const none = new Float64Array(problem.count);
  const [loose, tight] = [solveBigM(problem, none), solvePerspective(problem, none)];
  const mixed = new Mixed(problem, tight.price);
  const bounds = new Map([
    [0, loose.dual],
    [1, tight.dual],
  ]);
  if (problem.count <= FEW) {
    for (let k = 1; k <= BETWEEN; k++) bounds.set(k / (BETWEEN + 1), mixed.bound(k / (BETWEEN + 1)));
  }
  const between = (offload: Float64Array): number => offload.filter((a) => a > 0 && a < 1).length;
  return { mixed, bounds, split: { loose: between(loose.offload), tight: between(tight.offload) } };
}

/** A problem's users between both forms. */
export class Mixed {
  readonly #problem: Problem;
  readonly #sharesOf: ReturnType<typeof bestSharesOf>;
  /** Where the price was last [1/step]. */
  #near: number;

  constructor(problem: Problem, near = 1) {
    this.#problem = convexOf(problem);
    this.#sharesOf = bestSharesOf(this.#problem);
    this.#near = near > 0 ? near : 1;
  }

  /** The largest of −λS + Σ min at θ, over the prices. */
  bound(tight: number): number {
    const { capacity } = this.#problem;
    const free = this.#at(tight, 0);
    if (!(free.demand > capacity)) return free.dual;
    // demand − S falls through 0 where −λS + Σ min is largest
    const excess = (price: number): number => this.#at(tight, price).demand - capacity;
    const bracket = { low: this.#near / NEAR, high: this.#near * NEAR };
    let [atLow, atHigh] = [excess(bracket.low), excess(bracket.high)];
    while (!(atLow > 0)) {
      [bracket.high, atHigh] = [bracket.low, atLow];
      bracket.low = bracket.low < 1e-9 * this.#near ? 0 : bracket.low / 4;
      atLow = excess(bracket.low);
    }
    while (atHigh > 0) {
      [bracket.low, atLow] = [bracket.high, atHigh];
      bracket.high *= 4;
      atHigh = excess(bracket.high);
    }
    falsePosition(excess, bracket, atLow, atHigh, { closed: CLOSED });
    this.#near = bracket.high;
    return Math.max(this.#at(tight, bracket.low).dual, this.#at(tight, bracket.high).dual);
  }

  #at(tight: number, price: number): { readonly dual: number; readonly demand: number } {
    const dual = new Sum();
    if (price > 0) dual.add(-price * this.#problem.capacity);
    let demand = 0;
    for (let n = 0; n < this.#problem.count; n++) {
      const { cost, use } = this.least(n, tight, price);
      dual.add(cost);
      demand += use;
    }
    return { dual: dual.value, demand };
  }

  /** The cheapest share of user n at θ and λ. */
  least(n: number, tight: number, price: number): Least {
    const { local, edge, localCost } = this.#problem;
    const onDevice = local.open[n] === 1 ? localCost[n]! : Infinity;
    const steps = edge.open[n] === 1 ? bestSteps(edge, n, price) : 0;
    // V_e(λ)
    const atEdge = edge.open[n] === 1 ? pricedCost(edge, n, steps, price) : Infinity;
    if (tight === 1 || onDevice === Infinity || atEdge === Infinity) {
      const share = atEdge < onDevice ? 1 : 0;
      return { cost: Math.min(onDevice, atEdge), share, use: share * steps };
    }
    // π = θ/(1−θ)·(V_e(λ) − V_l)
    const { share, cost, y } = this.#loose(n, (tight / (1 - tight)) * (atEdge - onDevice), price);
    return {
      cost: (1 - tight) * cost + tight * ((1 - share) * onDevice + share * atEdge),
      share,
      use: (1 - tight) * y + tight * share * steps,
    };
  }

  /** Where big-M's cost has the slope −π over the share, and that cost. */
  #loose(
    n: number,
    slope: number,
    price: number,
  ): { readonly share: number; readonly cost: number; readonly y: number } {
    const { x, y } = this.#sharesOf(n, slope, price);
    const { a, cost } = shared(this.#problem, n, x, y, slope);
    return { share: a, cost: cost - a * slope + price * y, y };
  }

  /** What shares of user n cost at λ in the big-M form, between its two places. */
  costsOf(n: number, price: number): ShareCosts {
    const { local, edge, localCost } = this.#problem;
    const device = local.open[n] === 1 ? localCost[n]! : Infinity;
    const atEdge = edge.open[n] === 1 ? pricedCost(edge, n, bestSteps(edge, n, price), price) : Infinity;
    const points = device < Infinity && atEdge < Infinity ? this.#curve(n, device, atEdge, price) : [];
    return {
      user: n,
      device,
      edge: atEdge,
      shares: Float64Array.from(points, ({ share }) => share),
      loose: Float64Array.from(points, ({ cost }) => cost),
    };
  }

  /** A convex curve from its ends: where the chord between two points is too far above it, the point whose slope is the chord's comes between. */
  #curve(n: number, device: number, edge: number, price: number): { share: number; cost: number }[] {
    const points = [{ share: 0, cost: device }];
    const end = { share: 1, cost: edge };
    const flat = FLAT * Math.max(Math.abs(device), Math.abs(edge));
    const cut = (from: { share: number; cost: number }, to: { share: number; cost: number }, cuts: number): void => {
      const slope = (to.cost - from.cost) / (to.share - from.share);
      const found = this.#loose(n, -slope, price);
      const chord = from.cost + slope * (found.share - from.share);
      const inside = found.share > from.share && found.share < to.share;
      if (!inside || !(chord - found.cost > flat) || cuts === CUTS) return;
      cut(from, found, cuts + 1);
      points.push({ share: found.share, cost: found.cost });
      cut(found, to, cuts + 1);
    };
    cut(points[0]!, end, 0);
    return [...points, end];
  }
}
