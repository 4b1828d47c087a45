import { expect, it } from "vitest";
import { linearisedPenalty } from "./linearised-penalty.js";
import { linearisedPenaltyChart } from "./linearised-penalty-chart.js";

it("draws the penalty and, for each iterate, its tangent with the point where they touch", () => {
  const { data } = linearisedPenaltyChart(linearisedPenalty({ around: [0.2, 0.5] }));
  expect(data).toHaveLength(5);
  const [penalty, ...tangents] = data as { x: number[]; y: number[] }[];
  for (const { x, y } of [tangents[1]!, tangents[3]!]) {
    expect(x).toHaveLength(1);
    expect(y[0]).toBeCloseTo(penalty!.y[penalty!.x.indexOf(x[0]!)]!, 14);
  }
  expect(tangents[0]!.x).toEqual(penalty!.x);
});
