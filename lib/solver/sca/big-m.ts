/**
 * P2 in the big-M form, solved to its KKT conditions (MODEL.md §4): minimise over a, x, y
 *     Σ h_l(x) + h_e(y) + c₂ε̄(x+y) + a·(c₁T_tx + c₃E_tx + π)
 *     subject to   x ≤ (1−a)·s̄_l,   y ≤ a·s̄_e,   x + y ≥ s_min,   x, y ≥ 0,   Σ y ≤ capacity.
 * Given the price λ of the capacity the users separate (`big-m-shares`), and what a user wants at the edge falls in λ.
 */
import { convexSharesOf } from "../../model/convex.js";
import { shareCost } from "../../model/cost.js";
import { averageError } from "../../model/error.js";
import type { Problem } from "../../model/problem.js";
import { largestStep, useOf, useScale } from "../../model/use.js";
import { falsePosition } from "../../numerics/root.js";
import { Sum } from "../../numerics/sum.js";
import { column, indicesUpTo } from "../../scenario/columns.js";
import { realPrice } from "../price/real-price.js";
import { geometricMiddle, straddle } from "../price/search.js";
import { round, roundInOrder } from "../rounding.js";
import { bigMMagnitude, bigMResiduals, sharesOf } from "./big-m-residuals.js";
import { bestSharesOf } from "./big-m-shares.js";
import type { RelaxedSolution } from "./iterate.js";
import { largestMargin } from "./margins.js";
import { penalisedValues } from "./perspective.js";
import type { Relaxation } from "./relaxation.js";

/** The textbook's form, looser than the perspective form (MODEL.md §4). */
export const bigM: Relaxation<"big-m"> = {
  name: "big-m",
  label: "Big-M",
  remark: "looser",
  solve: solveBigM,
  residuals: bigMResiduals,
  magnitudes: (problem, point) => point.offload.map((a, n) => bigMMagnitude(problem, n, ...sharesOf(point, n), a)),
  round: (problem, point, before) => {
    if (point.offload.filter((a) => a > 0 && a < 1).length <= 1)
      return round(problem, point.offload, point.price, before);
    const ahead = point.offload.map((_, n) => {
      const [x, y] = sharesOf(point, n);
      return y - x;
    });
    return roundInOrder(problem, point.price, ahead, before);
  },
  // The bounds of the perspective form mean nothing here [choice].
  firstPenalty: (problem, { price }) => largestMargin(problem, price) / 16,
  lastPenalty: (problem, { price }) => 256 * largestMargin(problem, price),
};

/** The bracket around the price is as good as closed: what users want at its ends costs the same. */
const CLOSED = 2 ** -50;
/** The capacity counts as used, relative. */
const USED = 1e-14;

/** @param penaltySlope π, one entry a user; all 0 at τ = 0. @param near A price that is thought to be near. */
export function solveBigM(
  problem: Problem,
  penaltySlope: Float64Array,
  near?: Pick<RelaxedSolution, "price">,
): RelaxedSolution {
  const convex = convexSharesOf(problem);
  const { count, local, edge, capacity } = convex;
  // Unless a better guess is known, the price of the perspective form.
  const guess = near?.price ?? realPrice(convex, penalisedValues(convex, penaltySlope)).price;
  const found = search(convex, penaltySlope, guess);
  const {
    price,
    high: { x, y },
  } = found;
  const dual = new Sum();
  // −λ·capacity + Σ min over x, y, a of cost + λy, y in the capacity's unit
  if (price > 0) dual.add(-price * capacity);
  for (let n = 0; n < count; n++) {
    dual.add(shared(convex, n, x[n]!, y[n]!, penaltySlope[n]!).cost + price * useOf(edge, n, y[n]!));
  }
  fill(convex, found);
  const objective = new Sum();
  const offload = column(count);
  const localSteps = column(count, NaN);
  const edgeSteps = column(count, NaN);
  for (let n = 0; n < count; n++) {
    const { a, cost } = shared(convex, n, x[n]!, y[n]!, penaltySlope[n]!);
    offload[n] = a;
    // without π·a
    objective.add(cost - a * penaltySlope[n]!);
    // x/(1−a), y/a
    if (local.open[n] === 1) localSteps[n] = a < 1 ? x[n]! / (1 - a) : 0;
    if (edge.open[n] === 1) edgeSteps[n] = a > 0 ? y[n]! / a : 0;
  }
  return { offload, localSteps, edgeSteps, price, objective: objective.value, dual: dual.value };
}

/** The offloading that goes with x and y, and what all of it costs with the penalty's slope π. */
export function shared(
  { scenario, local, edge }: Problem,
  n: number,
  x: number,
  y: number,
  penaltySlope: number,
): { readonly a: number; readonly cost: number } {
  // k = c₁T_tx + c₃E_tx + π, a = y/s̄_e if k ≥ 0, else 1 − x/s̄_l
  const k = edge.fixedCost[n]! + penaltySlope;
  const most = k >= 0 ? y / edge.maxSteps[n]! : 1 - x / local.maxSteps[n]!;
  const a = edge.open[n] === 0 ? 0 : local.open[n] === 0 ? 1 : most;
  // h_l(x) + h_e(y) + c₂ε̄(x+y) + k·a
  const own = (local.open[n] === 1 ? shareCost(local, n, x) : 0) + (edge.open[n] === 1 ? shareCost(edge, n, y) : 0);
  return { a, cost: own + scenario.weights.error * averageError(scenario.users, n, x + y) + a * k };
}

interface Columns {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function columns(count: number): Columns {
  return { x: column(count), y: column(count) };
}

/** The smallest price at which what users want fits into the capacity. */
interface Found {
  readonly price: number;
  /** What users want just below the price, and at it. */
  readonly low: Columns;
  readonly high: Columns;
  /** Users who want something else just below the price. */
  readonly undecided: Int32Array;
}

function search(problem: Problem, penaltySlope: Float64Array, guess: number): Found {
  const { count, capacity, edge } = problem;
  const users = indicesUpTo(count);
  const bestShares = bestSharesOf(problem);
  const wants = (price: number, of: Int32Array, { x, y }: Columns): number => {
    let sum = 0;
    for (const n of of) {
      const shares = bestShares(n, penaltySlope[n]!, price);
      x[n] = shares.x;
      y[n] = shares.y;
      sum += useOf(edge, n, shares.y);
    }
    return sum;
  };
  const current = columns(count);
  // the price that was asked last in `high`, the one before it in `low`
  let [low, high] = [columns(count), columns(count)];
  const excess = (price: number): number => {
    [low, high] = [high, low];
    return wants(price, users, high) - capacity;
  };
  const found = straddle(guess, excess, useScale(edge, capacity), () => {
    let price = Math.max(guess, 1e-6 / largestStep(edge));
    while (wants(price, users, current) > capacity) price *= 16;
    return price;
  });
  if (typeof found === "number") return { price: found, low, high, undecided: new Int32Array(0) };

  const { bracket } = found;
  if (found.last === "low") [low, high] = [high, low];
  let decided = 0;
  let undecided = users;
  let last = found.excessHigh;
  const settle = (): void => {
    undecided = undecided.filter((n) => {
      const open = low.y[n] !== high.y[n];
      if (!open) decided += useOf(edge, n, high.y[n]!);
      return open;
    });
  };
  settle();
  falsePosition(
    (price) => {
      const value = decided + wants(price, undecided, current) - capacity;
      const end = value > 0 ? low : high;
      for (const n of undecided) {
        end.x[n] = current.x[n]!;
        end.y[n] = current.y[n]!;
      }
      if (value <= 0) last = value;
      settle();
      return value;
    },
    bracket,
    found.excessLow,
    found.excessHigh,
    {
      done: ({ low, high }) => undecided.length === 0 || last >= -USED * capacity || high - low <= CLOSED * high,
      middle: geometricMiddle,
    },
  );
  return { price: bracket.high, low, high, undecided };
}

/** Fills the capacity in index order with what users want just below the price: one of them takes a part of it. */
function fill({ edge, capacity }: Problem, { low, high, undecided }: Found): void {
  let rest = capacity - high.y.reduce((sum, y, n) => sum + useOf(edge, n, y), 0);
  for (const n of undecided) {
    const more = low.y[n]! - high.y[n]!;
    if (!(more > 0 && rest > 0)) continue;
    const use = useOf(edge, n, more);
    const part = Math.min(1, rest / use);
    high.x[n]! += part * (low.x[n]! - high.x[n]!);
    high.y[n]! += part * more;
    rest -= use;
  }
}
