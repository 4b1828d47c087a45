/** What README says of the ablation is what its stored tables say. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromCsv } from "../../report/csv.js";
import type { Table } from "../../report/table.js";
import { RELAXATIONS } from "../../solver/sca/relaxations.js";
import { SIMPLE_BASELINES } from "./runs.js";

const root = new URL("../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const README = read("README.md").split("\n## What is the paper's, and what is ours\n")[1]!.split("\n## ")[0]!;

const stored = (name: string): Table => fromCsv(read(`data/results/${name}.csv`), name);
const gaps = stored("ablation");
const iterates = stored("ablation-iterates");
const relaxations = stored("ablation-relaxations");
const verdicts = stored("ablation-verdict");

type Row = Table["rows"][number];
type Where = Readonly<Record<string, number | string>>;
const filter = ({ rows }: Table, where: Where): Row[] =>
  rows.filter((row) => Object.entries(where).every(([name, value]) => row[name] === value));
const only = (table: Table, where: Where): Row => {
  const [row, ...others] = filter(table, where);
  expect(others).toEqual([]);
  return row!;
};

/** Two digits. */
const short = (x: number | string | undefined): string => `${Number(Number(x).toPrecision(2))}`;

const SHOWN = { half: "½", random: "random", any: "continuation" };
const CHOICES = RELAXATIONS.flatMap(({ name: relaxation, label }) =>
  Object.entries(SHOWN).map(([start, shown]) => ({ relaxation, start, name: `${label}, ${shown}` })),
);

describe("README's table", () => {
  it.each(CHOICES)("has the median gaps of $name", ({ relaxation, start, name }) => {
    const where = { users: 300, relaxation, start };
    const cells = ["none", "steps", "first", "ours"].map((rounding) => {
      const { gapMedian, scenarios } = only(gaps, { ...where, rounding });
      expect(scenarios).toBe(20);
      return gapMedian === "NA" ? "no plan" : short(100 * Number(gapMedian));
    });
    const { movedMedian } = only(iterates, where);
    expect(README).toContain(`| ${[name, movedMedian, ...cells].join(" | ")} |`);
  });

  it("says no plan where not one of the scenarios has one", () => {
    for (const start of ["half", "random"]) {
      expect(only(gaps, { users: 300, relaxation: "big-m", start, rounding: "none" })["noPlan"]).toBe(1);
    }
  });
});

describe("README's sentences", () => {
  it("on the perspective form from ½: the dual, one user at most, no better plan", () => {
    const rows = filter(iterates, { relaxation: "perspective", start: "half" });
    let scenarios = 0;
    let helped = 0;
    for (const row of rows) {
      for (const end of ["aboveDualLeast", "aboveDualLargest"]) expect(Math.abs(Number(row[end]))).toBeLessThan(1e-12);
      expect(row["movedLargest"]).toBeLessThanOrEqual(1);
      scenarios += Number(row["scenarios"]);
      helped += Number(row["scenarios"]) * Number(row["helped"]);
    }
    const sizes = rows.map(({ users }) => Number(users));
    expect(README).toContain(
      `in ${helped} of ${scenarios} scenarios of ${Math.min(...sizes)} to ${Math.max(...sizes)} users a later iterate has the better plan`,
    );
  });

  it("on big-M: later iterates lower the gap, and from a random start it is the smaller one with many users", () => {
    for (const start of ["half", "random", "any"]) {
      expect(only(iterates, { users: 300, relaxation: "big-m", start })["helped"]).toBeGreaterThan(0.5);
    }
    const ratio = (users: number): string[] => {
      const row = only(relaxations, { users, relaxation: "big-m", start: "random", rounding: "ours" });
      return ["ratioMedian", "ratioCiLow", "ratioCiHigh"].map((name) => Number(row[name]).toPrecision(2));
    };
    const [hundred, many] = [ratio(100), ratio(300)];
    expect(README).toContain(
      `by a factor of ${hundred[0]} (95 % interval ${hundred[1]} to ${hundred[2]}) at 100 users and ${many[0]} (${many[1]} to ${many[2]}) at 300`,
    );
    for (const users of [3, 10, 30]) expect(ratio(users)[0]).toBe("1.0");
  });

  it("on superior: from how many users on, against whom", () => {
    /** The least number of users from which on all rows have this verdict; Infinity if those with most have not. */
    const from = (verdict: string, where: Where, also: (row: Row) => boolean = () => true): number => {
      const rows = filter(verdicts, where).filter(also);
      const otherwise = rows.filter((row) => row["verdict"] !== verdict).map(({ users }) => Number(users));
      const sizes = [...new Set(rows.map(({ users }) => Number(users)))].filter(
        (size) => size > Math.max(0, ...otherwise),
      );
      return Math.min(...sizes);
    };
    const over = (baseline: string): number => from("superior", { rounding: "ours", baseline });
    expect(over("local")).toBe(over("random"));
    expect(README).toContain(
      `against \`edge\` from ${over("edge")} users on, \`local\` and \`random\` from ${over("local")}, and \`greedy\` from ${over("greedy")}.`,
    );
    const ownRandom = { rounding: "ours", baseline: "random-init" };
    const starts = ["half", "any"].map((start) => from("superior", { ...ownRandom, relaxation: "perspective", start }));
    expect(starts[0]).toBe(starts[1]);
    expect(README).toContain(`from ½ or with the continuation, from ${starts[0]} users on.`);
    const others = filter(verdicts, ownRandom).filter(
      ({ relaxation, start }) => relaxation === "big-m" || (start !== "half" && start !== "any"),
    );
    expect(others.filter(({ verdict }) => verdict === "superior")).toEqual([]);
    const asTheyStand = from("superior", { rounding: "none", relaxation: "perspective" }, ({ baseline }) =>
      SIMPLE_BASELINES.some((name) => name === baseline),
    );
    expect(README).toContain(`superior to all four from ${asTheyStand} users on`);
    expect(SIMPLE_BASELINES).toHaveLength(4);
    const worse = from("inferior", { rounding: "none", relaxation: "big-m", baseline: "greedy" });
    expect(README).toContain(`those of big-M are inferior to \`greedy\` from ${worse}.`);
    expect(README).toContain(`all ${verdicts.rows.length} verdicts`);
  });
});
