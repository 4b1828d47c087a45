import { describe, expect, it, test } from "vitest";
import { toProblem } from "../../model/problem.js";
import { generate } from "../../population/generate.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { assertFeasible, InfeasibleError } from "../../solver/infeasible.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { solve } from "../../solver/solve.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { capacityPrice, capacityPriceDefaults, HALF_WIDTH } from "./capacity-price.js";
import { capacityWorth } from "./capacity-worth.js";

const { population } = capacityPriceDefaults;
const options = { population: { ...population, users: 10 }, scenarios: 4, capacities: [20, 50, 100, 200, 400, 600] };
const table = capacityPrice(options, 3);
type Row = Readonly<Record<string, number>>;
const rows = table.rows as Row[];

describe("capacityPrice", () => {
  it("has the price of the bound and the proven optimum at the capacity", () => {
    for (const { seed, capacity, price, objective } of rows) {
      const scenario = generate({ ...options.population, seed: seed!, stepCapacity: capacity! });
      const solution = solve(scenario, { method: "exact" });
      expect(price).toBe(solution.price);
      expect(objective).toBeCloseTo(solution.objective, 9);
    }
  });

  it("finds the price between what the last step saved and the next one will, in the bound", () => {
    for (const { price, lastStep, nextStep } of rows) {
      expect(price).toBeLessThanOrEqual(lastStep! + 1e-9);
      expect(price).toBeGreaterThanOrEqual(nextStep! - 1e-9);
    }
  });

  it("finds the relaxed price to be the slope of the relaxed optimum, between the prices on both sides", () => {
    for (const { relaxedPrice, centralDifference, priceBefore, priceAfter } of rows) {
      for (const slope of [relaxedPrice, centralDifference]) {
        expect(slope).toBeLessThanOrEqual(priceBefore! + 1e-8);
        expect(slope).toBeGreaterThanOrEqual(priceAfter! - 1e-8);
      }
    }
  });

  it("has a price of 0 exactly where the capacity is enough", () => {
    for (const { price, capacity, enough, left, saved } of rows) {
      expect(price === 0).toBe(capacity! >= enough!);
      if (price === 0) expect([left, saved]).toEqual([0, 0]);
    }
    const zero = rows.filter(({ price }) => price === 0).length;
    expect(zero).toBeGreaterThan(0);
    expect(zero).toBeLessThan(rows.length);
  });

  it("says how far it is, and which capacity is too small", () => {
    const told: number[] = [];
    capacityPrice({ ...options, scenarios: 2, capacities: [50] }, 3, (done) => told.push(done));
    expect(told).toEqual([0.5, 1]);
    const closed = { ...options.population, deviceMaxSteps: 0 };
    expect(() => capacityPrice({ ...options, population: closed, capacities: [10] }, 3)).toThrow(InfeasibleError);
    expect(() => capacityPrice({ ...options, capacities: [0.5] }, 3)).toThrow("capacities: must be a whole number");
  });
});

describe("capacityWorth", () => {
  it("sums the runs up for each capacity, from nothing reached to all", () => {
    const worth = capacityWorth(table).rows as unknown as Row[];
    expect(worth.map(({ capacityPerUser }) => capacityPerUser)).toEqual([2, 5, 10, 20, 40, 60]);
    const at = rows.filter(({ capacity }) => capacity === 100).map(({ price }) => price!);
    const [, , third, most] = [...at].sort((a, b) => a - b) as [number, number, number, number];
    expect(worth[2]!["priceMean"]).toBeCloseTo(at.reduce((sum, price) => sum + price, 0) / 4, 12);
    expect(worth[2]!["priceP90"]).toBeCloseTo(0.3 * third + 0.7 * most, 12);
    const reached = worth.map(({ reachedMean }) => reachedMean!);
    expect(reached).toEqual([...reached].sort((a, b) => a - b));
    expect(worth[0]).toMatchObject({ reachedMean: 0, zeroPrice: 0 });
    expect(worth[5]).toMatchObject({ reachedMean: 1, zeroPrice: 1, leftMean: 0, priceMean: 0 });
  });
});

test("the prices check on 100 random scenarios", () => {
  let priced = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const scenario = randomScenario(seed, 15);
    const { stepCapacity } = scenario.edge;
    if (!stepCapacity) continue;
    const at = (steps: number) => toProblem({ ...scenario, edge: { ...scenario.edge, stepCapacity: steps } });
    try {
      assertFeasible(at(stepCapacity - 1));
    } catch (error) {
      expect(error).toBeInstanceOf(InfeasibleError);
      continue;
    }
    const bound = (steps: number) => lagrangianBound(at(steps));
    const [less, here, more] = [bound(stepCapacity - 1), bound(stepCapacity), bound(stepCapacity + 1)];
    const rounding = 1e-10 * Math.max(1, Math.abs(here.lowerBound));
    expect(here.price).toBeLessThanOrEqual(less.lowerBound - here.lowerBound + rounding);
    expect(here.price).toBeGreaterThanOrEqual(here.lowerBound - more.lowerBound - rounding);
    if (here.price > 0) priced++;

    const relaxed = (steps: number) => solvePerspective(at(steps), new Float64Array(scenario.users.length));
    const [before, middle, after] = [stepCapacity - HALF_WIDTH, stepCapacity, stepCapacity + HALF_WIDTH].map(relaxed);
    const slope = (before!.objective - after!.objective) / (2 * HALF_WIDTH);
    for (const price of [slope, middle!.price]) {
      expect(price).toBeLessThanOrEqual(before!.price + rounding / HALF_WIDTH);
      expect(price).toBeGreaterThanOrEqual(after!.price - rounding / HALF_WIDTH);
    }
  }
  expect(priced).toBeGreaterThan(30);
});
