/** What a design of weights leads to, a service at a time: every point, which of them no other dominates, and the knee. */
import type { Table } from "../../report/table.js";
import type { ServiceFronts, WeightsFront } from "./front.js";
import { WEIGHTS_OUTCOMES } from "./outcomes.js";

/** One row for each service and plan, outcomes being means over its populations. @param fronts Of `weightsFronts`. */
export function weightsPareto(fronts: readonly ServiceFronts[]): Table {
  const rows = fronts.flatMap(({ service, overall }) => {
    const row = (plan: string, point: number, outcomes: readonly number[]): Table["rows"][number] => ({
      service,
      plan,
      point,
      ...Object.fromEntries(WEIGHTS_OUTCOMES.map(({ name }, k) => [name, outcomes[k]!])),
    });
    return [
      ...(["preset", "local", "edge"] as const).map((plan) => row(plan, 0, overall[plan])),
      ...overall.points.map(({ outcomes }, i) => row(placeOf(overall, i), i + 1, outcomes)),
    ];
  });
  return {
    name: "weights-pareto",
    about: fronts[0]?.decades === undefined ? {} : { decades: fronts[0].decades },
    columns: [
      { name: "service", unit: "", description: "The only service of the populations." },
      {
        name: "plan",
        unit: "",
        description:
          "preset, local, edge (at the preset's weights), or of the design: dominated, front, better (than the worse of local and edge in every outcome), knee (of these).",
      },
      { name: "point", unit: "1", description: "Point of the design, from 1; else 0." },
      ...WEIGHTS_OUTCOMES,
    ],
    rows,
  };
}

function placeOf({ front, better, knee }: WeightsFront, i: number): string {
  if (i === knee) return "knee";
  if (better.includes(i)) return "better";
  return front.includes(i) ? "front" : "dominated";
}
