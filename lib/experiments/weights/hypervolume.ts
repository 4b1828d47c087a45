/** How much the weights can gain over the trivial plans: the hypervolume of each service's front. */
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import type { ServiceFronts } from "./front.js";

const STATISTICS: readonly Statistic[] = ["mean", "p10", "p90"];

/** One row a service. @param fronts Of `weightsFronts`. */
export function weightsHypervolume(fronts: readonly ServiceFronts[]): Table {
  return {
    name: "weights-hypervolume",
    columns: [
      { name: "service", unit: "", description: "The only service of the populations." },
      { name: "populations", unit: "1", description: "Populations behind the row." },
      { name: "points", unit: "1", description: "Points of the design." },
      { name: "front", unit: "1", description: "Of them not dominated, by means over the populations." },
      {
        name: "better",
        unit: "1",
        description: "Of these better than the worse of all-local and all-edge in every outcome.",
      },
      ...spreadColumns(
        {
          name: "hypervolume",
          unit: "1",
          description:
            "Part of the box from 0 to the worse of all-local and all-edge that a population's front dominates.",
        },
        STATISTICS,
        "populations",
      ),
    ],
    rows: fronts.map(({ service, overall, populations }) => {
      const volumes = populations.map(({ hypervolume }) => hypervolume);
      return {
        service,
        populations: populations.length,
        points: overall.points.length,
        front: overall.front.length,
        better: overall.better.length,
        ...spread("hypervolume", volumes, STATISTICS),
      };
    }),
  };
}
