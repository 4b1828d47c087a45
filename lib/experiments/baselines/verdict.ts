/** What the table of `baselines` says in short: the proposed algorithm against each baseline, and against the best one. */
import { groups } from "d3-array";
import { mean, sum } from "simple-statistics";
import type { Table, TableColumn } from "../../report/table.js";
import { METHODS } from "../../solver/methods/methods.js";
import { BASELINES_METHODS, BASELINES_OUTCOMES, type BaselinesAxis } from "./runs.js";

const judged = BASELINES_OUTCOMES.filter(({ name }) => name !== "offloaded" && name !== "iterations");

const columns: readonly TableColumn[] = [
  {
    name: "axis",
    unit: "",
    description: "The limit that varies.",
    words: {
      "device.maxSteps": "steps on the device",
      "edge.maxSteps": "steps of a task at the edge",
      "edge.stepCapacity": "steps of all tasks at the edge",
    } satisfies Record<BaselinesAxis, string>,
  },
  {
    name: "baseline",
    unit: "",
    description: "What the proposed algorithm is compared with.",
    words: Object.fromEntries(METHODS.map(({ name, label }) => [name, label])),
  },
  { name: "wins", unit: "1", description: "Runs in which the proposed algorithm's objective is lower." },
  { name: "ties", unit: "1", description: "Runs in which the two differ by at most 1e-9, relative." },
  { name: "losses", unit: "1", description: "Runs in which it is higher." },
  ...judged.flatMap(({ name, unit, description }) => [
    { name, unit, description: `${description} Mean of the proposed algorithm over the axis.` },
    { name: `${name}Baseline`, unit, description: `${description} Mean of the baseline over the axis.` },
  ]),
];

/**
 * One row for each axis and baseline, within an axis the baseline of the lowest mean objective first.
 * @param table Of `baselines`.
 */
export function comparison(table: Table): Table {
  const rows = axesOf(table).flatMap((ofAxis) =>
    BASELINES_METHODS.filter((method) => method !== "sca" && method !== "exact")
      .map((baseline) => compare(ofAxis, baseline))
      .sort((a, b) => Number(a[ORDER]) - Number(b[ORDER])),
  );
  return { name: "baselines-comparison", columns, rows };
}

/** The same with the best baseline of each axis alone. */
export function verdict(table: Table): Table {
  const rows = axesOf(comparison(table)).map((ofAxis) => ofAxis[0]!);
  return { name: "baselines-verdict", columns, rows };
}

const ORDER = "objectiveBaseline";

/** A table's rows, split by axis. */
function axesOf({ rows }: Table): Table["rows"][] {
  return groups(rows, ({ axis }) => axis).map(([, ofAxis]) => ofAxis);
}

function compare(rows: Table["rows"], baseline: string): Table["rows"][number] {
  const values = (of: string, name: string): number[] =>
    rows.filter(({ method }) => method === of).map((row) => Number(row[name]));
  const { axis } = rows[0]!;
  return {
    axis: axis!,
    baseline,
    wins: sum(values(baseline, "wins")),
    ties: sum(values(baseline, "ties")),
    losses: sum(values(baseline, "losses")),
    ...Object.fromEntries(
      judged.flatMap(({ name }) => [
        [name, mean(values("sca", `${name}Mean`))],
        [`${name}Baseline`, mean(values(baseline, `${name}Mean`))],
      ]),
    ),
  };
}
