/**
 * `npm run bench`: writes data/results/benchmark-*.csv, data/results/benchmark.md and figures/benchmark-scaling.*
 * Times are of the machine that it runs on; ratios within one run are what it reports. `-- --users 100000` ends earlier, and
 * only prints. `-- --only browser` measures the pages alone, and stores what it found.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { benchmarkScalingChart } from "../experiments/certificate/benchmark-scaling-chart.js";
import { writeAside } from "../files/write-aside.js";
import { toCsv } from "../report/csv.js";
import { exportFigures } from "../report/print/export.js";
import type { Table } from "../report/table.js";
import { inTheBrowser } from "./browser.js";
import { CITED, hasScipy, peers } from "./peers.js";
import { beyond, scaling, slope } from "./scaling.js";
import { warmStart } from "./warm.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const ALL = 1e7;

const { values } = parseArgs({
  options: { users: { type: "string", default: String(ALL) }, only: { type: "string" } },
});
const most = Number(values.users);
if (!(most >= 1000)) {
  process.stderr.write(`--users: must be a number >= 1000, not ${values.users}\n`);
  process.exit(2);
}
if (values.only !== undefined && values.only !== "browser") {
  process.stderr.write(`--only: must be browser, not ${values.only}\n`);
  process.exit(2);
}
const report = (instance: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`${instance}\n`);
};

if (values.only === "browser") {
  process.stdout.write(`${await browsed()}\n`);
  process.exit(0);
}
const scaled = scaling(most, report);
await keep(scaled);
const compared = await peers([10, 50, 200, 1000], report);
await keep(compared);
const warmed = warmStart(
  [1e3, 1e4, 1e5].filter((users) => users <= most),
  [0.01, 0.1],
  report,
);
await keep(warmed);
const inBrowser = await browsed(); // last, as its tools need memory, which processes begun later would be told to have had
const lines = [
  "# Benchmark",
  "",
  "Costs are multiples of one evaluation of the objective on the same columns, in the same thread and run; medians of several turns.",
  "",
  markdown(scaled),
  "",
  ...(most >= 1e5
    ? ["plain", "all"].map(
        (family) =>
          `Slope of log(cost) against log(users) from 10⁴ users, ${family}: ${["bound", "exact", "sca"].map((column) => `${column} ${slope(scaled, family, column).toFixed(3)}`).join(", ")}.`,
      )
    : []),
  "",
  "Beyond the paper's problem: time as a multiple of that of another family with as many users; hedges stand beside logarithmic utility, as their steps are searched for too.",
  "",
  markdown(beyond(scaled)),
  "",
  `The same instances solved by others${hasScipy() ? "" : " (SciPy is not installed here, and left out)"}: whole steps, proven optima, equal to 1e-8.`,
  "",
  markdown(compared),
  "",
  "Others, not run here: on instances of the same family, on another machine with two cores, medians of three.",
  "",
  markdown(CITED),
  "",
  "The paper's algorithm slot after slot, where a share of the users changes: the same plan from scratch and with a warm start, CPU time.",
  "",
  markdown(warmed),
  "",
  "In the browser, on as many threads as the machine has cores: wall time, which `npm run bench -- --only browser` measures by itself.",
  "",
  inBrowser,
  "",
];
if (most >= ALL) {
  await writeAside(`${ROOT}data/results/benchmark.md`, lines.join("\n"));
  await exportFigures([benchmarkScalingChart(scaled)], { directory: `${ROOT}figures` });
}
process.stdout.write(`${lines.join("\n")}\n`);

async function browsed(): Promise<string> {
  const measured = await inTheBrowser(report);
  if (measured === null) return "No browser started here.";
  await keep(measured);
  return markdown(measured);
}

/** Stores a part as soon as it is measured, if all of it was. */
async function keep(table: Table): Promise<void> {
  if (most >= ALL) await writeAside(`${ROOT}data/results/${table.name}.csv`, toCsv(table));
}

function markdown({ columns, rows }: Table): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const text = (value: number | string): string =>
    typeof value === "string" ? value : Number.isInteger(value) ? String(value) : value.toPrecision(3);
  return [
    row(columns.map(({ name, unit }) => (unit === "" || unit === "1" ? name : `${name} (${unit})`))),
    row(columns.map(() => "---")),
    ...rows.map((values) => row(columns.map(({ name }) => text(values[name]!)))),
  ].join("\n");
}
