import { expect, test } from "vitest";
import { transferEnergy, transferTime } from "../../model/transfer.js";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import { toColumns } from "../../scenario/columns.js";
import { stepTradeoff } from "./step-tradeoff.js";

const scenario = generate(campus30);
const user = scenario.users[22]!;
const { rows } = stepTradeoff({ scenario, user: "u23" });
const at = (place: string, column: string): number[] =>
  rows.filter((row) => row["place"] === place).map((row) => Number(row[column]));

test("each place has a row for each of its steps", () => {
  expect(at("local", "steps")).toEqual(Array.from({ length: user.device.maxSteps }, (_, i) => i + 1));
  expect(at("edge", "steps")).toEqual(Array.from({ length: scenario.edge.maxSteps }, (_, i) => i + 1));
});

test.each(["local", "edge"])("with more steps error falls, latency and energy grow: %s", (place) => {
  const changes = (column: string): number[] => {
    const values = at(place, column);
    return values.slice(1).map((value, i) => value - values[i]!);
  };
  expect(Math.max(...changes("error"))).toBeLessThan(0);
  expect(Math.min(...changes("latency"))).toBeGreaterThan(0);
  expect(Math.min(...changes("energy"))).toBeGreaterThan(0);
});

test("a device without deadline and battery runs at full speed, with κf³ watts", () => {
  const { speed, switchedCapacitance } = user.device;
  for (const [i, s] of at("local", "steps").entries()) {
    const seconds = (user.workload * s) / speed;
    expect(at("local", "latency")[i]).toBeCloseTo(seconds, 12);
    expect(at("local", "energy")[i]).toBeCloseTo(switchedCapacitance * speed ** 3 * seconds, 10);
  }
});

test("the edge computes at the speed where it draws c₁/(2c₃) watts, and transfers come on top", () => {
  const { users } = toColumns(scenario);
  const { time: c1, energy: c3 } = scenario.weights;
  const speed = Math.cbrt(c1 / (2 * c3 * scenario.edge.switchedCapacitance));
  expect(speed).toBeLessThan(scenario.edge.speed);
  for (const [i, s] of at("edge", "steps").entries()) {
    const seconds = (user.workload * s) / speed;
    expect(at("edge", "latency")[i]).toBeCloseTo(seconds + transferTime(users, 22), 12);
    expect(at("edge", "energy")[i]).toBeCloseTo((c1 / (2 * c3)) * seconds + transferEnergy(users, 22), 10);
  }
});

test("the cost is the weighted sum of the outcome; a price is paid at the edge only", () => {
  const { time, error, energy } = scenario.weights;
  const sums = ["local", "edge"].flatMap((place) =>
    at(place, "steps").map(
      (_, i) =>
        time * at(place, "latency")[i]! +
        error * at(place, "error")[i]! +
        energy * at(place, "energy")[i]! -
        at(place, "utility")[i]!,
    ),
  );
  for (const [i, row] of rows.entries()) expect(row["cost"]).toBeCloseTo(sums[i]!, 10);
  expect(at("local", "pricedCost")).toEqual(at("local", "cost"));
  const paid = at("edge", "pricedCost").map((priced, i) => priced - at("edge", "cost")[i]!);
  expect(paid[99]! / paid[0]!).toBeCloseTo(100, 8);
});

test("a closed device has no rows", () => {
  const video = stepTradeoff({ scenario, user: "u9" });
  expect(new Set(video.rows.map(({ place }) => place))).toEqual(new Set(["edge"]));
});

test("an unknown user is named", () => {
  expect(() => stepTradeoff({ scenario, user: "u31" })).toThrow(
    'user: must be an id of the scenario (u1, u2, u3, u4, u5, u6, u7, u8, …), not "u31"',
  );
});
