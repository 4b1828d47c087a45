/** A simulation that is written out by hand, summed up. */
import { expect, it } from "vitest";
import { toColumns } from "../scenario/columns.js";
import { oneUser } from "../testing/one-user.js";
import { outcomes } from "./outcomes.js";
import type { Request, Run, State } from "./request.js";
import type { SlotRecord } from "./simulate.js";
import { makeWorld } from "./world.js";

const world = () => makeWorld(toColumns(oneUser({})), { slots: 3, dropCost: 100, arrivals: [] }, 1);

const run = (latency: number, offload: number, cost: number): Run => ({
  slot: 0,
  offload,
  steps: 3,
  wait: 0,
  latency,
  error: 0.1,
  energy: 2 * latency,
  deviceEnergy: latency,
  utility: 0,
  cost,
  late: false,
});

const request = (index: number, user: number, state: State, own?: Run): Request => ({
  index,
  user,
  task: user,
  arrival: 0,
  state,
  ...(own && { run: own }),
});

const slot = (used: number, capacity: number): SlotRecord => ({
  slot: 0,
  arrived: 0,
  served: 0,
  late: 0,
  dropped: 0,
  waiting: 0,
  running: 0,
  capacity,
  used,
  price: 0,
  cost: 0,
});

it("counts, costs, energies, shares and switches", () => {
  const requests = [
    request(0, 0, "done", run(4, 0, 10)),
    request(1, 0, "late", run(2, 1, 7)),
    request(2, 0, "running", run(1, 1, 5)),
    request(3, 0, "waiting"),
    request(4, 0, "dropped"),
    request(5, 0, "done", run(3, 0, 1)),
    request(6, 0, "done", run(5, 1, 2)),
  ];
  const slots = [slot(5, 10), slot(9, 10), slot(0, 0), slot(7, Infinity)];
  expect(outcomes({ world: world(), requests, slots })).toEqual({
    requests: { arrived: 7, served: 3, late: 1, dropped: 1, inFlight: 2 },
    objective: 10 + 7 + 5 + 100 + 100 + 1 + 2,
    latency: { p50: 3, p95: 5, p99: 5 },
    energy: { total: 30, device: 15 },
    capacity: { peakUse: 0.9, violations: 0 },
    offloadedShare: 3 / 5,
    // device, edge, edge, device, edge
    switches: 3,
  });
});

it("switches are each user's own", () => {
  const requests = [
    request(0, 0, "done", run(1, 0, 1)),
    request(1, 1, "done", run(1, 1, 1)),
    request(2, 0, "done", run(1, 0, 1)),
    request(3, 1, "done", run(1, 1, 1)),
  ];
  expect(outcomes({ world: world(), requests, slots: [] }).switches).toBe(0);
});

it("percentiles are the smallest value that so many do not exceed", () => {
  const of = (count: number) => {
    const requests = Array.from({ length: count }, (_, i) => request(i, 0, "done", run(count - i, 0, 0)));
    return outcomes({ world: world(), requests, slots: [] }).latency;
  };
  expect(of(1)).toEqual({ p50: 1, p95: 1, p99: 1 });
  expect(of(2)).toEqual({ p50: 1, p95: 2, p99: 2 });
  expect(of(100)).toEqual({ p50: 50, p95: 95, p99: 99 });
  expect(of(101)).toEqual({ p50: 51, p95: 96, p99: 100 });
});

it("of nothing are nothing", () => {
  expect(outcomes({ world: world(), requests: [], slots: [] })).toEqual({
    requests: { arrived: 0, served: 0, late: 0, dropped: 0, inFlight: 0 },
    objective: 0,
    latency: { p50: null, p95: null, p99: null },
    energy: { total: 0, device: 0 },
    capacity: { peakUse: null, violations: 0 },
    offloadedShare: 0,
    switches: 0,
  });
});

it("tells of slots in which more started than there was room for, also where there was none", () => {
  const { capacity } = outcomes({ world: world(), requests: [], slots: [slot(11, 10), slot(10, 10), slot(1, 0)] });
  expect(capacity).toEqual({ peakUse: Infinity, violations: 2 });
  const peakUse = (...slots: readonly SlotRecord[]) =>
    outcomes({ world: world(), requests: [], slots }).capacity.peakUse;
  expect(peakUse(slot(0, 10), slot(0, 0))).toBe(0);
  expect(peakUse(slot(7, Infinity), slot(0, Infinity))).toBeNull();
});
