/** Makes all tables and the numbers of all figures below a folder, as `edgesteps tables` and `figures --formats csv` do, but computes each experiment once. */
import { join } from "node:path";
import { drawFigures } from "../lib/dist/cli/figures.js";
import { writeTables } from "../lib/dist/cli/tables.js";
import { catalogue } from "../lib/dist/experiments/catalogue.js";
import { chartsOf, tablesOf } from "../lib/dist/experiments/experiment.js";
import { computeOnThreads } from "../lib/dist/experiments/node/compute-on-threads.js";

const folder = process.argv[2];
const silent = { write: () => {} };
const io = { stdout: silent, stderr: silent };
const charts = [];
for await (const [experiment, result] of computeOnThreads(catalogue, undefined)) {
  await writeTables(io, tablesOf(experiment, result), join(folder, "data/results"));
  charts.push(...chartsOf([experiment]).map(({ make }) => make(result)));
}
await drawFigures(io, charts, { directory: join(folder, "figures"), formats: [] });
