import type { Table } from "../study/table.js";
import { baselinesChart } from "./baselines.js";
import type { Chart } from "./chart.js";

/** What every method reaches while S_max^l of every device varies. @param table Of `baselines`. */
export function baselinesLocalStepsChart(table: Table): Chart {
  return baselinesChart(table, "baselines-local-steps", "device.maxSteps", "Device limit (steps)");
}
