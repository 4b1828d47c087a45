/** The lives of a few requests, slot by slot, worked out in the head. */
import { describe, expect, it } from "vitest";
import { halving } from "../testing/halving.js";
import { outcomes } from "./outcomes.js";
import type { Decision, Policy } from "./policies/policy.js";
import { type SlotRecord, simulate } from "./simulate.js";
import type { Slot } from "./slot.js";
import { makeWorld } from "./world.js";

/** Sends every request to the edge for 4 steps, or to its device for 2, as the first letter of its user's turn says; "w" waits. */
function scripted(script: readonly string[]): Policy {
  return {
    decide: ({ index, requests, problem }: Slot): Decision => {
      const letters = requests.map((request) => script[index]![request.index] ?? "w");
      const offload = Uint8Array.from(letters, (letter) => (letter === "e" ? 1 : 0));
      return {
        start: Uint8Array.from(letters, (letter) => (letter === "w" ? 0 : 1)),
        plan: {
          offload,
          steps: Float64Array.from(offload, (a) => (a === 1 ? 4 : 2)),
          computationTime: Float64Array.from(offload, (a) => (a === 1 ? 0.4 : 2)),
        },
        price: 10 * index + problem.count,
      };
    },
  };
}

/** Three users, the third without a device and in a hurry. */
const world = () =>
  makeWorld(
    halving(["open", "open", "closed"], 8, { 0: 3, 2: 1.4 }),
    {
      slots: 5,
      slotSeconds: 1,
      arrivals: [
        { time: 0, user: 0 },
        { time: 0.5, user: 1 },
        { time: 0.5, user: 2 },
        { time: 1, user: 0 },
        { time: 3, user: 1 },
      ],
    },
    1,
  );
// one letter a request
const SCRIPT = ["d", "wwww", "wewe", "wwwwd", "wwwww"];

describe("simulate", () => {
  it("records what has come, what goes on and what has ended", () => {
    const told: SlotRecord[] = [];
    const { slots, requests } = simulate(world(), scripted(SCRIPT), { onSlot: (record) => told.push(record) });
    expect(told).toEqual(slots);
    const short = slots.map(({ arrived, served, late, dropped, waiting, running, used, price }) =>
      [arrived, served, late, dropped, waiting, running, used, price].join(" "),
    );
    expect(short).toEqual([
      "1 0 0 0 0 1 0 1", // 0 starts for 2 s
      "4 0 0 0 3 1 0 13", // the others wait
      "4 1 0 1 0 2 8 22", // 0 has ended at 2; 2 has no time left; 1 and 3 start at the edge
      "5 3 0 1 0 1 0 31", // they have ended at 2.4; 4 starts on its device
      "5 3 0 1 0 1 0 40",
    ]);
    expect(requests.map(({ state }) => state)).toEqual(["done", "done", "dropped", "done", "done"]);
    expect(requests.map(({ droppedAt }) => droppedAt)).toEqual([undefined, undefined, 2, undefined, undefined]);
    expect(requests.map(({ index, user, arrival }) => [index, user, arrival])).toEqual([
      [0, 0, 0],
      [1, 1, 0.5],
      [2, 2, 0.5],
      [3, 0, 1],
      [4, 1, 3],
    ]);
  });

  it("costs latency from the arrival on, and error; who is dropped costs that", () => {
    const own = world();
    const { requests, slots } = simulate(own, scripted(SCRIPT));
    const edge = 60 / 16;
    const device = 60 / 4;
    const costs = [2 + device, 1.9 + edge, null, 1.4 + edge, 2 + device];
    for (const [i, { run }] of requests.entries()) {
      if (costs[i] === null) expect(run).toBeUndefined();
      else expect(run!.cost).toBeCloseTo(costs[i]!, 12);
    }
    expect(requests[1]!.run).toMatchObject({ slot: 2, offload: 1, steps: 4, wait: 1.5, energy: 0, late: false });
    expect(requests[1]!.run!.latency).toBeCloseTo(1.9, 12);
    // c₁·deadline + 2c₂ε̄(1)
    const drop = 1.4 + 60;
    expect(own.dropCost[2]).toBeCloseTo(drop, 12);
    const sums = [2 + device, 0, 1.9 + edge + 1.4 + edge + drop, 2 + device, 0];
    for (const [k, { cost }] of slots.entries()) expect(cost).toBeCloseTo(sums[k]!, 11);
    expect(outcomes({ world: own, requests, slots }).objective).toBeCloseTo(
      sums.reduce((a, b) => a + b),
      10,
    );
  });

  it("is late where deadlines are ignored, and then costs what a drop does", () => {
    const own = world();
    const late = ["w", "wwww", "wwww", "dwed", "dwwwd"];
    const { requests, slots } = simulate(own, scripted(late), { ignoreDeadlines: true });
    // 0 starts at 3 and ends at 5, 2 at 3.4; 3 starts at 3, too, and 1 never does
    expect(requests.map(({ state }) => state)).toEqual(["late", "waiting", "late", "late", "running"]);
    expect(requests.map(({ run }) => run?.late)).toEqual([true, undefined, true, true, false]);
    expect(requests[2]!.run!.cost).toBeCloseTo(own.dropCost[2]!, 12);
    expect(slots.at(-1)).toMatchObject({ arrived: 5, served: 0, late: 1, dropped: 0, waiting: 1, running: 3 });
    const { requests: counts, objective } = outcomes({ world: own, requests, slots });
    expect(counts).toEqual({ arrived: 5, served: 0, late: 3, dropped: 0, inFlight: 2 });
    const [of0, of1, of2] = own.dropCost;
    expect(objective).toBeCloseTo(of0! + of1! + of2! + of0! + requests[4]!.run!.cost, 10);
  });

  it("energy counts by its weight", () => {
    const columns = halving(["open"], 8);
    const users = { ...columns.users, deviceCapacitance: Float64Array.of(1e-36) };
    const dear = { ...columns, weights: { ...columns.weights, energy: 0.5, localUtility: 0.25 }, users };
    const own = makeWorld(dear, { slots: 3, arrivals: [{ time: 0, user: 0 }] }, 1);
    const { requests } = simulate(own, scripted(["d", "", ""]));
    // κ(ωs)³/t² = 1e-36·8e36/4 J
    expect(requests[0]!.run).toMatchObject({ late: false });
    expect(requests[0]!.run!.energy).toBeCloseTo(2, 12);
    expect(requests[0]!.run!.deviceEnergy).toBeCloseTo(2, 12);
    expect(requests[0]!.run!.cost).toBeCloseTo(2 + 15 + 1 - 0.5, 12);
    const hurried = makeWorld(
      { ...dear, users: { ...users, deadline: Float64Array.of(1) } },
      { slots: 3, arrivals: [{ time: 0, user: 0 }] },
      1,
    );
    const { run } = simulate(hurried, scripted(["d", "", ""]), { ignoreDeadlines: true }).requests[0]!;
    expect(run!.cost).toBeCloseTo(1 + hurried.dropCost[0]!, 12);
  });
});
