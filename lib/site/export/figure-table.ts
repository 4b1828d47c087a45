/** The numbers behind each figure, as a table. */
import type { Table } from "../../report/table.js";
import type { Answer } from "../answer/answer.js";

/** By the name of the figure. */
const TABLES = {
  market: ({ market, names }: Answer): Table => {
    const bands = market.bands.map(({ users, demand }) => ({ name: users.map((n) => names[n]).join(" "), demand }));
    return table(
      "market",
      { price: "1/step", total: "step", ...Object.fromEntries(bands.map((band) => [band.name, "step"])) },
      Array.from(market.prices, (price, k) => ({
        price,
        total: market.total[k]!,
        ...Object.fromEntries(bands.map((band) => [band.name, band.demand[k]!])),
      })),
    );
  },
  dual: ({ market, dual }: Answer): Table =>
    table(
      "dual",
      { price: "1/step", dual: "1" },
      Array.from(market.prices, (price, k) => ({ price, dual: dual[k]! })),
    ),
  hill: (answer: Answer): Table => sharesTable("hill", answer),
  strip: (answer: Answer): Table => sharesTable("strip", answer),
  objectives: ({ steps }: Answer): Table =>
    table(
      "objectives",
      { iterate: "1", objective: "1", penalised: "1", rounded: "1", price: "1/step" },
      steps.map(({ iteration, objective, penalisedObjective, roundedObjective, price }) => ({
        iterate: iteration,
        objective,
        penalised: penalisedObjective,
        rounded: roundedObjective,
        price,
      })),
    ),
  costs: ({ curves }: Answer): Table => {
    const rows = (["device", "edge"] as const).flatMap((place) =>
      Array.from(curves.steps, (s, k) => ({ place, steps: s, cost: curves[place][k]!, error: curves.error[k]! })),
    );
    const there = rows.filter(({ cost }) => Number.isFinite(cost));
    return table("costs", { place: "", steps: "step", cost: "1", error: "1" }, there);
  },
  gauge: ({ dualBound, optimum, sca, mine }: Answer): Table =>
    table("gauge", { plan: "", cost: "1" }, [
      { plan: "bound", cost: dualBound },
      { plan: "optimum", cost: optimum.objective },
      { plan: "sca", cost: sca.objective },
      ...(mine?.found === undefined ? [] : [{ plan: "yours", cost: mine.found.objective }]),
    ]),
};

export type FigureName = keyof typeof TABLES;
/** Figures that can be saved. */
export const FIGURES = Object.keys(TABLES) as readonly FigureName[];

/** The numbers behind a figure. */
export function tableOf(name: FigureName, answer: Answer): Table {
  return TABLES[name](answer);
}

function sharesTable(name: string, { start, steps, names, penalty }: Answer): Table {
  const all = [start, ...steps.map(({ offload }) => offload)];
  const rows = all.flatMap((shares, iterate) =>
    Array.from(shares, (share, n) => {
      // τ·a(1 − a)
      const height = penalty.value * share * (1 - share);
      return { iterate, user: names[n]!, share, penalty: height };
    }),
  );
  return table(name, { iterate: "1", user: "", share: "1", penalty: "1" }, rows);
}

function table(name: string, units: Readonly<Record<string, string>>, rows: Table["rows"]): Table {
  const columns = Object.entries(units).map(([column, unit]) => ({ name: column, unit, description: column }));
  return { name, columns, rows };
}
