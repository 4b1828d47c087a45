import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Chart } from "../report/chart.js";
import type { Table } from "../report/table.js";
import { command } from "../testing/command.js";
import { catalogue } from "./catalogue.js";
import { chartsOf, computeInTurn, type Experiment, oneCell, resultOf, tablesOf } from "./experiment.js";

const here = new URL(".", import.meta.url);
const inWorkspace = (path: string): URL => new URL(`../../${path}`, here);
const tableNames = catalogue.flatMap(({ tables = {} }) => Object.keys(tables));
const chartNames = chartsOf(catalogue).map(({ name }) => name);

/** The figure that the benchmark makes. */
const OF_THE_BENCHMARK = "benchmark-scaling";

describe("the catalogue", () => {
  it("names each experiment, table and chart once", () => {
    for (const names of [catalogue.map(({ name }) => name), tableNames, chartNames]) {
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
  });

  it("lists every experiment that a question's folder has", async () => {
    const entries = readdirSync(here, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== "node");
    const modules = await Promise.all(folders.map(({ name }) => import(new URL(`${name}/experiments.ts`, here).href)));
    const all = modules.flatMap((own: Record<string, Experiment>) => Object.values(own));
    expect(new Set(all)).toEqual(new Set(catalogue));
  });

  it("has the committed figures and tables, and no others", () => {
    const csv = (folder: string): string[] =>
      readdirSync(inWorkspace(folder))
        .filter((file) => file.endsWith(".csv"))
        .map((file) => file.slice(0, -".csv".length))
        .sort();
    expect([...chartNames, OF_THE_BENCHMARK].sort()).toEqual(csv("figures"));
    expect([...tableNames].sort()).toEqual(csv("data/results").filter((name) => !name.startsWith("benchmark-")));
  });

  it("is what the command line lists, charts by name, experiments with tables in its order", async () => {
    const listed = async (name: string): Promise<string[]> => {
      const { stdout } = await command([name, "-h"]);
      return stdout
        .match(/(?<=^(Figures|Studies):\n)( {2}.*\n)+/m)![0]
        .trim()
        .split(/\s+/);
    };
    expect(await listed("figures")).toEqual([...chartNames].sort());
    expect(await listed("tables")).toEqual(catalogue.filter(({ tables }) => tables).map(({ name }) => name));
  });
});

describe("an experiment", () => {
  const ran: unknown[] = [];
  const table = (name: string): Table => ({ name, columns: [], rows: [] });
  const chart = (name: string): Chart => ({
    name,
    caption: "",
    data: [],
    layout: { width: 1, height: 1 },
    table: table(name),
  });
  const counted: Experiment<{ readonly start: number }, number> = {
    name: "counted",
    options: { start: 3 },
    seed: 5,
    study: oneCell(({ start }, seed) => {
      ran.push([start, seed]);
      return start + seed;
    }),
    tables: { "table-8": (sum) => table(`table-${sum}`) },
    charts: { "z-8": (sum) => chart(`z-${sum}`), "a-8": (sum) => chart(`a-${sum}`) },
  };

  it("is not run before something is made of it, and then once", async () => {
    const charts = chartsOf([counted]);
    expect(ran).toEqual([]);
    expect(charts.map(({ name }) => name)).toEqual(["a-8", "z-8"]);
    expect(charts.map(({ make }) => make().name)).toEqual(["a-8", "z-8"]);
    expect(charts.map(({ make }) => make(9).name)).toEqual(["a-9", "z-9"]);
    for await (const [experiment, result] of computeInTurn([counted])) {
      expect(experiment).toBe(counted);
      expect(result).toBe(8);
      expect(tablesOf(counted, result)).toEqual([table("table-8")]);
    }
    expect(resultOf(counted)).toBe(8);
    expect(ran).toEqual([[3, 5]]);
  });
});
