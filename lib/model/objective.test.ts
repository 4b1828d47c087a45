/** P1's value and its parts, worked out by hand. */
import { expect, it } from "vitest";
import { toColumns } from "../scenario/columns.js";
import { oneUser } from "../testing/one-user.js";
import { evaluate, userOutcome } from "./objective.js";

const weights = { localUtility: 0.3, edgeUtility: 0.7 };

it("a user's own figures on the device: 3 steps of 2 s each, half of full speed", () => {
  const outcome = userOutcome(toColumns(oneUser({}, weights)), 0, 0, 3, 6);
  expect(outcome.latency).toBe(6);
  expect(outcome.error).toBeCloseTo(Math.exp(-0.3), 14);
  // κ(ωs)³/t² = 3·4 J / 2²
  expect(outcome.energy).toBeCloseTo(3, 12);
  expect(outcome.deviceEnergy).toBe(outcome.energy);
  expect(outcome.utility).toBeCloseTo(0.9, 14);
});

it("a user's own figures at the edge: 10 steps at full speed, and the transfers", () => {
  const outcome = userOutcome(toColumns(oneUser({}, weights)), 0, 1, 10, 0.5);
  expect(outcome.latency).toBeCloseTo(1.3, 14);
  expect(outcome.energy).toBeCloseTo(256.1, 10);
  expect(outcome.deviceEnergy).toBeCloseTo(0.1, 14);
  expect(outcome.utility).toBeCloseTo(7, 13);
  const bent = userOutcome(toColumns({ ...oneUser({}, weights), utility: "log" }), 0, 1, 10, 0.5);
  expect(bent.utility).toBeCloseTo(0.7 * Math.log(11), 13);
});

it("a plan's value adds both up by their weights", () => {
  const one = oneUser({}, weights);
  const scenario = toColumns({ ...one, users: [one.users[0]!, { ...one.users[0]!, id: "u2" }] });
  const plan = {
    offload: Uint8Array.of(0, 1),
    steps: Float64Array.of(3, 10),
    computationTime: Float64Array.of(6, 0.5),
  };
  const { objective, totals, magnitude } = evaluate(scenario, plan);
  const error = Math.exp(-0.3) + Math.exp(-1);
  expect(totals.time).toBeCloseTo(7.3, 13);
  expect(totals.error).toBeCloseTo(error, 13);
  expect(totals.energy).toBeCloseTo(259.1, 10);
  expect(totals.utility).toBeCloseTo(7.9, 13);
  // c₁ = 1, c₂ = 40, c₃ = 0.02
  expect(objective).toBeCloseTo(7.3 + 40 * error + 0.02 * 259.1 - 7.9, 11);
  expect(magnitude).toBeCloseTo(7.3 + 40 * error + 0.02 * 259.1 + 7.9, 11);
});
