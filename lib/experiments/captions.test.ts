import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fiveUsers } from "../population/five-users.js";
import type { Chart } from "../report/chart.js";
import { fromCsv, toCsv } from "../report/csv.js";
import type { Table } from "../report/table.js";
import { dualFunction } from "./certificate/dual-function.js";
import { dualFunctionChart } from "./certificate/dual-function-chart.js";
import { gapByStart } from "./certificate/gap-by-start.js";
import { gapByStartChart } from "./certificate/gap-by-start-chart.js";
import { placeTradeoff } from "./problem-formulation/place-tradeoff.js";
import { placeTradeoffsChart } from "./problem-formulation/place-tradeoffs-chart.js";

const { name: _, ...nameless } = fiveUsers;
const three = { ...fiveUsers, name: "three", users: fiveUsers.users.slice(0, 3) };
const starts = { penaltyFactors: [1], starts: 2 };

/** As it is drawn from its file, which has no more than rows. */
const stored = (chart: (table: Table) => Chart, table: Table): string =>
  chart(fromCsv(toCsv(table), table.name)).caption;

test("captions are in words, without names of columns, fields or options", () => {
  const folder = new URL("../../figures/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".tex"));
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) {
    const [, caption] = readFileSync(new URL(file, folder), "utf8").match(/\\caption\{(.*)\}/)!;
    const plain = caption!.replace(/\$[^$]*\$/g, "");
    expect(plain, file).not.toMatch(/[a-z]{2}[A-Z]|\w\.[a-z]|\\_|--[a-z]|`|\(\)|\bNaN\b|\bnull\b|undefined/);
  }
});

test("axes, legends and labels are in words too", () => {
  const folder = new URL("../../figures/", import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".svg"))) {
    const texts = [...readFileSync(new URL(file, folder), "utf8").matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)];
    expect(texts.length, file).toBeGreaterThan(5);
    for (const [, text] of texts) expect(text, file).not.toMatch(/[a-z]{2}[A-Z]|[a-z]\.[a-z]|_|\bNaN\b|undefined/);
  }
});

test("captions name the scenario that was given, or none", () => {
  const table = gapByStart({ scenario: three, ...starts }, 1);
  expect(gapByStartChart(table).caption).toContain("finds on the scenario three from 2 random starts");
  expect(stored(gapByStartChart, table)).toContain("finds from 2 random starts");
  expect(gapByStartChart(gapByStart({ scenario: nameless, ...starts }, 1)).caption).toContain("finds from 2 random");
});

test("captions count the users that were given", () => {
  const table = dualFunction({ scenario: three, highestPrice: 2 });
  expect(dualFunctionChart(table).caption).toMatch(/^Three users: \(a\) the Lagrangian dual/);
  expect(stored(dualFunctionChart, table)).toMatch(/^\(a\) The Lagrangian dual/);
  const users = placeTradeoffsChart(placeTradeoff({ scenario: fiveUsers, users: ["A"] }));
  expect(users.caption).toMatch(/^The best steps of one user on the device/);
});
