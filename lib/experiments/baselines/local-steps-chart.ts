import type { Chart } from "../../report/chart.js";
import type { Table } from "../../report/table.js";
import { baselinesChart } from "./outcomes-chart.js";

/** What every method reaches while S_max^l of every device varies. @param table Of `baselines`. */
export function baselinesLocalStepsChart(table: Table): Chart {
  return baselinesChart(table, "baselines-local-steps", "device.maxSteps", "Device limit (steps)");
}
