/** What the baselines do, worked out in the head. */
import { describe, expect, it } from "vitest";
import { toProblem } from "../../model/problem.js";
import { stream } from "../../numerics/stream.js";
import type { ScenarioColumns } from "../../scenario/columns.js";
import { halving } from "../../testing/halving.js";
import { solve } from "../solve.js";
import { METHODS, type MethodName } from "./methods.js";
import { deviceClosed, fitting } from "./places.js";

type Devices = readonly ("open" | "closed")[];

/** Places and steps. */
const planOf = (columns: ScenarioColumns, method: MethodName): string[] => {
  const { plan } = solve<MethodName>(columns, { method });
  return Array.from(plan.offload, (a, n) => `${a === 1 ? "edge" : "device"} ${plan.steps[n]}`);
};

/** The same with twice the work for some users. */
function slower(columns: ScenarioColumns, ...users: readonly number[]): ScenarioColumns {
  const workload = columns.users.workload.map((work, n) => (users.includes(n) ? 2 * work : work));
  return { ...columns, users: { ...columns.users, workload } };
}

it("baselines iterate nothing", () => {
  const columns = halving(["open", "open"], 12);
  const baselines = METHODS.filter(
    ({ options, proves }) => !proves && !(options as readonly string[]).includes("iterationLimit"),
  );
  expect(baselines.length).toBeGreaterThan(3);
  for (const { name } of baselines) expect(solve<MethodName>(columns, { method: name }).iterations).toBe(0);
});

describe("greedy", () => {
  it("moves whom a step saves most, as long as the edge has what beats the device", () => {
    const all = (capacity: number | null, devices: Devices = ["open", "open", "open"]): string[] =>
      planOf(halving(devices, capacity), "greedy");
    expect(all(null)).toEqual(["edge 9", "edge 9", "edge 9"]);
    expect(all(27)).toEqual(["edge 9", "edge 9", "edge 9"]);
    // the third gets 4 steps, for 0.4 + 3.75; in the end all share what there is
    expect(all(22)).toEqual(["edge 8", "edge 7", "edge 7"]);
    // 3 steps cost 0.3 + 7.5, more than the device
    expect(all(21)).toEqual(["edge 9", "edge 9", "device 5"]);
    expect(all(3)).toEqual(["device 5", "device 5", "device 5"]);
    expect(all(4)).toEqual(["edge 4", "device 5", "device 5"]);
    expect(all(0)).toEqual(["device 5", "device 5", "device 5"]);
  });

  it("begins with those who save most for each step", () => {
    // on a slow device 4 steps cost 8 + 3.75, and an edge step saves more
    expect(planOf(slower(halving(["open", "open", "open"], 9), 2), "greedy")).toEqual([
      "device 5",
      "device 5",
      "edge 8",
    ]);
    expect(planOf(slower(halving(["open", "open", "open"], 17), 1), "greedy")).toEqual([
      "edge 9",
      "edge 8",
      "device 5",
    ]);
  });

  it("leaves to those without a device what they take first", () => {
    expect(planOf(halving(["open", "closed"], 9), "greedy")).toEqual(["device 5", "edge 9"]);
    // 12 less 9 are 3, which do not beat the device
    expect(planOf(halving(["open", "closed"], 12), "greedy")).toEqual(["device 5", "edge 9"]);
    expect(planOf(halving(["open", "closed"], 13), "greedy")).toEqual(["edge 7", "edge 6"]);
  });

  /** With other work, device speeds and deadlines for some users. */
  const varied = (columns: ScenarioColumns, own: Partial<ScenarioColumns["users"]>): ScenarioColumns => ({
    ...columns,
    users: { ...columns.users, ...own },
  });

  it("goes by the saving for each step, not by the whole of it", () => {
    const columns = varied(halving(["open", "open"], 3), {
      workload: Float64Array.of(2e12, 1e12),
      deviceSpeed: Float64Array.of(1e12, 2e13 / 3),
      deadline: Float64Array.of(Infinity, 0.3),
    });
    // the first saves 11.75 − 1.83 by 8 steps; the second, who has time for 3 steps there and 2 here, 15.3 − 7.8 by 3
    expect(planOf(columns, "local")).toEqual(["device 4", "device 2"]);
    expect(planOf(columns, "greedy")).toEqual(["device 4", "edge 3"]);
  });

  it("goes by what the edge saves, not by what either place costs", () => {
    // the second has time for one step: 30.12 here, 30.1 there
    const hurried = { deviceSpeed: Float64Array.of(1e12, 1e12 / 0.12), deadline: Float64Array.of(Infinity, 0.12) };
    expect(planOf(varied(halving(["open", "open"], 9), hurried), "greedy")).toEqual(["edge 9", "device 1"]);
    expect(planOf(varied(halving(["open", "open"], 1), hurried), "edge")).toEqual(["edge 1", "device 1"]);
  });
});

describe("random", () => {
  it("throws a fair coin for who has both places", () => {
    const columns = halving(["closed", ...new Array<"open">(400).fill("open")], null);
    const { plan } = solve(columns, { method: "random", seed: 4 });
    const coins = Array.from({ length: 401 }, (_, n) => (n === 0 || stream(4, n)() < 0.5 ? 1 : 0));
    expect([...plan.offload]).toEqual(coins);
  });

  it("start is another one than half", () => {
    const columns = halving(["open", "open", "open"], 12);
    const { linearisedAt, trace } = solve(columns, { method: "random-init", seed: 4, iterationLimit: 1 });
    expect(trace).toHaveLength(1);
    expect([...linearisedAt]).toEqual([0, 1, 2].map((n) => stream(4, n)()));
  });
});

describe("local and edge", () => {
  it("are all on their device, or as many at the edge as there are steps", () => {
    expect(planOf(halving(["open", "closed", "open"], 30), "local")).toEqual(["device 5", "edge 9", "device 5"]);
    expect(planOf(halving(["open", "closed", "open"], 30), "edge")).toEqual(["edge 9", "edge 9", "edge 9"]);
    expect(planOf(halving(["open", "closed", "open"], 2), "edge")).toEqual(["edge 1", "edge 1", "device 5"]);
    expect(planOf(slower(halving(["open", "closed", "open"], 2), 2), "edge")).toEqual(["device 5", "edge 1", "edge 1"]);
  });
});

describe("fitting", () => {
  it("keeps those without a device, then those who save most, the first of equals", () => {
    const problem = toProblem(slower(halving(["open", "open", "closed", "open", "open"], 3), 3));
    const kept = (...wanted: readonly number[]): number[] => [...fitting(problem, Uint8Array.from(wanted))];
    expect(kept(1, 1, 1, 1, 1)).toEqual([1, 0, 1, 1, 0]);
    expect(kept(0, 1, 1, 1, 1)).toEqual([0, 1, 1, 1, 0]);
    expect(kept(1, 1, 1, 0, 0)).toEqual([1, 1, 1, 0, 0]);
    const wanted = Uint8Array.of(0, 1, 1, 0, 1);
    expect(fitting(problem, wanted)).not.toBe(wanted);
    expect([...fitting(problem, wanted)]).toEqual([...wanted]);
    expect([...deviceClosed(problem)]).toEqual([0, 0, 1, 0, 0]);
  });
});
