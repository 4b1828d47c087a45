import { describe, expect, it } from "vitest";
import { UTILITIES } from "../../laws/utility/utilities.js";
import { defaultWeights, generateColumns } from "../../population/generate.js";
import { weightsDesign } from "./design.js";
import { weightsFronts } from "./front.js";
import {
  type WeightsMeasuredOptions,
  weightsMeasured,
  weightsMeasuredDefaults,
  weightsMeasuredFronts,
} from "./measured.js";
import { outcomesUnder } from "./outcomes.js";

const options: WeightsMeasuredOptions = {
  services: ["text-to-image-1024", "text-to-video"],
  users: 8,
  populations: 2,
  decades: 2,
  points: 32,
  utilities: weightsMeasuredDefaults.utilities,
};
const found = weightsMeasuredFronts(options, 3);

describe("weightsMeasured", () => {
  it("is the design of each utility with measured laws", () => {
    expect(found.map(({ utility }) => utility)).toEqual(UTILITIES.map(({ kind }) => kind));
    for (const { utility, fronts } of found) {
      const { utilities: _, ...rest } = options;
      const [images] = weightsFronts(weightsDesign({ ...rest, errorKind: "measured", utility }, 3));
      expect(fronts[0]).toEqual(images);
    }
    expect(found[0]!.fronts[0]!.overall.points).not.toEqual(found[1]!.fronts[0]!.overall.points);
  });

  it("measures videos against one step each, where no device is open", () => {
    const columns = generateColumns({ users: 8, services: "text-to-video", seed: 4, errorKind: "measured" });
    const one = outcomesUnder({ ...columns, edge: { ...columns.edge, maxSteps: 1 } }, defaultWeights);
    const all = outcomesUnder(columns, defaultWeights, "edge");
    const { local, edge, reference } = found[0]!.fronts[1]!.populations[1]!;
    expect(local).toEqual(one);
    expect(edge).toEqual(all);
    expect(reference).toEqual([all[0], one[1], all[2]]);
  });

  it("tells knees, outcomes and volumes in a row for each utility and service", () => {
    const { rows, columns } = weightsMeasured(found);
    expect(rows.map(({ utility, service }) => `${utility} ${service}`)).toEqual([
      "linear text-to-image-1024",
      "linear text-to-video",
      "log text-to-image-1024",
      "log text-to-video",
    ]);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(columns.map(({ name }) => name));
      expect(Number(row["errorWeightP10"])).toBeLessThanOrEqual(Number(row["errorWeightP90"]));
      expect(row["populations"]).toBe(2);
    }
    const populations = found[1]!.fronts[1]!.populations;
    const mean = (populations[0]!.preset[2]! + populations[1]!.preset[2]!) / 2;
    expect(rows[3]!["energyPreset"]).toBeCloseTo(mean, 3);
  });
});
