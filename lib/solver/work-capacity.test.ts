/** A capacity in work, `edge.workCapacity`, in the place of steps (MODEL.md §12). */
import { beforeAll, describe, expect, it } from "vitest";
import type { Scenario } from "../scenario/types.js";
import { optimaByCheckPy, skippedWithoutPython } from "../testing/check-py.js";
import { expectAccepted, expectExactIsBest } from "../testing/enumerated.js";
import { workScenario } from "../testing/work-scenario.js";

const SEEDS = process.env["EDGESTEPS_FULL"] ? 3000 : 400;

describe.skipIf(skippedWithoutPython("no plan is tried"))("against every plan", () => {
  let scenarios: Scenario[];
  let optima: (number | null)[];
  beforeAll(() => {
    scenarios = Array.from({ length: SEEDS }, (_, i) => workScenario(i + 1));
    optima = optimaByCheckPy(scenarios);
  });

  it("exact is the best of all plans, and no bound is above it", () => {
    expectExactIsBest(scenarios, optima);
  });

  it("every method keeps the capacity, and both checks accept what it says", () => {
    expectAccepted(scenarios, optima);
  });
});
