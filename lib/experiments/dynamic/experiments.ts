/** How does the method do when demand and resources vary, and how stale may a price get? */
import type { Table } from "../../report/table.js";
import { type Experiment, madeOf, oneCell } from "../experiment.js";
import {
  type DynamicLyapunovOptions,
  type DynamicLyapunovRuns,
  dynamicLyapunovDefaults,
  dynamicLyapunovStudy,
} from "./lyapunov.js";
import { dynamicLyapunovChart } from "./lyapunov-chart.js";
import { dynamicLyapunovLaws, dynamicLyapunovSettling, dynamicLyapunovSlopes } from "./lyapunov-laws.js";
import { type DynamicRegretOptions, dynamicRegret, dynamicRegretDefaults, dynamicRegretStudy } from "./regret.js";
import { dynamicRegretChart } from "./regret-chart.js";
import { type DynamicShockOptions, dynamicShockDefaults, dynamicShockStudy } from "./shock.js";
import { dynamicShockChart } from "./shock-chart.js";
import { type DynamicStressOptions, dynamicStressDefaults, dynamicStressStudy } from "./stress.js";
import { dynamicStressChart } from "./stress-chart.js";
import { type DynamicTimelineOptions, dynamicTimeline, dynamicTimelineDefaults } from "./timeline.js";
import { dynamicTimelineChart } from "./timeline-chart.js";

export const dynamicTimelineExperiment: Experiment<DynamicTimelineOptions, Table> = {
  name: "dynamic-timeline",
  options: dynamicTimelineDefaults,
  seed: 1,
  study: oneCell(dynamicTimeline),
  charts: { "dynamic-timeline": dynamicTimelineChart },
};

export const dynamicRegretExperiment: Experiment<DynamicRegretOptions, Table> = {
  name: "dynamic-regret",
  options: dynamicRegretDefaults,
  seed: 1,
  study: dynamicRegretStudy,
  tables: { "dynamic-regret": dynamicRegret },
  charts: { "dynamic-regret": (runs) => dynamicRegretChart(dynamicRegret(runs)) },
};

export const dynamicLyapunovExperiment: Experiment<
  DynamicLyapunovOptions,
  DynamicLyapunovRuns & { readonly laws: Table; readonly slopes: Table; readonly settling: Table }
> = {
  name: "dynamic-lyapunov",
  options: dynamicLyapunovDefaults,
  seed: 1,
  study: madeOf(dynamicLyapunovStudy, (runs) => ({
    ...runs,
    laws: dynamicLyapunovLaws(runs),
    slopes: dynamicLyapunovSlopes(runs),
    settling: dynamicLyapunovSettling(runs),
  })),
  tables: {
    "dynamic-lyapunov": ({ laws }) => laws,
    "dynamic-lyapunov-slopes": ({ slopes }) => slopes,
    "dynamic-lyapunov-settling": ({ settling }) => settling,
  },
  charts: { "dynamic-lyapunov": ({ laws, settling }) => dynamicLyapunovChart(laws, settling) },
};

export const dynamicShockExperiment: Experiment<DynamicShockOptions, Table> = {
  name: "dynamic-shock",
  options: dynamicShockDefaults,
  seed: 1,
  study: dynamicShockStudy,
  charts: { "dynamic-shock": dynamicShockChart },
};

export const dynamicStressExperiment: Experiment<DynamicStressOptions, Table> = {
  name: "dynamic-stress",
  options: dynamicStressDefaults,
  seed: 1,
  study: dynamicStressStudy,
  charts: { "dynamic-stress": dynamicStressChart },
};
