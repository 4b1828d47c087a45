import { expect, it } from "vitest";
import { fiveUsers } from "../../population/five-users.js";
import { scaConvergence } from "./sca-convergence.js";
import { scaConvergenceChart } from "./sca-convergence-chart.js";

it("draws every run in every panel, and names it once", () => {
  const options = { scenario: fiveUsers, penaltyFactors: [0.5, 1, 4], start: "half" as const, iterationLimit: 100 };
  const table = scaConvergence(options, 0);
  const { data, layout } = scaConvergenceChart(table);
  expect(data).toHaveLength(12);
  expect(data.filter(({ showlegend }) => showlegend).map(({ legendgroup }) => legendgroup)).toEqual(["0.5", "1", "4"]);
  expect(new Set(data.map(({ yaxis }) => yaxis))).toEqual(new Set(["y", "y2", "y3", "y4"]));
  for (const name of ["yaxis", "yaxis2", "yaxis3", "yaxis4"]) expect(layout).toHaveProperty(name);
  const objectives = data.filter(({ yaxis }) => yaxis === "y").flatMap(({ y }) => y as number[]);
  expect(objectives).toHaveLength(table.rows.length);
  expect(Math.min(...objectives)).toBeCloseTo(0, 9);
});
