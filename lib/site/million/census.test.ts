/** The picture of all phones against the library's own answers. */
import { expect, it } from "vitest";
import { problemOf } from "../../model/problem.js";
import { WholeChoice } from "../../model/whole-steps.js";
import { generateColumns } from "../../population/generate.js";
import { WholeSearch } from "../../solver/price/whole-price.js";
import {
  CELLS,
  censusOf,
  demandAt,
  ENDS,
  leavingPrice,
  PRICES,
  partLeft,
  placesOf,
  priceAt,
  strideOf,
} from "./census.js";

const problem = problemOf(generateColumns({ users: 500, seed: 3, deadlineShare: 0.2 }));

function demand(price: number): number {
  const search = new WholeSearch(problem, problem.localWholeCost);
  return search.pass(search.candidates(), price, new Float64Array(problem.count));
}

it("a phone is at the edge just below its leaving price, and not above", () => {
  const choice = new WholeChoice(problem.edge);
  for (let n = 0; n < problem.count; n++) {
    const price = leavingPrice(problem, choice, n);
    if (price === 0) {
      expect(problem.edge.open[n] === 1 && choice.valueAt(n, 0) < problem.localWholeCost[n]!).toBe(false);
      continue;
    }
    expect(choice.valueAt(n, price * (1 - 1e-9))).toBeLessThan(problem.localWholeCost[n]!);
    expect(choice.valueAt(n, price * (1 + 1e-9))).toBeGreaterThanOrEqual(problem.localWholeCost[n]!);
  }
});

it("counts every phone once, and the curve of all is their demand", () => {
  const { cells, demand: curve } = censusOf(problem, 0, 1);
  expect(cells.reduce((sum, own) => sum + own, 0)).toBe(500);
  for (const k of [0, 20, 70, 110]) expect(curve[k]).toBe(demand(PRICES[k]!));
  expect(censusOf(problem, 1, 10).demand[0]).toBeLessThan(0.2 * curve[0]!);
  expect([1, 65_536, 65_537, 1e6].map(strideOf)).toEqual([1, 1, 2, 16]);
});

it("guesses the price between the curve's own, and the part that has left", () => {
  // without deadlines everyone leaves within the axis
  const plain = problemOf(generateColumns({ users: 500, seed: 3 }));
  const { cells, demand: curve } = censusOf(plain, 0, 1);
  for (const price of [0.05, 0.21, 0.3, 0.34]) expect(priceAt(curve, demandAt(curve, price))).toBeCloseTo(price, 9);
  expect(priceAt(curve, 1e9)).toBe(0);
  expect(priceAt(curve, 0)).toBeGreaterThan(0.5);
  const columns = Float64Array.from({ length: CELLS.across }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < CELLS.up; j++) sum += cells[j * CELLS.across + i]!;
    return sum;
  });
  const places = placesOf(
    plain,
    Array.from({ length: 500 }, (_, n) => n),
  );
  const left = (price: number): number => places.filter((own, i) => i % 2 === 0 && own <= price).length / 500;
  // where two cells meet, but for one phone that rounding puts across
  for (const price of [0, 0.2, 0.34, 0.35, 0.5, ENDS.price])
    expect(Math.abs(partLeft(columns, price) - left(price))).toBeLessThan(1.5 / 500);
});
