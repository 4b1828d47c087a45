/** What the page shows is what the library says. */
import { describe, expect, it, test } from "vitest";
import { toProblem } from "../../model/problem.js";
import { campus30 } from "../../population/campus.js";
import { fiveUsers } from "../../population/five-users.js";
import { generate } from "../../population/generate.js";
import type { Scenario } from "../../scenario/types.js";
import { solveSca } from "../../solver/sca/sca.js";
import { STARTS, startingPoint } from "../../solver/sca/starts.js";
import { solve } from "../../solver/solve.js";
import { MORE_IN_FULL, someOrAll } from "../../testing/long.js";
import { FEASIBLE } from "../../testing/reference.js";
import { type Answer, Answerer, withCapacity } from "./answer.js";
import type { Question } from "./question.js";

const campus = generate(campus30);

function ask(scenario: Scenario, more: Partial<Question> = {}, answerer = new Answerer()): Answer {
  const answer = answerer.answer({ id: 1, key: "k", scenario, start: "half", seed: 0, user: 0, ...more });
  if ("refused" in answer) throw new Error(answer.problems.join("\n"));
  return answer;
}

/** Scenarios that the page draws and that have a plan. */
const drawable = (): readonly { readonly name: string; readonly scenario: Scenario }[] => [
  { name: "five users", scenario: fiveUsers },
  { name: "campus", scenario: campus },
  ...someOrAll(4, FEASIBLE).map(({ name, scenario }) => ({ name, scenario })),
];

describe("an answer", MORE_IN_FULL, () => {
  it("has the market's price where demand meets the capacity, and the dual's peak there", () => {
    for (const { name, scenario } of drawable()) {
      const { market, relaxed, dual, capacity, hand } = ask(scenario);
      const peak = dual.reduce((most, d) => Math.max(most, d), -Infinity);
      const scale = 1e-9 * (1 + Math.abs(relaxed.dual));
      expect.soft(peak, name).toBeLessThanOrEqual(relaxed.dual + scale);
      expect.soft(Math.abs(hand.dual - relaxed.dual), name).toBeLessThan(scale);
      expect.soft(hand.demand, name).toBeLessThanOrEqual(capacity * (1 + 1e-9));
      // demand falls in the price
      for (let k = 1; k < market.total.length; k++) {
        expect.soft(market.total[k]!, name).toBeLessThanOrEqual(market.total[k - 1]! * (1 + 1e-9));
      }
    }
  });

  it("has the slope demand − capacity under the hand", () => {
    for (const price of [0.1, 0.5, 1, 1.9]) {
      const h = 1e-6;
      const [below, at, above] = [price - h, price, price + h].map((p) => ask(fiveUsers, { price: p }).hand);
      expect((above!.dual - below!.dual) / (2 * h)).toBeCloseTo(at!.demand - 40, 5);
    }
  });

  it("steps through the iterates of the library's trace", () => {
    for (const start of STARTS) {
      for (const scenario of [fiveUsers, campus]) {
        const { steps, penalty } = ask(scenario, { start, seed: 3 });
        const { trace } = solve(scenario, { start, seed: 3 });
        expect(penalty.value).toBe(trace[0]!.penalty);
        expect(steps.length).toBe(trace.length);
        for (const [i, row] of trace.entries()) {
          const step = steps[i]!;
          expect(step.penalisedObjective).toBeCloseTo(row.penalisedObjective, 9);
          expect(step.objective).toBeCloseTo(row.objective, 9);
          expect(step.price).toBeCloseTo(row.price, 9);
          expect(step.roundedObjective).toBeCloseTo(row.roundedObjective, 9);
          expect(step.change).toBeCloseTo(row.change, 9);
        }
      }
    }
  });

  it("has the plan of an own start, as if it had a name", () => {
    const start = Array.from(startingPoint("random", 30, 5));
    const own = ask(campus, { start });
    const named = ask(campus, { start: "random", seed: 5 });
    expect(own.sca.objective).toBe(named.sca.objective);
    expect(own.sca.gap).toBeCloseTo(named.sca.gap, 12);
    const problem = toProblem(campus);
    const run = solveSca(problem, { penalty: own.penalty.value, start: Float64Array.from(start), iterationLimit: 100 });
    expect(own.steps.map(({ objective }) => objective)).toEqual(run.trace.map(({ objective }) => objective));
  });

  it("blames users for all that lies between plan and bound", () => {
    for (const { name, scenario } of drawable()) {
      const { sca, dualBound } = ask(scenario);
      const told = sca.blame.reduce((sum, r) => sum + r, 0) + sca.idle;
      const scale = 1e-9 * (1 + Math.abs(sca.objective));
      expect.soft(Math.abs(told - (sca.objective - dualBound)), name).toBeLessThan(scale);
    }
  });

  it("judges the reader's places, and none is better than the optimum", () => {
    const answerer = new Answerer();
    let best = Infinity;
    for (let k = 0; k < 32; k++) {
      const places = Array.from({ length: 5 }, (_, n) => (k >> n) & 1);
      const { mine, optimum, dualBound } = ask(fiveUsers, { mine: places }, answerer);
      const { objective, excess, blame, idle } = mine!.found!;
      expect(excess).toBeCloseTo(objective - dualBound, 9);
      expect(blame.reduce((sum, r) => sum + r, 0) + idle).toBeCloseTo(excess, 9);
      expect(objective).toBeGreaterThanOrEqual(optimum.objective * (1 - 1e-12));
      best = Math.min(best, objective);
    }
    expect(best).toBeCloseTo(solve(fiveUsers, { method: "exact" }).objective, 9);
  });

  it("says how many steps places need that the capacity can't hold", () => {
    const { mine } = ask(fiveUsers, { capacity: 3, mine: [1, 1, 1, 1, 1] });
    expect(mine).toMatchObject({ fewest: 5 });
    expect(mine!.found).toBeUndefined();
  });

  it("ends its search within a thousandth of the price", () => {
    const { search, relaxed } = ask(campus);
    expect(search.length).toBeGreaterThan(3);
    expect(Math.abs(search.at(-1)!.price / relaxed.price - 1)).toBeLessThan(2e-3);
  });

  it("is the same whatever was asked before", () => {
    const answerer = new Answerer();
    for (const capacity of [40, 55, 20, 300, 40]) {
      ask(campus, { capacity, key: "other" }, answerer);
      expect(ask(fiveUsers, { capacity }, answerer)).toEqual(ask(fiveUsers, { capacity }));
    }
  });
});

test.each([
  ["workCapacity", (s: Scenario) => ({ ...s, edge: { ...s.edge, stepCapacity: undefined, workCapacity: 1e13 } })],
  ["split", (s: Scenario) => ({ ...s, edge: { ...s.edge, split: true } })],
  [
    "models",
    (s: Scenario) => ({
      ...s,
      users: s.users.map((user) => ({ ...user, models: [{ name: "m", workload: 1, errorModel: user.errorModel }] })),
    }),
  ],
])("a scenario with %s is refused by its path", (field, changed) => {
  const answer = new Answerer().answer({
    id: 4,
    key: field,
    scenario: changed(fiveUsers) as Scenario,
    start: "half",
    seed: 0,
    user: 0,
  });
  expect(answer).toMatchObject({ id: 4, refused: "input", problems: [expect.stringContaining(`${field}: `)] });
});

test("a capacity that holds no plan is refused in the solver's words", () => {
  const closed = { ...fiveUsers.users[0]!, device: { ...fiveUsers.users[0]!.device, maxSteps: 0 } };
  const scenario = { ...fiveUsers, users: [closed, ...fiveUsers.users.slice(1)] };
  const question = { id: 2, key: "closed", scenario, capacity: 0, start: "half", seed: 0, user: 0 } as const;
  const words = (): string => {
    try {
      solve(withCapacity(question));
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(new Answerer().answer(question)).toEqual({ id: 2, refused: "infeasible", problems: [words()] });
  expect(words()).not.toBe("");
});
