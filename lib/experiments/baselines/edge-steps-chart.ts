import type { Chart } from "../../report/chart.js";
import type { Table } from "../../report/table.js";
import { baselinesChart } from "./outcomes-chart.js";

/** What every method reaches while S_max^e of one task varies. @param table Of `baselines`. */
export function baselinesEdgeStepsChart(table: Table): Chart {
  return baselinesChart(table, "baselines-edge-steps", "edge.maxSteps", "Edge limit of a task (steps)");
}
