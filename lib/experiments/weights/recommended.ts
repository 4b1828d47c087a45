/**
 * Weights to recommend for each service: those of the knee of its front, among the points that are better than the worse of all-local
 * and all-edge in every outcome; the preset's where there are none.
 */
import { defaultWeights } from "../../population/generate.js";
import { spread, spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import type { Weights } from "../../scenario/types.js";
import { WEIGHTS } from "../../scenario/weights.js";
import type { ServiceFronts, WeightsFront } from "./front.js";
import { WEIGHTS_OUTCOMES } from "./outcomes.js";
import { perSecond } from "./space.js";

const service = { name: "service", unit: "", description: "The only service of the populations." };

/** One row for each service and weight, with c₁ = 1/s. @param fronts Of `weightsFronts`. */
export function recommendedWeights(fronts: readonly ServiceFronts[]): Table {
  const rows = fronts.flatMap(({ service: name, overall, populations }) =>
    WEIGHTS.map((weight) => {
      const own = populations.map((front) => recommended(front)[weight.name]);
      return {
        service: name,
        from: overall.knee === null ? "preset" : "knee",
        weight: weight.name,
        preset: perSecond(defaultWeights)[weight.name],
        recommended: recommended(overall)[weight.name],
        ...spread("recommended", own, ["p10", "p90"]),
      };
    }),
  );
  const description = "Unit by the weight: time 1/s, error 1, energy 1/J, localUtility and edgeUtility 1/step.";
  return {
    name: "weights-recommended",
    columns: [
      service,
      { name: "from", unit: "", description: "knee, or preset where no point is better than the reference." },
      {
        name: "weight",
        unit: "",
        description: "A weight of the objective; all are divided by time, which becomes 1/s.",
        words: { localUtility: "utility on the device", edgeUtility: "utility at the edge" },
      },
      { name: "preset", unit: "1", description: `The preset's. ${description}` },
      { name: "recommended", unit: "1", description: "At the knee of the means over the populations." },
      ...spreadColumns(
        { name: "recommended", unit: "1", description: "At the populations' own knees." },
        ["p10", "p90"],
        "populations",
      ),
    ],
    rows,
  };
}

/** One row for each service and outcome: what the recommended weights lead to. @param fronts Of `weightsFronts`. */
export function recommendedOutcomes(fronts: readonly ServiceFronts[]): Table {
  const rows = fronts.flatMap(({ service: name, overall, populations }) =>
    WEIGHTS_OUTCOMES.map((outcome, k) => {
      const reached = populations.map((front) => outcomesAt(front, overall.knee)[k]!);
      return {
        service: name,
        outcome: outcome.name,
        local: overall.local[k]!,
        edge: overall.edge[k]!,
        preset: overall.preset[k]!,
        ...spread("recommended", reached, ["mean", "p10", "p90"]),
      };
    }),
  );
  return {
    name: "weights-recommended-outcomes",
    columns: [
      service,
      { name: "outcome", unit: "", description: "latency [s], error [1] or energy [J], a user." },
      { name: "local", unit: "1", description: "Of all-local at the preset's weights, mean over the populations." },
      { name: "edge", unit: "1", description: "Of all-edge at the preset's weights, mean over the populations." },
      { name: "preset", unit: "1", description: "Of the optimum at the preset's weights, mean over the populations." },
      ...spreadColumns(
        { name: "recommended", unit: "1", description: "Of the optimum at the recommended weights." },
        ["mean", "p10", "p90"],
        "populations",
      ),
    ],
    rows,
  };
}

function recommended({ points, knee }: WeightsFront): Weights {
  return perSecond(knee === null ? defaultWeights : points[knee]!.weights);
}

/** Outcomes of a population at a point of the design; at the preset's weights for null. */
function outcomesAt({ points, preset }: WeightsFront, point: number | null): readonly number[] {
  return point === null ? preset : points[point]!.outcomes;
}
