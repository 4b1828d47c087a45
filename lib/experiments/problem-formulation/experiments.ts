/** Where should each picture be made, with how many steps, and for how long? */
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import type { Table } from "../../report/table.js";
import { type Drawn, type Experiment, oneCell } from "../experiment.js";
import { computationTimeChart } from "./computation-time-chart.js";
import { type CriticalPathOptions, criticalPath } from "./critical-path.js";
import { criticalPathChart } from "./critical-path-chart.js";
import { type PlaceTradeoffOptions, placeTradeoff } from "./place-tradeoff.js";
import { placeTradeoffsChart } from "./place-tradeoffs-chart.js";
import { qualityTradeoffsChart } from "./quality-tradeoffs-chart.js";
import { type SpeedTradeoffOptions, speedTradeoff } from "./speed-tradeoff.js";
import { type StepTradeoffOptions, stepTradeoff } from "./step-tradeoff.js";

export const criticalPathExperiment: Experiment<Drawn<CriticalPathOptions>, Table> = {
  name: "critical-path",
  options: { population: campus30, user: "u23", steps: 20 },
  study: oneCell(({ population, ...options }) => criticalPath({ scenario: generate(population), ...options })),
  charts: { "critical-path": criticalPathChart },
};

export const speedTradeoffExperiment: Experiment<Drawn<SpeedTradeoffOptions>, Table> = {
  name: "speed-tradeoff",
  options: { population: campus30, user: "u23", steps: 20 },
  study: oneCell(({ population, ...options }) => speedTradeoff({ scenario: generate(population), ...options })),
  charts: { "computation-time": computationTimeChart },
};

export const stepTradeoffExperiment: Experiment<Drawn<StepTradeoffOptions>, Table> = {
  name: "step-tradeoff",
  options: { population: campus30, user: "u23" },
  study: oneCell(({ population, ...options }) => stepTradeoff({ scenario: generate(population), ...options })),
  charts: { "quality-tradeoffs": qualityTradeoffsChart },
};

export const placeTradeoffExperiment: Experiment<Drawn<PlaceTradeoffOptions>, Table> = {
  name: "place-tradeoff",
  options: { population: campus30, users: ["u23", "u11"] },
  study: oneCell(({ population, ...options }) => placeTradeoff({ scenario: generate(population), ...options })),
  charts: { "place-tradeoffs": placeTradeoffsChart },
};
