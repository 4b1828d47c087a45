import type { Table } from "../study/table.js";
import { baselinesChart } from "./baselines.js";
import type { Chart } from "./chart.js";

/** What every method reaches while S_max^e of all tasks together varies. @param table Of `baselines`. */
export function baselinesEdgeCapacityChart(table: Table): Chart {
  return baselinesChart(table, "baselines-edge-capacity", "edge.stepCapacity", "Edge capacity (steps a user)");
}
