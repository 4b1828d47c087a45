/** The bound of users whose error halves with every step, in the head: see lib/testing/halving.ts. */
import { describe, expect, it } from "vitest";
import { toProblem } from "../../model/problem.js";
import type { Scenario } from "../../scenario/types.js";
import { halving } from "../../testing/halving.js";
import { oneUser } from "../../testing/one-user.js";
import { lagrangianBound } from "./bound.js";

const APART = { 0: 1e3, 1: 2e3, 2: 3e3 };

describe("lagrangianBound", () => {
  // 9 edge steps cost 0.9 + 60/512, 6 of them 0.6 + 60/64
  const nine = 0.9 + 60 / 512;
  const six = 0.6 + 60 / 64;

  it.each([
    ["alike", {}],
    ["apart", APART],
  ])("is what everybody does best where capacity is plenty, users %s", (_, deadlines) => {
    for (const capacity of [null, 27]) {
      const { lowerBound, price, scale } = lagrangianBound(
        toProblem(halving(["open", "open", "open"], capacity, deadlines)),
      );
      expect(price).toBe(0);
      expect(lowerBound).toBeCloseTo(3 * nine, 12);
      expect(scale).toBeCloseTo(3 * nine, 12);
    }
  });

  it.each([
    ["alike", {}],
    ["apart", APART],
  ])("is −λ·stepCapacity + Σ min(V_l, V_e(λ)) where it is scarce, users %s", (_, deadlines) => {
    const scarce = lagrangianBound(toProblem(halving(["open", "open", "open"], 20, deadlines)));
    // at the price of the seventh step, of which two fit
    expect(scarce.price).toBeCloseTo(0.36875, 12);
    expect(scarce.lowerBound).toBeCloseTo(3 * (six + 6 * 0.36875) - 20 * 0.36875, 12);
    expect(scarce.scale).toBeCloseTo(3 * six, 12);
    const none = lagrangianBound(toProblem(halving(["open", "open", "open"], 7, deadlines)));
    // at the price at which all leave: 6.875 each on the device
    expect(none.price).toBeCloseTo(0.9, 12);
    expect(none.lowerBound).toBeCloseTo(3 * 6.875 - 7 * 0.9, 12);
    expect(none.scale).toBeCloseTo(3 * 6.875, 12);
  });

  it("has a scale in which what utility is worth counts like a cost", () => {
    const scaleOf = (scenario: Scenario): readonly [bound: number, scale: number] => {
      const { lowerBound, scale } = lagrangianBound(toProblem(scenario));
      return [lowerBound, scale];
    };
    const weights = { time: 1, error: 0, energy: 0, localUtility: 3, edgeUtility: 2 };
    // at the edge 100 steps of 0.05 s are worth 200, and transfers take 0.8 s
    const [atEdge, edgeScale] = scaleOf({ ...oneUser({}, weights), edge: { ...oneUser({}).edge, stepCapacity: 100 } });
    expect(atEdge).toBeCloseTo(5.8 - 200, 10);
    expect(edgeScale).toBeCloseTo(5.8 + 200, 10);
    // on the device 20 steps of 1 s are worth 60
    const { edge } = oneUser({});
    const [onDevice, deviceScale] = scaleOf({ ...oneUser({}, weights), edge: { ...edge, maxSteps: 0 } });
    expect(onDevice).toBeCloseTo(20 - 60, 10);
    expect(deviceScale).toBeCloseTo(20 + 60, 10);
  });
});
