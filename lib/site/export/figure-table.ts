/** The numbers behind each figure, as a table. */
import type { Table } from "../../report/table.js";
import type { Answer } from "../answer/answer.js";
import type { FormsAnswer, ShareCosts } from "../answer/forms.js";
import type { PictureAnswer } from "../answer/picture.js";

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

/** Of views that are asked for; absent while they are not. */
const STUDIED = {
  share: ({ forms }: Studied) => forms && shareCostTable("share", forms.users.slice(0, 1)),
  beside: ({ forms }: Studied) => forms && shareCostTable("beside", forms.users.slice(1)),
  pair: ({ forms }: Studied) => forms && shareCostTable("pair", forms.users),
  rise: ({ forms }: Studied) =>
    forms &&
    table(
      "rise",
      { tight: "1", bound: "1" },
      forms.bounds.map((bound) => ({ ...bound })),
    ),
  pictures: ({ pictures }: Studied) => pictures && pixelTable(pictures),
  errors: ({ pictures }: Studied) =>
    pictures &&
    table(
      "errors",
      { steps: "step", measured: "1", believed: "1" },
      pictures.steps.map((steps, k) => ({ steps, measured: pictures.errors[k]!, believed: pictures.believed[k]! })),
    ),
};

/** What views were answered that ask for themselves. */
export interface Studied {
  readonly forms?: FormsAnswer | undefined;
  readonly pictures?: PictureAnswer | undefined;
}

export type FigureName = keyof typeof TABLES | keyof typeof STUDIED;
/** Figures that can be saved. */
export const FIGURES = [...Object.keys(TABLES), ...Object.keys(STUDIED)] as readonly FigureName[];

/** The numbers behind a figure; undefined where it is not drawn yet. */
export function tableOf(name: FigureName, answer: Answer, studied: Studied): Table | undefined {
  return name in TABLES ? TABLES[name as keyof typeof TABLES](answer) : STUDIED[name as keyof typeof STUDIED](studied);
}

/** Whether a figure is drawn. */
export function isThere(name: FigureName, { forms, pictures }: Studied): boolean {
  if (name in TABLES) return true;
  if (name === "rise") return forms !== undefined;
  if (name === "pictures" || name === "errors") return pictures !== undefined;
  const chosen = { share: [0], beside: [1], pair: [0, 1] }[name as "share" | "beside" | "pair"];
  return chosen.every((k) => (forms?.users[k]?.shares.length ?? 0) > 0);
}

/** What shares of users cost in either form, straight between. */
function shareCostTable(name: string, users: readonly ShareCosts[]): Table {
  const rows = users.flatMap(({ user, shares, loose, device, edge }) =>
    Array.from(shares, (share, k) => ({
      user,
      share,
      bigM: loose[k]!,
      perspective: (1 - share) * device + share * edge,
    })),
  );
  return table(name, { user: "", share: "1", bigM: "1", perspective: "1" }, rows);
}

function pixelTable({ device, edge, truth, noise }: PictureAnswer): Table {
  const all = { noise, device: device?.pictures, edge: edge?.pictures, truth };
  const rows = Object.entries(all).flatMap(([row, ink]) =>
    Array.from(ink ?? [], (value, i) => ({ row, picture: Math.floor(i / 144), pixel: i % 144, ink: value })),
  );
  return table("pictures", { row: "", picture: "1", pixel: "1", ink: "1" }, rows);
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
