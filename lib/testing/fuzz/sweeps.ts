import fc from "fast-check";
import { fiveUsers } from "../../population/five-users.js";
import { cellsOf } from "../../sweep/cells.js";
import { pointCount } from "../../sweep/design.js";
import { sources } from "../../sweep/plan.js";
import { parseSweepPlan } from "../../sweep/plan-schema.js";
import { cellRunner, columnsOf } from "../../sweep/run.js";
import { type Edit, edited, edits } from "./edits.js";
import { answered, refuseEndless, refuseSlips, type Target } from "./target.js";

const { users, ...setting } = fiveUsers;

/** Plans that are right. */
const PLANS: readonly object[] = [
  {
    scenario: fiveUsers,
    resample: 4,
    replications: 2,
    method: ["sca", "greedy"],
    vary: {
      penaltyFactor: { log: [1e-4, 1e4], points: 3 },
      "edge.stepCapacity": [10, null],
      "users[*].device.maxSteps": [10, 20],
    },
  },
  {
    population: { users: 3, services: { "text-to-image-512": 2, "text-to-video": 1 }, deadlineShare: 0.5 },
    replications: 2,
    seed: 3,
    vary: { "weights.time": { from: 0.5, to: 2 }, "users[0].device.maxSteps": { from: 1, to: 9, whole: true } },
    design: "sobol",
    points: 3,
    outcomes: ["gap", "price"],
  },
  {
    users,
    setting,
    simulate: { policy: ["greedy", "lyapunov"], slots: 4, tradeoff: 10, outage: { from: 1, until: 2 } },
    set: { "outage.left": 0.5 },
    rows: [
      { rate: 1, channel: "fixed" },
      { rate: 2, channel: "mobile" },
    ],
  },
];

/** So many cells are run, and no more are made than take no time. */
const RUN = 3;
const MADE = 1000;

interface Input {
  readonly plan: number;
  readonly changes: readonly Edit[];
}

/** Plans of sweeps with faults in them. */
export const sweeps: Target<Input> = {
  name: "sweeps",
  share: 0.1,
  inputs: fc.record({ plan: fc.nat({ max: PLANS.length - 1 }), changes: edits }),
  run: ({ plan: number, changes }) => {
    const value = edited(PLANS[number], changes);
    const input = JSON.stringify(value) ?? "";
    return answered(input, () => {
      const plan = parseSweepPlan(value);
      if (sources(plan).length > 0 || pointCount(plan) * (plan.replications ?? 1) > MADE) return;
      const run = cellRunner(plan);
      const names = columnsOf(plan).map(({ name }) => name);
      if (new Set(names).size < names.length) throw new Error(`two columns have one name: ${names.join(", ")}`);
      for (const cell of cellsOf(plan).slice(0, RUN)) {
        const row = run(cell);
        refuseEndless(row);
        refuseSlips(String(row["message"]), input);
        const missing = names.filter((name) => !(name in row));
        if (missing.length > 0) throw new Error(`the row has no ${missing.join(", ")}`);
      }
    });
  },
};
