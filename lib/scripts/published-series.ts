/** Usage: node published-series.js QUALITY_CSV MODULE_TS. Makes lib/experiments/error-model/published-quality.ts from data/published/quality-vs-steps.csv. */
import { readFileSync } from "node:fs";
import { parsePublishedSeries } from "../experiments/error-model/published-series.js";
import { writeAside } from "../files/write-aside.js";
import { publishedSeriesModule } from "./published-series-module.js";

const [csv = "", module = ""] = process.argv.slice(2);
await writeAside(module, publishedSeriesModule(parsePublishedSeries(readFileSync(csv, "utf8"))));
