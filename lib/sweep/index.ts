/** Anyone's own question: what varies, which users, how often; cells, and a table with a row for each. */

export { scenarioOf } from "./cell-scenario.js";
export { type Cell, cellsOf } from "./cells.js";
export { DESIGNS, latinHypercube, type Point, pointCount, pointsOf } from "./design.js";
export {
  type Between,
  type Levels,
  type LogBetween,
  type PopulationPlan,
  type SimulatePlan,
  type Source,
  type SweepPlan,
  sources,
  type Varied,
} from "./plan.js";
export { parseSweepPlan } from "./plan-schema.js";

export { type CellDone, cellRunner, columnsOf, type Row, runCell, type SweepOptions, sweep } from "./run.js";
export { type Assignments, setFields } from "./set-fields.js";
export { inTurn, type Study } from "./study.js";
export { finished } from "./summary.js";
export type { Value } from "./value.js";
