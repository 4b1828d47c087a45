/** What the bound, the proven optimum and the paper's algorithm cost, as multiples of one evaluation of the objective. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Table } from "../report/table.js";
import { FAMILIES } from "./instances.js";
import type { Measurement } from "./measure.js";

const MEASURE = fileURLToPath(new URL("./measure.js", import.meta.url));

/** Families beyond the paper's problem, and what they stand beside: hedges beside logarithmic utility, as their steps have no closed form. */
const BEYOND: Readonly<Record<string, string>> = {
  floor: "plain",
  hedge: "log",
  table: "plain",
  models: "plain",
  work: "plain",
};
/** Families measured from a thousand users on, and up to how many; the others at a million alone. */
const GROWING: Readonly<Record<string, number>> = {
  plain: 1e7,
  all: 1e7,
  ...Object.fromEntries(["log", ...Object.keys(BEYOND)].map((name) => [name, 1e6])),
};
/** The paper's algorithm is measured up to so many users; with all features ten million would take many minutes. */
const MOST_SCA: Readonly<Record<string, number>> = { plain: 1e7, all: 1e6 };

/** @param most Largest number of users. @param report Told each instance before it is measured. */
export function scaling(most: number, report: (instance: string) => void): Table {
  const rows: Record<string, number | string>[] = [];
  for (const { name } of FAMILIES) {
    const growing = GROWING[name];
    const sizes = growing === undefined ? [1e6] : [1e3, 1e4, 1e5, 1e6, 1e7].filter((size) => size <= growing);
    for (const users of sizes.filter((size) => size <= most)) {
      report(`${name}, ${users} users`);
      const sca = users <= (MOST_SCA[name] ?? most) ? ["sca"] : [];
      const m = JSON.parse(
        execFileSync(process.execPath, [MEASURE, name, String(users), "1", ...sca], { encoding: "utf8" }),
      ) as Measurement;
      rows.push({
        family: name,
        users,
        evaluationSeconds: m.evaluation,
        prepare: m.prepare / m.evaluation,
        bound: (m.prepare + m.bound) / m.evaluation,
        exact: (m.prepare + m.bound + m.exact) / m.evaluation,
        sca: m.sca === null ? "" : (m.prepare + m.sca) / m.evaluation,
        proven: m.proven ? "yes" : "no",
        gap: m.gap,
        core: m.core,
        memory: m.memory / 1e9,
      });
    }
  }
  return {
    name: "benchmark-scaling",
    columns: [
      { name: "family", unit: "", description: "Population, as in lib/bench/instances.ts." },
      { name: "users", unit: "1", description: "Number of users." },
      { name: "evaluationSeconds", unit: "s", description: "One evaluation of P1 from stored a, s and t." },
      { name: "prepare", unit: "evaluations", description: "Places and each device's optimum, part of what follows." },
      { name: "bound", unit: "evaluations", description: "Lower bound and price, preparation included." },
      { name: "exact", unit: "evaluations", description: "Proven optimum, preparation and bound included." },
      {
        name: "sca",
        unit: "evaluations",
        description: "The paper's algorithm, preparation included; empty where not measured.",
      },
      { name: "proven", unit: "", description: "Whether the exact plan is proven optimal." },
      { name: "gap", unit: "1", description: "The exact plan's distance from the Lagrangian bound, relative." },
      { name: "core", unit: "1", description: "Users in the exact solver's core." },
      { name: "memory", unit: "GB", description: "Largest resident memory of generation, bound and exact together." },
    ],
    rows,
  };
}

/** Seconds of the families beyond the paper's problem, as multiples of those of another with as many users. @param table Of `scaling`. */
export function beyond({ rows }: Table): Table {
  const parts = ["prepare", "bound", "exact", "sca"];
  const seconds = (row: Table["rows"][number], part: string): number =>
    Number(row[part]) * Number(row["evaluationSeconds"]);
  return {
    name: "benchmark-beyond",
    columns: [
      { name: "family", unit: "", description: "Population, as in lib/bench/instances.ts." },
      { name: "beside", unit: "", description: "The family whose time is 1." },
      { name: "users", unit: "1", description: "Number of users." },
      ...["evaluation", ...parts].map((name) => ({ name, unit: "1", description: "Multiple of its time." })),
    ],
    rows: Object.entries(BEYOND).flatMap(([family, beside]) =>
      rows
        .filter((row) => row["family"] === family)
        .map((row) => {
          const other = rows.find((own) => own["family"] === beside && own["users"] === row["users"])!;
          const evaluation = Number(row["evaluationSeconds"]) / Number(other["evaluationSeconds"]);
          const multiples = parts.map((part) => [part, seconds(row, part) / seconds(other, part)] as const);
          return { family, beside, users: row["users"]!, evaluation, ...Object.fromEntries(multiples) };
        }),
    ),
  };
}

/** Slope of log(seconds) against log(users) from 10⁴ users on, by least squares; NaN for fewer than two sizes. */
export function slope({ rows }: Table, family: string, column: string): number {
  const points = rows
    .filter((row) => row["family"] === family && Number(row["users"]) >= 1e4 && row[column] !== "")
    .map(
      (row) =>
        [Math.log(Number(row["users"])), Math.log(Number(row[column]) * Number(row["evaluationSeconds"]))] as const,
    );
  const mean = (i: 0 | 1): number => points.reduce((sum, point) => sum + point[i], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
