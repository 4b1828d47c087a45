/** Cells and their rows: common random numbers, stable ids, what `solve` and `simulate` say. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcomes } from "../dynamic/outcomes.js";
import { makePolicy, type PolicyName } from "../dynamic/policies/policies.js";
import { simulate } from "../dynamic/simulate.js";
import { makeWorld } from "../dynamic/world.js";
import { fiveUsers } from "../population/five-users.js";
import { generate } from "../population/generate.js";
import { resample } from "../population/resample.js";
import { toCsv } from "../report/csv.js";
import { pairedDifferences } from "../report/paired-differences.js";
import { summarise } from "../report/summary.js";
import type { Table } from "../report/table.js";
import { toColumns } from "../scenario/columns.js";
import { METHODS } from "../solver/methods/methods.js";
import { solve } from "../solver/solve.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { type Cell, cellsOf } from "./cells.js";
import { SIMULATE_OUTCOMES, SOLVE_OUTCOMES } from "./outcomes.js";
import type { SweepPlan } from "./plan.js";
import { parseSweepPlan } from "./plan-schema.js";
import { seedsOf } from "./replications.js";
import { type CellDone, cellRunner, columnsOf, type Row, runCell, sweep } from "./run.js";
import { setFields } from "./set-fields.js";
import { finished } from "./summary.js";
import type { Value } from "./value.js";

/** Draws. */
const R = shortOrFull(1, 3);
const drawn = {
  population: { users: 6 },
  replications: R,
  seed: 5,
  method: ["sca", "random-init", "greedy"],
  vary: { "edge.stepCapacity": [20, 60], "users[*].device.maxSteps": [5, 20] },
} as const satisfies SweepPlan;

const rowsOf = (plan: SweepPlan): Map<string, Row> => {
  const checked = parseSweepPlan(plan);
  return new Map(cellsOf(checked).map((cell) => [cell.id, runCell(checked, cell)]));
};
const mapped = <T, U>(of: Readonly<Record<string, T>>, make: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, make(value)]));
const column = ({ rows }: Table, name: string) => rows.map((row) => row[name]);

it("varies a capacity of work in the place of the scenario's steps", async () => {
  const capacities = [2e13, 1e15, null];
  const plan: SweepPlan = {
    scenario: fiveUsers,
    method: ["exact", "greedy"],
    vary: { "edge.workCapacity": capacities },
  };
  const { columns, rows } = await sweep(plan);
  expect(columns.find(({ name }) => name === "edge.workCapacity")!.unit).toBe("FLOP");
  expect(rows).toHaveLength(6);
  const prices = rows.map((row) => {
    const W = row["edge.workCapacity"];
    const own = setFields(fiveUsers, { "edge.workCapacity": typeof W === "number" ? W : null });
    const { objective, price } = solve(own, { method: row["method"] as "exact" });
    expect(row).toMatchObject({ objective, price });
    return price;
  });
  expect(prices[0]).toBeGreaterThan(prices[2]!);
  expect(prices[4]).toBe(0);
});

describe("common random numbers", MORE_IN_FULL, () => {
  const before = rowsOf(drawn);

  it.each<[string, SweepPlan, number]>([
    ["replications", { ...drawn, replications: R + 1 }, 12 * (R + 1)],
    ["points", { ...drawn, vary: { ...drawn.vary, "edge.stepCapacity": [10, 20, 40, 60] } }, 24 * R],
    ["methods", { ...drawn, method: ["exact", "sca", "random", "random-init", "greedy"] }, 20 * R],
    [
      "orders of fields",
      { ...drawn, vary: { "users[*].device.maxSteps": [20, 5], "edge.stepCapacity": [60, 20] } },
      12 * R,
    ],
    ["names and notes", { ...drawn, name: "other", notes: "…" }, 12 * R],
  ])("stay where there are other %s", (_, plan, count) => {
    const after = rowsOf(plan);
    expect(before.size).toBe(12 * R);
    expect(after.size).toBe(count);
    for (const [id, row] of before) expect(after.get(id)).toEqual(row);
  });

  it("give a plan that asks for less some of the cells of one that asks for more", () => {
    const values = (of: readonly Value[]) => fc.shuffledSubarray([...of], { minLength: 1 });
    const vary = { "edge.stepCapacity": [5, 20, null], utility: ["linear", "log"], "weights.time": [1, 2, 3, 4] };
    const less = fc.record({
      replications: fc.integer({ min: 1, max: 5 }),
      method: fc.shuffledSubarray(
        METHODS.map(({ name }) => name),
        { minLength: 1 },
      ),
      vary: fc.record(mapped(vary, values)),
    });
    const all = METHODS.map(({ name }) => name);
    const cells = cellsOf(parseSweepPlan({ population: { users: 2 }, replications: 5, method: all, vary }));
    const known = new Map(cells.map((cell) => [cell.id, cell]));
    expect(known.size).toBe(cells.length);
    fc.assert(
      fc.property(less, (plan) => {
        const own = cellsOf(parseSweepPlan({ population: { users: 2 }, ...plan }));
        const sizes = Object.values(plan.vary).map(({ length }) => length);
        expect(own).toHaveLength([plan.replications, plan.method.length, ...sizes].reduce((a, b) => a * b));
        for (const cell of own) expect(known.get(cell.id)).toEqual(cell);
      }),
      { numRuns: shortOrFull(10, 100) },
    );
  });

  it("are others for other seeds, populations and options", () => {
    for (const other of [{ seed: 6 }, { population: { users: 7 } }, { set: { "weights.time": 2 } }]) {
      const ids = cellsOf(parseSweepPlan({ ...drawn, ...other })).map(({ id }) => id);
      expect(ids.filter((id) => before.has(id))).toEqual([]);
    }
  });

  it("give cells the same row in any order", () => {
    const plan = parseSweepPlan(drawn);
    const run = cellRunner(plan);
    const cells = cellsOf(plan);
    const order = cells.map((_, i) => (i * 7) % cells.length);
    expect(new Set(order).size).toBe(cells.length);
    for (const i of order) expect(run(cells[i]!)).toEqual(before.get(cells[i]!.id));
  });

  it("are those of a scenario that is drawn, set and solved by hand", async () => {
    const { rows } = await sweep(drawn);
    expect(rows).toHaveLength(12 * R);
    for (const row of rows) {
      const { users, chance } = seedsOf(drawn, row["replication"] as number);
      const scenario = setFields(generate({ users: 6, seed: users }), {
        "edge.stepCapacity": row["edge.stepCapacity"]!,
        "users[*].device.maxSteps": row["users[*].device.maxSteps"]!,
      });
      const { objective, gap, status } = solve(scenario, { method: row["method"] as "sca", seed: chance });
      expect(row).toMatchObject({ objective, gap, status, message: "" });
    }
  });

  it("differ from one replication to the next, and from one purpose to another", () => {
    const seeds = Array.from({ length: 500 }, (_, r) => Object.values(seedsOf({ seed: 1 }, r))).flat();
    expect(new Set(seeds).size).toBe(1500);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
    expect(seedsOf({ seed: 1 }, 1)).not.toEqual(seedsOf({ seed: 2 }, 0));
  });
});

describe("cells", () => {
  it("have ids that stay from version to version", () => {
    const ids = (plan: SweepPlan) => cellsOf(parseSweepPlan(plan)).map(({ id }) => id);
    expect(ids({ population: { users: 2 } })).toEqual(["0a4efaba28a29eed"]);
    expect(ids({ scenario: fiveUsers, vary: { "weights.time": [1, 2] } })).toEqual([
      "95153ef9cc0ae9d5",
      "6f01db4eb8ffff3a",
    ]);
  });

  it("come by replication, then by point, then by method", () => {
    const cells = cellsOf(parseSweepPlan({ ...drawn, replications: 3 }));
    const order = cells.slice(0, 13).map(({ replication, point, run }) => [replication, ...Object.values(point), run]);
    expect(order.slice(0, 4)).toEqual([
      [0, 20, 5, "sca"],
      [0, 20, 5, "random-init"],
      [0, 20, 5, "greedy"],
      [0, 20, 20, "sca"],
    ]);
    expect(order[12]).toEqual([1, 20, 5, "sca"]);
  });
});

describe("one's own users", () => {
  const own = { scenario: fiveUsers, resample: 8, replications: 4, seed: 2 } satisfies SweepPlan;

  it("are resampled in each replication, by a seed of its own", async () => {
    const { rows } = await sweep(own);
    expect(new Set(rows.map(({ objective }) => objective)).size).toBe(4);
    for (const [r, row] of rows.entries()) {
      const users = resample(fiveUsers.users, 8, seedsOf(own, r).resample);
      expect(row["objective"]).toBe(solve({ ...fiveUsers, users }).objective);
    }
  });

  it("are the same from a scenario as from users with a setting", async () => {
    const { users, ...setting } = fiveUsers;
    const { scenario: _, ...rest } = own;
    expect(toCsv(await sweep({ ...rest, users, setting }))).toBe(toCsv(await sweep(own)));
  });

  it("may be set one by one after they are drawn", async () => {
    const table = await sweep({ ...own, vary: { "users[7].device.maxSteps": [1, 20] }, outcomes: ["objective"] });
    const users = resample(fiveUsers.users, 8, seedsOf(own, 0).resample);
    const scenario = setFields({ ...fiveUsers, users }, { "users[7].device.maxSteps": 1 });
    expect(table.rows[0]!["objective"]).toBe(solve(scenario).objective);
  });
});

describe("a row", () => {
  it("has every column of the table, and every outcome of solve", async () => {
    const plan: SweepPlan = {
      scenario: fiveUsers,
      method: METHODS.map(({ name }) => name),
      vary: { utility: ["log"] },
    };
    const table = await sweep(plan);
    const names = table.columns.map(({ name }) => name);
    const outcomes = SOLVE_OUTCOMES.map(({ name }) => name);
    expect(names).toEqual(["cell", "utility", "replication", "method", "status", ...outcomes, "message"]);
    for (const row of table.rows) expect(Object.keys(row)).toEqual(names);
    expect(table).toMatchObject({ name: "sweep", columns: columnsOf(parseSweepPlan(plan)) });
    expect(toCsv(table).split("\n")).toHaveLength(METHODS.length + 2);
    const withoutTau = METHODS.filter(({ options }) => !options.includes("penalty")).map(({ name }) => name);
    expect(table.rows.filter(({ penalty }) => penalty === "NA").map(({ method }) => method)).toEqual(withoutTau);
  });

  it("says of a plan what solve says", async () => {
    const [row] = (await sweep({ scenario: fiveUsers })).rows;
    const { plan, totals, ...solution } = solve(fiveUsers);
    const { objective, lowerBound, dualBound, excess, gap, scale, price, iterations, penalty } = solution;
    const { relaxedObjective, binaryViolation, status } = solution;
    const edge = [0, 1, 2, 3, 4].filter((n) => plan.offload[n] === 1);
    expect(edge.length).toBeGreaterThan(0);
    expect(row).toMatchObject({
      ...{ objective, lowerBound, dualBound, excess, gap, scale, price, iterations, penalty },
      ...{ relaxedObjective, binaryViolation, status },
      meanLatency: totals.time / 5,
      meanError: totals.error / 5,
      meanEnergy: totals.energy / 5,
      meanUtility: totals.utility / 5,
      offloadedShare: edge.length / 5,
      edgeSteps: edge.reduce((sum, n) => sum + plan.steps[n]!, 0),
    });
  });

  it("says of a simulation what its outcomes are, for all policies in the same world", async () => {
    const plan = {
      scenario: fiveUsers,
      simulate: {
        policy: ["warm", "random", "lyapunov"],
        slots: 12,
        tradeoff: 50,
        outage: { from: 2, until: 4, left: 0 },
      },
      replications: 2,
      vary: { rate: [1, 3], "edge.stepCapacity": [10] },
    } as const satisfies SweepPlan;
    const table = await sweep(plan);
    expect(table.columns.map(({ name }) => name)).toEqual([
      ...["cell", "rate", "edge.stepCapacity", "replication", "policy", "status"],
      ...SIMULATE_OUTCOMES.map(({ name }) => name),
      "message",
    ]);
    expect(table.rows).toHaveLength(12);
    for (const row of table.rows) {
      const { chance } = seedsOf(plan, row["replication"] as number);
      const scenario = toColumns(setFields(fiveUsers, { "edge.stepCapacity": 10 }));
      const capacity = { outage: plan.simulate.outage };
      const world = makeWorld(scenario, { slots: 12, arrivals: { rate: row["rate"] as number }, capacity }, chance);
      const policy = makePolicy(row["policy"] as PolicyName, world, { seed: chance, tradeoff: 50 });
      const result = outcomes(simulate(world, policy));
      expect(row).toMatchObject({ status: "done", objective: result.objective, ...result.requests });
    }
  });

  it("has only the outcomes that are asked for, and none that is varied", async () => {
    const { columns } = await sweep({ scenario: fiveUsers, outcomes: ["gap", "objective"], vary: { penalty: [1] } });
    const names = ["cell", "penalty", "replication", "method", "status", "objective", "gap", "message"];
    expect(columns.map(({ name }) => name)).toEqual(names);
    const all = (await sweep({ scenario: fiveUsers, vary: { penalty: [1] } })).columns.map(({ name }) => name);
    expect(all.filter((name) => name === "penalty")).toHaveLength(1);
  });

  it("says of what varies its unit, and null and flags as texts", async () => {
    const vary = { "edge.stepCapacity": [null, 40], continuation: [true, false] };
    const table = await sweep({ scenario: fiveUsers, vary });
    expect(table.columns.slice(1, 3).map(({ name, unit }) => [name, unit])).toEqual([
      ["edge.stepCapacity", "steps"],
      ["continuation", ""],
    ]);
    expect(column(table, "edge.stepCapacity")).toEqual(["null", "null", 40, 40]);
    expect(column(table, "continuation")).toEqual(["true", "false", "true", "false"]);
    const rows = table.rows.map((row) => ({
      "edge.stepCapacity": row["edge.stepCapacity"]!,
      continuation: row["continuation"]!,
    }));
    expect(await sweep({ scenario: fiveUsers, rows })).toEqual(table);
  });

  it("has τ as a multiple of its default with the perspective form", async () => {
    const vary = { relaxation: ["perspective", "big-m"], penaltyFactor: [1, 4] };
    const { rows } = await sweep({ scenario: fiveUsers, vary, method: ["sca", "exact"] });
    const { penalty } = solve(fiveUsers);
    expect(rows.map((row) => row["penalty"])).toEqual([
      ...[penalty, "NA", 4 * penalty, "NA"],
      ...[penalty, "NA", 4 * penalty, "NA"],
    ]);
  });

  it("tells what is infeasible and what failed, and the others stay", async () => {
    const table = await sweep({
      scenario: fiveUsers,
      method: ["sca", "local"],
      vary: { "users[0].device.maxSteps": [0, 20], "edge.stepCapacity": [0, 40], "weights.time": [0, 1] },
    });
    const told = table.rows.map((row) => [row["status"], row["objective"] === "NA", row["message"]]);
    const infeasible =
      "infeasible: edge.stepCapacity is 0, but 1 users can't compute on their device and need a step each: A";
    expect(told.filter(([status]) => status === "infeasible").length).toBeGreaterThan(0);
    for (const [status, none, message] of told) {
      expect(none).toBe(status === "infeasible" || status === "failed");
      if (status === "infeasible") expect(message).toBe(infeasible);
      else if (status === "failed")
        expect(message).toMatch(
          /^users\[\d\]\.deadline: missing; must be given, since weights\.time is 0 .* on the device; users\[/,
        );
      else expect(message).toBe("");
    }
    expect(new Set(told.map(([status]) => status))).toEqual(new Set(["infeasible", "failed", "converged", "feasible"]));
    expect(() => toCsv(table)).not.toThrow();
  });
});

describe("sweep", () => {
  it("tells each cell as soon as it is there, and its seconds apart from the table", async () => {
    const told: CellDone[] = [];
    const table = await sweep(drawn, { onCell: (done) => told.push(done) });
    expect(told.map(({ done, cells }) => [done, cells])).toEqual(table.rows.map((_, i) => [i + 1, 12 * R]));
    expect(told.map(({ row }) => row)).toEqual(table.rows);
    expect(told.map(({ cell }) => cell.id)).toEqual(column(table, "cell"));
    expect(told.every(({ seconds }) => seconds >= 0)).toBe(true);
    expect(JSON.stringify(table)).not.toContain("seconds");
    expect(JSON.stringify(await sweep(drawn))).toBe(JSON.stringify(table));
  });

  it("runs cells elsewhere where it is told to", async () => {
    const run = async ({ id }: Cell): Promise<Row> => ({ cell: id });
    const { rows } = await sweep({ scenario: fiveUsers, method: ["sca", "exact"] }, { run });
    expect(rows).toEqual(cellsOf({ scenario: fiveUsers, method: ["sca", "exact"] }).map(({ id }) => ({ cell: id })));
  });

  it("refuses a plan with mistakes", async () => {
    await expect(sweep({ scenario: fiveUsers, vary: { "edge.speeed": [1] } })).rejects.toThrow(
      "vary.edge.speeed: unknown field; did you mean edge.speed?",
    );
  });
});

describe("a summary", () => {
  it("takes a sweep's table: spread by what varies, and paired differences of methods and of points", async () => {
    const table = await sweep({
      ...drawn,
      replications: 8,
      method: ["exact", "greedy"],
      outcomes: ["objective", "gap"],
    });
    const summary = summarise(table, {
      name: "s",
      by: ["edge.stepCapacity", "method"],
      of: ["gap"],
      over: "replications",
    });
    expect(summary.rows).toHaveLength(4);
    expect(summary.rows[0]).toMatchObject({ "edge.stepCapacity": 20, method: "exact", replications: 16, gapMean: 0 });
    const methods = pairedDifferences(table, {
      name: "d",
      by: ["edge.stepCapacity", "users[*].device.maxSteps"],
      between: "method",
      pairs: [["greedy", "exact"]],
      on: "replication",
      over: "replications",
      of: ["objective"],
    });
    expect(methods.rows).toHaveLength(4);
    for (const row of methods.rows) expect(row["objectiveMoreMedian"]).toBeGreaterThanOrEqual(0);
    const points = pairedDifferences(table, {
      name: "d",
      by: ["users[*].device.maxSteps", "method"],
      between: "edge.stepCapacity",
      pairs: [[20, 60]],
      on: "replication",
      over: "replications",
      of: ["objective"],
    });
    expect(points.columns.find(({ name }) => name === "than")!.unit).toBe("steps");
    expect(points.rows[0]).toMatchObject({ "edge.stepCapacity": 20, than: 60, replications: 8 });
    for (const row of points.rows) expect(row["objectiveMoreMedian"]).toBeGreaterThan(0);
  });

  it("leaves out what failed, with all that stood beside it", async () => {
    const plan: SweepPlan = { scenario: fiveUsers, method: ["sca", "local"], vary: { "edge.stepCapacity": [0, 40] } };
    const own = await sweep({ ...plan, set: { "users[0].device.maxSteps": 0 } });
    const rest = finished(own);
    expect(column(own, "status")).toEqual(["infeasible", "infeasible", "converged", "feasible"]);
    expect(rest.rows).toEqual(own.rows.slice(2));
    expect(rest.about).toEqual({ leftOut: 2 });
    const one = { ...own, rows: own.rows.map((row, i) => (i === 2 ? { ...row, message: "failed" } : row)) };
    expect(finished(one).rows).toEqual([]);
    expect(finished(await sweep(plan)).rows).toHaveLength(4);
    expect(() => finished({ name: "t", columns: [], rows: [] })).toThrow("table t: is not of a sweep");
  });
});
