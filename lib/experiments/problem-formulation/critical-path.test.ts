import { expect, test } from "vitest";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import { criticalPath } from "./critical-path.js";
import { stepTradeoff } from "./step-tradeoff.js";

const scenario = generate(campus30);
const { rows } = criticalPath({ scenario, user: "u23", steps: 20 });

test.each(["local", "edge"])("stages follow one another and add up to latency and energy: %s", (place) => {
  const stages = rows.filter((row) => row["place"] === place);
  let clock = 0;
  let energy = 0;
  for (const stage of stages) {
    expect(stage["start"]).toBe(clock);
    clock += Number(stage["duration"]);
    energy += Number(stage["energy"]);
  }
  const outcome = stepTradeoff({ scenario, user: "u23" }).rows.find(
    (row) => row["place"] === place && row["steps"] === 20,
  )!;
  expect(clock).toBeCloseTo(Number(outcome["latency"]), 12);
  expect(energy).toBeCloseTo(Number(outcome["energy"]), 12);
});

test("the summary's stages in its order, with the link on the way to and from the edge only", () => {
  const of = (place: string): unknown[] => rows.filter((row) => row["place"] === place).map(({ stage }) => stage);
  const before = ["Request generation", "Monitor evaluation", "Offloading decision and resource allocation"];
  const work = ["Reverse diffusion process", "Content generation"];
  expect(of("local")).toEqual([...before, ...work]);
  expect(of("edge")).toEqual([...before, "Request transmission", ...work, "Result transmission"]);
});

test.each([
  [21, "steps: must be a whole number from 1 to 20 for user u23 on the device, not 21"],
  [0, "steps: must be a whole number from 1 to 20 for user u23 on the device, not 0"],
  [1.5, "steps: must be a whole number from 1 to 20 for user u23 on the device, not 1.5"],
])("steps that a place can't compute: %s", (steps, message) => {
  expect(() => criticalPath({ scenario, user: "u23", steps })).toThrow(message);
});
