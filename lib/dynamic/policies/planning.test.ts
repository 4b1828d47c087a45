/** Policies that solve: whom, and with what. */
import { expect, it } from "vitest";
import { problemOf } from "../../model/problem.js";
import { type ScenarioColumns, selectUsers } from "../../scenario/columns.js";
import { solve } from "../../solver/solve.js";
import { halving } from "../../testing/halving.js";
import type { Request } from "../request.js";
import { type Slot, slotOf } from "../slot.js";
import { makeWorld } from "../world.js";
import { baseline, patience, planning, solving } from "./planning.js";

function slot(columns: ScenarioColumns, users: readonly number[], index = 0): Slot {
  const world = makeWorld(columns, { slots: 9, arrivals: [] }, 1);
  const requests = users.map((user, i): Request => ({ index: i, user, task: user, arrival: 0, state: "waiting" }));
  return slotOf(world, index, requests);
}

it("those who start get the plan that is found for them alone; of the others nothing is said", () => {
  const columns = halving(["open", "closed", "open", "closed"], 12);
  const asked: [number, number][] = [];
  const policy = planning(
    () => Uint8Array.of(0, 1, 1, 0),
    (own, k) => {
      asked.push([own.users.count, k]);
      expect([own.users.id(0), own.users.id(1)]).toEqual(["u1", "u2"]);
      const plan = {
        offload: Uint8Array.of(1, 0),
        steps: Float64Array.of(7, 5),
        computationTime: Float64Array.of(2, 3),
      };
      return { plan, price: 0.3 };
    },
  );
  const { start, plan, price } = policy.decide(slot(columns, [0, 1, 2, 3], 4));
  expect(asked).toEqual([[2, 4]]);
  expect([[...start], price]).toEqual([[0, 1, 1, 0], 0.3]);
  expect([[...plan.offload], [...plan.steps], [...plan.computationTime]]).toEqual([
    [0, 1, 0, 0],
    [0, 7, 5, 0],
    [0, 2, 3, 0],
  ]);
});

it("nobody is asked for where nobody starts", () => {
  const policy = planning(
    ({ problem }) => new Uint8Array(problem.count),
    () => {
      throw new Error("asked");
    },
  );
  const decision = policy.decide(slot(halving(["open"], 1), [0]));
  expect([[...decision.start], decision.price]).toEqual([[0], NaN]);
});

it("all who start are told with their own columns", () => {
  const one = slot(halving(["open", "open"], 8), [1, 0]);
  const policy = planning(
    () => Uint8Array.of(1, 1),
    (own) => {
      expect(own.users).toBe(one.problem.scenario.users);
      return { plan: solve(own, { method: "local" }).plan, price: 1 };
    },
  );
  expect([...policy.decide(one).plan.steps]).toEqual([5, 5]);
});

it("solving is the method's own plan, at the price of its relaxation or its bound", () => {
  const columns = halving(["closed", "closed"], 12);
  const one = slot(columns, [0, 1]);
  const exact = solve(columns, { method: "exact" });
  const sca = solve(columns);
  expect([...solving("exact").decide(one).start]).toEqual([1, 1]);
  expect(solving("exact").decide(one)).toMatchObject({ plan: exact.plan, price: exact.price });
  expect(solving("sca").decide(one)).toMatchObject({ plan: sca.plan, price: sca.trace[0]!.price });
  // the seventh step's 60/128 − 0.1, and −φ′(6)
  expect([exact.price, sca.trace[0]!.price]).toEqual([
    expect.closeTo(0.36875, 9),
    expect.closeTo((60 * Math.LN2) / 64 - 0.1, 9),
  ]);
});

it("a baseline draws anew in every slot, and lets those wait who do not fit", () => {
  const columns = halving(new Array(12).fill("open"), 40);
  for (const index of [0, 1, 5]) {
    const one = slot(columns, [...new Array(12).keys()], index);
    const { plan, price } = baseline("random", 3).decide(one);
    expect(plan).toEqual(solve(columns, { method: "random", seed: 3 + index }).plan);
    expect(price).toBeNaN();
  }
  const places = [0, 1].map(
    (k) => baseline("random", 3).decide(slot(columns, [...new Array(12).keys()], k)).plan.offload,
  );
  expect(places[0]).not.toEqual(places[1]);
  const closed = halving(["closed", "open", "closed"], 1);
  const { start, plan } = baseline("local").decide(slot(closed, [0, 1, 2]));
  expect([...start]).toEqual([1, 1, 0]);
  expect(plan).toMatchObject({ offload: Uint8Array.of(1, 0, 0) });
  const { users } = closed;
  const alone = solve({ ...closed, users: selectUsers(users, [0, 1]) }, { method: "local" }).plan;
  expect([...plan.steps]).toEqual([...alone.steps, 0]);
});

it("patience rises with a backlog, so that in the end a step is worth its wait", () => {
  const who = patience();
  // 9 steps a slot, and two who want all of them
  const two = slot(halving(["closed", "closed"], 9), [0, 1]);
  const first = who(two);
  expect(first.reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
  const many = { ...two, problem: problemOf(halving(new Array(30).fill("closed"), 9)), dropCost: new Float64Array(30) };
  const later = Array.from({ length: 40 }, () => who(many).reduce((a, b) => a + b, 0));
  // at the usual price of a backlog fewer steps each, and more of them at a time
  expect(Math.max(...later.slice(-5))).toBeGreaterThan(first.reduce((a, b) => a + b, 0));
});
