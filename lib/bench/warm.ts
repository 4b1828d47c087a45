/**
 * The paper's algorithm in a population of which a part changes from slot to slot: from scratch, and with a warm start.
 * Costs are user CPU time of this process; the garbage collector's threads are counted too.
 */

import { WarmSca } from "../dynamic/warm/warm.js";
import type { Plan } from "../model/objective.js";
import { problemOf } from "../model/problem.js";
import { median } from "../numerics/median.js";
import { stream } from "../numerics/stream.js";
import { campus30 } from "../population/campus.js";
import { generateColumns } from "../population/generate.js";
import type { Table } from "../report/table.js";
import { replaceUsers, type ScenarioColumns, withUsers } from "../scenario/columns.js";
import { solvePerspective } from "../solver/sca/perspective.js";
import { defaultPenalty, solveSca } from "../solver/sca/sca.js";
import { startingPoint } from "../solver/sca/starts.js";

const SLOTS = 24;
/** Told are the slots from this one on, when the engine has compiled the code. */
const FIRST = 12;

/** @param report Told each population before it is measured. @throws Error if the two plans differ. */
export function warmStart(sizes: readonly number[], shares: readonly number[], report: (text: string) => void): Table {
  return {
    name: "benchmark-warm",
    columns: [
      { name: "users", unit: "1", description: "Number of users." },
      { name: "changed", unit: "1", description: "Share of the users that are others in the next slot." },
      { name: "scratch", unit: "s", description: "A slot's plan from scratch, median of the last twelve slots of 24." },
      {
        name: "warm",
        unit: "s",
        description: "The same plan with a warm start, median of the same slots.",
      },
      { name: "ratio", unit: "1", description: "How many times cheaper it is." },
    ],
    rows: sizes.flatMap((users) =>
      shares.map((share) => {
        report(`warm start, ${users} users, ${100 * share} % change`);
        return { users, changed: share, ...measured(users, share) };
      }),
    ),
  };
}

function measured(users: number, share: number): { scratch: number; warm: number; ratio: number } {
  const population = (seed: number): ScenarioColumns =>
    generateColumns({ ...campus30, users, seed, stepCapacity: 10 * users });
  const others = population(2);
  const own = new WarmSca();
  let columns = population(1);
  const scratchTimes: number[] = [];
  const warmTimes: number[] = [];
  for (let k = 0; k < SLOTS; k++) {
    const [plan, warm] = timed(() => own.solve(columns).plan);
    const [reference, scratch] = timed(() => fromScratch(columns));
    if (plan.offload.some((a, n) => a !== reference.offload[n] || plan.steps[n] !== reference.steps[n])) {
      throw new Error(`plans differ in slot ${k} of ${users} users`);
    }
    if (k >= FIRST) {
      scratchTimes.push(scratch);
      warmTimes.push(warm);
    }
    columns = renewed(columns, others, share, k);
  }
  const [scratch, warm] = [median(Float64Array.from(scratchTimes)), median(Float64Array.from(warmTimes))];
  return { scratch, warm, ratio: scratch / warm };
}

function fromScratch(columns: ScenarioColumns): Plan {
  const problem = problemOf(columns);
  const relaxed = solvePerspective(problem, new Float64Array(problem.count));
  const start = startingPoint("half", problem.count, 0);
  return solveSca(problem, { penalty: defaultPenalty(problem, relaxed), start, iterationLimit: 100 }).plan;
}

/** Some users, picked at random, replaced by those who stand in their places elsewhere. */
function renewed(columns: ScenarioColumns, others: ScenarioColumns, share: number, seed: number): ScenarioColumns {
  const next = stream(seed, 0);
  const { count } = columns.users;
  const theirs = new Int32Array(count).fill(-1);
  for (let i = 0; i < share * count; i++) {
    const n = Math.floor(next() * count);
    theirs[n] = n;
  }
  return withUsers(columns, replaceUsers(columns.users, others.users, theirs));
}

function timed<T>(work: () => T): [T, number] {
  const before = process.cpuUsage().user;
  const value = work();
  return [value, (process.cpuUsage().user - before) / 1e6];
}
