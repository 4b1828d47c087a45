/** How does a problem with yes/no decisions become a convex one, and what is lost? */
import type { Table } from "../../report/table.js";
import { type Experiment, oneCell } from "../experiment.js";
import { type LinearisedPenaltyOptions, linearisedPenalty } from "./linearised-penalty.js";
import { linearisedPenaltyChart } from "./linearised-penalty-chart.js";

export const linearisedPenaltyExperiment: Experiment<LinearisedPenaltyOptions, Table> = {
  name: "linearised-penalty",
  options: { around: [0, 0.2, 0.5, 0.9] },
  study: oneCell(linearisedPenalty),
  charts: { "linearised-penalty": linearisedPenaltyChart },
};
