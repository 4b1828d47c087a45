import type { Chart } from "../../report/chart.js";
import type { Table } from "../../report/table.js";
import { baselinesChart } from "./outcomes-chart.js";

/** What every method reaches while S_max^e of all tasks together varies. @param table Of `baselines`. */
export function baselinesEdgeCapacityChart(table: Table): Chart {
  return baselinesChart(table, "baselines-edge-capacity", "edge.stepCapacity", "Edge capacity (steps a user)");
}
