import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { normal } from "../numerics/normal.js";
import { stream } from "../numerics/stream.js";
import { solve } from "../solver/solve.js";
import { oneUser } from "../testing/one-user.js";
import { fitMeasurements, type Measurement } from "./measurements.js";
import { readMeasurementsCsv } from "./measurements-csv.js";

const WORKLOAD = 2e12;
const STEPS = [4, 8, 12, 20, 30];

/** Runs of 0.4 s and 2 J a step, with 0.5 s and 1 J beside. */
const planted = (noise: (row: number) => number = () => 0): Measurement[] =>
  STEPS.map((steps, i) => ({
    steps,
    seconds: 0.5 + 0.4 * steps + noise(2 * i),
    joules: 1 + 2 * steps + 5 * noise(2 * i + 1),
  }));

describe("fitMeasurements", () => {
  it("finds what was planted", () => {
    const measured = fitMeasurements(planted(), WORKLOAD);
    expect(measured.rows).toBe(5);
    expect(measured.secondsPerStep.value).toBeCloseTo(0.4, 12);
    expect(measured.joulesPerStep.value).toBeCloseTo(2, 12);
    expect(measured.secondsBeside).toBeCloseTo(0.5, 12);
    expect(measured.speed.value / 5e12).toBeCloseTo(1, 12);
    expect(measured.switchedCapacitance.value / (5 / 125e36)).toBeCloseTo(1, 12); // 5 W / f³
    expect(measured.speed.interval!.high - measured.speed.interval!.low).toBeLessThan(1);
  });

  it("gives a device that takes the measured seconds and joules", () => {
    const { speed, switchedCapacitance } = fitMeasurements(planted(), WORKLOAD);
    const scenario = oneUser({});
    const [user] = scenario.users;
    const device = { speed: speed.value, switchedCapacitance: switchedCapacitance.value, maxSteps: 20 };
    const weights = { ...scenario.weights, time: 1, energy: 0 };
    const { plan, totals } = solve(
      { ...scenario, weights, users: [{ ...user!, workload: WORKLOAD, device }] },
      { method: "local" },
    );
    expect(plan.computationTime[0]! / plan.steps[0]!).toBeCloseTo(0.4, 9);
    expect(totals.energy / plan.steps[0]!).toBeCloseTo(2, 9);
  });

  it("has intervals that hold what was planted 95 times in 100", () => {
    let f = 0;
    let kappa = 0;
    const runs = 1000;
    for (let seed = 0; seed < runs; seed++) {
      const uniform = stream(seed, 7);
      const { speed, switchedCapacitance } = fitMeasurements(
        planted(() => 0.2 * normal(uniform(), uniform())),
        WORKLOAD,
      );
      if (speed.interval!.low <= 5e12 && 5e12 <= speed.interval!.high) f += 1;
      const planted5W = 5 / 125e36;
      const { low, high } = switchedCapacitance.interval!;
      if (low <= planted5W && planted5W <= high) kappa += 1;
    }
    // 950 and 950 are expected, with a deviation of 6.9
    expect(f / runs).toBeGreaterThan(0.93);
    expect(f / runs).toBeLessThan(0.97);
    expect(kappa / runs).toBeGreaterThan(0.93);
    expect(kappa / runs).toBeLessThan(0.97);
  });

  it("has none without rows to spare, and goes through 0 where all steps are alike", () => {
    const two = fitMeasurements(planted().slice(0, 2), WORKLOAD);
    expect([two.speed.interval, two.switchedCapacitance.interval, two.secondsPerStep.interval]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const alike = fitMeasurements(
      [
        { steps: 4, seconds: 2, joules: 8 },
        { steps: 4, seconds: 2.4, joules: 8 },
      ],
      WORKLOAD,
    );
    expect(alike.secondsBeside).toBeUndefined();
    expect(alike.secondsPerStep.value).toBeCloseTo(0.55, 12);
    expect(alike.secondsPerStep.interval!.low).toBeLessThan(0.55);
    expect(fitMeasurements([{ steps: 4, seconds: 2, joules: 8 }], WORKLOAD).speed).toEqual({
      value: 4e12,
      interval: undefined,
    });
  });

  it("has no upper end of f where the slope may be 0", () => {
    const wild = [
      { steps: 4, seconds: 2, joules: 8 },
      { steps: 8, seconds: 9, joules: 16 },
      { steps: 12, seconds: 3, joules: 24 },
    ];
    expect(fitMeasurements(wild, WORKLOAD).speed.interval!.high).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    [[], WORKLOAD, "measurements: must be at least one"],
    [
      [
        { steps: 4, seconds: 3, joules: 1 },
        { steps: 8, seconds: 2, joules: 2 },
      ],
      WORKLOAD,
      "seconds: must rise with the steps, but fall or stay; are all rows of one device, one model and full speed?",
    ],
    [
      [
        { steps: 4, seconds: 3, joules: 2 },
        { steps: 8, seconds: 4, joules: 2 },
      ],
      WORKLOAD,
      "joules: must rise with the steps, but fall or stay; are all rows of one device, one model and full speed?",
    ],
    [
      [{ steps: 4, seconds: 3, joules: 2 }],
      1e29,
      "f is 1.33e+29 FLOP/s and κ 2.81e-88: must be from 1e-60 to 1e30; is the workload in FLOP a step?",
    ],
  ])("refuses %j", (rows, workload, message) => {
    expect(() => fitMeasurements(rows, workload)).toThrow(new InputError(message));
  });
});

describe("readMeasurementsCsv", () => {
  it("reads watts or joules, in any order, beside other columns", () => {
    expect(readMeasurementsCsv("device;watts;seconds;steps\nphone;5;2.5;4\n\n")).toEqual([
      { steps: 4, seconds: 2.5, joules: 12.5 },
    ]);
    expect(readMeasurementsCsv("steps,seconds,joules\n4,2.5,9")).toEqual([{ steps: 4, seconds: 2.5, joules: 9 }]);
  });

  it.each([
    ["", "must have a header line and at least one run, a line each"],
    ["steps,seconds,watts\n", "must have a header line and at least one run, a line each"],
    ["steps,second,watts\n4,1,1", "line 1: has no column seconds; needs steps, seconds and watts or joules"],
    ["seconds,watts\n4,1", "line 1: has no column steps; needs steps, seconds and watts or joules"],
    ["steps,seconds\n4,1", "line 1: has no column watts (mean of the run) or joules (of the whole run)"],
    ["steps,seconds,watts,joules\n4,1,1,1", "line 1: has watts and joules; leave one of them out or rename it"],
    ["steps,seconds,watts\n4.5,1,1", "line 2: steps: must be a whole number from 1 to 100000, not 4.5"],
    [
      "steps,seconds,watts\n4,0,fast",
      'line 2: seconds: must be a number > 0, not "0"\nline 2: watts: must be a number > 0, not "fast"',
    ],
    ["steps;seconds;watts\n4;1,5;2", 'line 2: seconds: must be a number > 0, not "1,5"; a decimal comma, write 1.5'],
  ])("refuses %j", (text, message) => {
    expect(() => readMeasurementsCsv(text)).toThrow(new InputError(message.split("\n")));
  });
});
