import type { Table } from "../study/table.js";
import { baselinesChart } from "./baselines.js";
import type { Chart } from "./chart.js";

/** What every method reaches while S_max^e of one task varies. @param table Of `baselines`. */
export function baselinesEdgeStepsChart(table: Table): Chart {
  return baselinesChart(table, "baselines-edge-steps", "edge.maxSteps", "Edge limit of a task (steps)");
}
