import { describe, expect, it } from "vitest";
import type { Chart, PlotlyTrace } from "../../report/chart.js";
import type { Table } from "../../report/table.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { catalogue } from "../catalogue.js";
import { chartsOf } from "../experiment.js";
import { dynamicLyapunov, dynamicLyapunovDefaults } from "./lyapunov.js";
import { dynamicLyapunovChart } from "./lyapunov-chart.js";
import { dynamicLyapunovLaws, dynamicLyapunovSettling } from "./lyapunov-laws.js";
import { dynamicRegret, dynamicRegretDefaults, dynamicRegretRuns } from "./regret.js";
import { dynamicRegretChart } from "./regret-chart.js";
import { dynamicShock } from "./shock.js";
import { dynamicShockChart } from "./shock-chart.js";
import { dynamicStress, dynamicStressDefaults } from "./stress.js";
import { dynamicStressChart } from "./stress-chart.js";
import { dynamicTimeline, dynamicTimelineDefaults } from "./timeline.js";
import { dynamicTimelineChart } from "./timeline-chart.js";

const { "every 1": often, "every 5": rarely, price } = dynamicRegretDefaults.policies;
const WORLDS = shortOrFull(["steady"] as const, ["steady", "bursty"] as const);
const longRuns = dynamicLyapunov(
  {
    ...dynamicLyapunovDefaults,
    population: { users: shortOrFull(1, 2), seed: 2, stepCapacity: 20 },
    runs: [
      { tradeoff: 100, slots: 16 },
      { tradeoff: 1000, slots: 32 },
    ],
    seeds: 2,
  },
  1,
);
const settling = dynamicLyapunovSettling(longRuns);
const tables = {
  "dynamic-lyapunov": dynamicLyapunovLaws(longRuns),
  "dynamic-regret": dynamicRegret(
    dynamicRegretRuns(
      {
        worlds: WORLDS,
        policies: { price: price!, "every 1": often!, "every 5": rarely! },
        seeds: shortOrFull(1, 3),
      },
      1,
    ),
  ),
  "dynamic-shock": dynamicShock(
    { slots: 20, outage: { from: 4, until: 10, left: 0.5 }, policies: ["price", "greedy"], seeds: shortOrFull(2, 3) },
    1,
  ),
  "dynamic-stress": dynamicStress(
    {
      ...dynamicStressDefaults,
      slots: 12,
      outage: { from: 3, until: 6 },
      left: [1, 0.5],
      loads: [1],
      policies: ["price", "local"],
      seeds: shortOrFull(1, 2),
    },
    1,
  ),
  "dynamic-timeline": dynamicTimeline({ ...dynamicTimelineDefaults, slots: 20, policies: ["price", "static"] }, 1),
};
const charts = {
  "dynamic-lyapunov": dynamicLyapunovChart(tables["dynamic-lyapunov"], settling),
  "dynamic-regret": dynamicRegretChart(tables["dynamic-regret"]),
  "dynamic-shock": dynamicShockChart(tables["dynamic-shock"]),
  "dynamic-stress": dynamicStressChart(tables["dynamic-stress"]),
  "dynamic-timeline": dynamicTimelineChart(tables["dynamic-timeline"]),
};

const of = (table: Table, key: string, value: string, column: string): number[] =>
  table.rows.filter((row) => row[key] === value).map((row) => Number(row[column]));
const lines = (chart: Chart, panel: string): PlotlyTrace[] =>
  chart.data.filter(({ yaxis, fill }) => yaxis === panel && !fill);

describe.each(Object.entries(charts))("%s", (name, chart) => {
  it("has its name, its table and a place in the catalogue", () => {
    expect(chart.name).toBe(name);
    expect(chart.table).toBe(tables[name as keyof typeof tables]);
    expect(chartsOf(catalogue).map((entry) => entry.name)).toContain(name);
  });

  it("names each series once, and tells those of a panel apart by colour", () => {
    const named = chart.data.filter(({ showlegend, name: shown }) => shown !== undefined && showlegend !== false);
    expect(new Set(named.map(({ name: shown }) => shown)).size).toBe(named.length);
    for (const panel of new Set(chart.data.map(({ yaxis }) => yaxis as string))) {
      const colours = lines(chart, panel).map(({ line, marker }) => ((line ?? marker) as { color: string }).color);
      const groups = lines(chart, panel).map(({ legendgroup }, i) => legendgroup ?? i); // a line and its marks
      expect(new Set(colours).size).toBe(new Set(groups).size);
    }
  });
});

describe("dynamic-lyapunov", () => {
  const { rows } = tables["dynamic-lyapunov"];
  const chart = charts["dynamic-lyapunov"];
  const column = (name: string): number[] => rows.map((row) => Number(row[name]));

  it("draws cost and queues with their intervals, beside their bounds", () => {
    const [cost, made, bound] = lines(chart, "y");
    const [queue, boundOfQueues, early] = lines(chart, "y2");
    expect([cost!["y"], made!["y"], bound!["y"]]).toEqual(["excessMean", "costBoundMade", "costBound"].map(column));
    expect([queue!["y"], boundOfQueues!["y"], early!["y"]]).toEqual(
      ["queueMean", "queueBound", "queueEarly"].map(column),
    );
    for (const [trace, name] of [
      [cost, "excess"],
      [queue, "queue"],
    ] as const) {
      const { array, arrayminus } = trace!["error_y"] as { array: number[]; arrayminus: number[] };
      for (const [i, row] of rows.entries()) {
        expect(Number(row[`${name}Mean`]) + array[i]!).toBeCloseTo(Number(row[`${name}CiHigh`]), 9);
        expect(Number(row[`${name}Mean`]) - arrayminus[i]!).toBeCloseTo(Number(row[`${name}CiLow`]), 9);
      }
    }
  });

  it("draws how the queues of each V come to its price", () => {
    const [price, ...paths] = lines(chart, "y3");
    expect(paths).toHaveLength(2);
    for (const y of price!["y"] as number[]) expect(y).toBeCloseTo(column("queuePriced")[1]! / 1000, 12);
    const own = settling.rows.filter(({ tradeoff }) => tradeoff === 1000);
    expect(paths[1]!["x"]).toEqual(own.map(({ until }) => until));
    expect(paths[1]!["y"]).toEqual(own.map(({ queueMean }) => Number(queueMean) / 1000));
  });
});

describe("dynamic-regret", () => {
  it("draws the policies in per cent with their quartiles, and stale prices against their age", MORE_IN_FULL, () => {
    const table = tables["dynamic-regret"];
    const [first] = table.rows;
    const [byPolicy] = lines(charts["dynamic-regret"], "y");
    expect(byPolicy!["y"]).toEqual([100 * Number(first!["regretMedian"])]);
    const { array } = byPolicy!["error_y"] as { array: number[] };
    expect(array[0]).toBeCloseTo(100 * (Number(first!["regretP75"]) - Number(first!["regretMedian"])), 9);
    const [box] = charts["dynamic-regret"].data.filter(({ yaxis, fill }) => yaxis === "y" && fill);
    const sides = [first!["regretMedian"], first!["regretAtLeastMedian"]].map((regret) => 100 * Number(regret));
    expect(box!["y"]).toEqual([sides[0], sides[0], sides[1], sides[1], null]);
    const [stale] = lines(charts["dynamic-regret"], "y2");
    expect(stale!["x"]).toEqual([1, 5].map((slots) => slots * (WORLDS.length === 1 ? 1 : Math.exp(-0.035)))); // beside the other world's
    expect(stale!["y"]).toEqual(
      of(table, "world", "steady", "regretMedian")
        .slice(1)
        .map((regret) => 100 * regret),
    );
  });
});

describe("dynamic-shock", () => {
  const chart = charts["dynamic-shock"];

  it("draws the excess of each policy, and prices of those that have some", () => {
    const excess = of(tables["dynamic-shock"], "policy", "price", "excessMedian");
    const [line, marks] = lines(chart, "y");
    expect(line!["y"]).toEqual(excess.slice(0, -1));
    expect(marks!["y"]).toEqual([excess[1], excess[11], excess[19]]); // the last stands apart
    expect(marks!["x"]).toEqual([1, 11, expect.closeTo(20.4, 9)]);
    expect(lines(chart, "y2")).toHaveLength(2);
    expect(lines(chart, "y3")).toHaveLength(1);
  });

  it("marks the outage", () => {
    expect(chart.layout["shapes"]).toMatchObject([
      { x0: 4, x1: 10 },
      { x0: 4, x1: 10 },
      { x0: 4, x1: 10 },
    ]);
  });
});

describe("dynamic-timeline", () => {
  it("draws what every policy uses, who waits, and every price, with the oracle's", () => {
    const chart = charts["dynamic-timeline"];
    const table = tables["dynamic-timeline"];
    expect(lines(chart, "y2").map(({ name }) => name)).toEqual(["price", "static"]);
    expect(lines(chart, "y2")[0]!["y"]).toEqual(of(table, "policy", "price", "used"));
    expect(lines(chart, "y3")[0]!["y"]).toEqual(of(table, "policy", "price", "waiting"));
    expect(lines(chart, "y4").map(({ name }) => name)).toEqual(["price", "oracle", "static"]);
    const prices = of(table, "policy", "oracle", "price").map((price) => (price < 0.01 ? null : price));
    expect(lines(chart, "y4")[1]!["y"]).toEqual(prices);
    expect(chart.layout["shapes"]).toHaveLength(4); // the outage, in each panel
  });

  it("moves through the tenths of the day, in each the slots so far", () => {
    const { data, frames } = charts["dynamic-timeline"];
    expect(frames!.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, i) => `slot ${2 * i + 2}`));
    expect(frames!.at(-1)!.data).toEqual(data);
    for (const [k, trace] of frames![2]!.data.entries()) {
      const whole = (data[k]!["x"] as number[]).flatMap((slot, i) =>
        slot < 6 ? [[slot, (data[k]!["y"] as unknown[])[i]]] : [],
      );
      expect((trace["x"] as number[]).map((slot, i) => [slot, (trace["y"] as unknown[])[i]])).toEqual(whole);
      expect({ ...trace, x: 0, y: 0 }).toEqual({ ...data[k], x: 0, y: 0 });
    }
  });
});
