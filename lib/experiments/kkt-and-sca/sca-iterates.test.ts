import { expect, it } from "vitest";
import { toProblem } from "../../model/problem.js";
import { fiveUsers } from "../../population/five-users.js";
import { binaryViolation, solveSca } from "../../solver/sca/sca.js";
import { startingPoint } from "../../solver/sca/starts.js";
import { scaIterates } from "./sca-iterates.js";
import { scaIteratesChart } from "./sca-iterates-chart.js";

const study = (penalty: number) => scaIterates({ scenario: fiveUsers, penalty });

it.each([0.5, 2.5])("has the shares of every iterate, from ½ on, at τ = %s", (penalty) => {
  const { rows } = study(penalty);
  const start = startingPoint("half", 5, 0);
  const { trace } = solveSca(toProblem(fiveUsers), { penalty, start, iterationLimit: 100 });
  expect(rows).toHaveLength(5 * (trace.length + 1));
  const sharesOf = (iteration: number): Float64Array =>
    Float64Array.from(rows.filter((row) => row["iteration"] === iteration).map((row) => Number(row["share"])));
  expect(sharesOf(0)).toEqual(start);
  for (const { iteration, binaryViolation: told } of trace) expect(binaryViolation(sharesOf(iteration))).toBe(told);
});

it("moves through a frame for each iterate and shows the last one", () => {
  const { data, frames, caption } = scaIteratesChart(study(2.5));
  expect(frames!.map(({ name }) => name)).toEqual(["0", "1", "2", "3", "4"]);
  for (const frame of frames!) expect(frame.data.map(({ name }) => name)).toEqual(data.map(({ name }) => name));
  expect(frames!.at(-1)!.data).toBe(data);
  const now = frames!.map((frame) => frame.data[1]!["x"]);
  expect(now[0]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  expect(now.at(-1)).toEqual([0, 1, 1, 1, 0]);
  expect(caption).toContain("user A");
});

it("draws tangents that touch the penalty and lie above it", () => {
  const τ = 2.5;
  const { data } = scaIteratesChart(study(τ));
  const { x, y } = data[3] as unknown as { x: (number | null)[]; y: (number | null)[] };
  const at = data[4]!["x"] as number[];
  for (const [i, a] of at.entries()) {
    const [from, to] = [x[3 * i]!, x[3 * i + 1]!];
    const slope = (y[3 * i + 1]! - y[3 * i]!) / (to - from);
    expect(slope).toBeCloseTo(τ * (1 - 2 * a), 9);
    for (const end of [0, 1])
      expect(y[3 * i + end]!).toBeGreaterThanOrEqual(τ * [from, to][end]! * (1 - [from, to][end]!) - 1e-12);
  }
});
