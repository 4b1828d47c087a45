import { describe, expect, it } from "vitest";
import { linearisedPenalty } from "./linearised-penalty.js";

describe("linearisedPenalty", () => {
  const around = [0, 0.2, 0.5, 0.9];
  const { rows } = linearisedPenalty({ around });

  it("has tangents that lie above the penalty by (a − a⁽ⁱ⁾)²", () => {
    for (const { around: at, offload: a, penalty, tangent } of rows as Record<string, number>[]) {
      expect(tangent! - penalty!).toBeCloseTo((a! - at!) ** 2, 14);
    }
  });

  it("has every point of the grid for every tangent", () => {
    expect(rows).toHaveLength(101 * around.length);
    expect(rows.filter(({ around: at, offload }) => at === offload)).toHaveLength(around.length);
  });
});
