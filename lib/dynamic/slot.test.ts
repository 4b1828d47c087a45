import { expect, it } from "vitest";
import { toColumns } from "../scenario/columns.js";
import { oneUser } from "../testing/one-user.js";
import { slotColumns, slotOf, wait } from "./slot.js";
import { makeWorld } from "./world.js";

const one = oneUser({});
const users = [
  { ...one.users[0]!, deadline: 5 },
  { ...one.users[0]!, id: "u2", workload: 1e12 },
];
const world = (options = {}) =>
  makeWorld(toColumns({ ...one, users }), { slots: 4, slotSeconds: 2, arrivals: [], ...options }, 3);
const request = (user: number, arrival: number) => ({ index: 0, user, task: user, arrival, state: "waiting" }) as const;

it("a request waits from its arrival to the slot's beginning, and not less than nothing", () => {
  expect([wait(3, 2, 4.5), wait(3, 2, 6), wait(3, 2, 6 + 1e-12)]).toEqual([1.5, 0, 0]);
});

it("the users of a slot are its requests, with what is left of their deadlines", () => {
  const columns = slotColumns(world(), 2, [request(1, 0.5), request(0, 3), request(0, 4)]);
  expect([...columns.users.deadline]).toEqual([Infinity, 4, 5]);
  expect([...columns.users.workload]).toEqual([1e12, 2e12, 2e12]);
  expect([...columns.users.uplinkRate]).toEqual([1e7, 1e7, 1e7]);
  expect(columns.edge.stepCapacity).toBe(50);
  expect([...slotColumns(world(), 2, [request(0, 3)], false).users.deadline]).toEqual([Infinity]);
});

it("rates and capacity are the slot's own", () => {
  const moving = world({ channel: "mobile", capacity: { outage: { from: 1, until: 2, left: 0.5 } } });
  const { uplinkRate, downlinkRate } = moving.channel!;
  for (const k of [0, 1, 3]) {
    const columns = slotColumns(moving, k, [request(1, 0), request(0, 0)]);
    expect([...columns.users.uplinkRate]).toEqual([uplinkRate[2 * k + 1], uplinkRate[2 * k]]);
    expect([...columns.users.downlinkRate]).toEqual([downlinkRate[2 * k + 1], downlinkRate[2 * k]]);
    expect(columns.edge.stepCapacity).toBe(k === 1 ? 25 : 50);
  }
  const unlimited = makeWorld(
    toColumns({ ...one, edge: { ...one.edge, stepCapacity: null } }),
    { slots: 2, arrivals: [], capacity: { outage: { from: 1, until: 2, left: 0 } } },
    1,
  );
  expect([0, 1].map((k) => slotColumns(unlimited, k, []).edge.stepCapacity)).toEqual([null, 0]);
});

it("a policy is told whether the slot is the last, and what dropping costs", () => {
  const own = world();
  const slot = slotOf(own, 3, [request(1, 0), request(0, 0)]);
  expect([slot.index, slot.last, slot.slotSeconds, slot.problem.count]).toEqual([3, true, 2, 2]);
  expect([...slot.dropCost]).toEqual([own.dropCost[1], own.dropCost[0]]);
  expect(slotOf(own, 2, []).last).toBe(false);
  // 6 s of waiting leave nothing of 5
  expect([...slot.problem.edge.open]).toEqual([1, 0]);
  expect([...slotOf(own, 3, [request(0, 0)], false).problem.edge.open]).toEqual([1]);
});
