/**
 * How long the bound before several servers takes, and how near the plan comes to it:
 * `node lib/dist/bench/servers.js 1000 10000 100000`. The same users before one server with the capacity of all are beside it.
 */
import { performance } from "node:perf_hooks";
import { toProblem } from "../model/problem.js";
import { serversBound } from "../servers/bound.js";
import { generateServersColumns } from "../servers/generate.js";
import { toServersProblem } from "../servers/problem.js";
import { solveServers } from "../servers/solve.js";
import { lagrangianBound } from "../solver/certificate/bound.js";

const SERVERS = 10;
/** Each server has so many steps a user who stands in its cell. */
const STEPS_A_USER = 15;

function timed<T>(work: () => T): { readonly value: T; readonly seconds: number } {
  const since = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - since) / 1000 };
}

for (const users of process.argv.slice(2).map(Number)) {
  const scenario = generateServersColumns({ users, seed: 1, servers: SERVERS });
  const links = scenario.at.reduce((sum, own) => sum + own.users.maxSteps.filter((s) => s > 0).length, 0) / users;
  const prepared = timed(() => toServersProblem(scenario));
  const bound = timed(() => serversBound(prepared.value));
  const edge = { ...scenario.servers[0]!, stepCapacity: STEPS_A_USER * users };
  const alone = {
    ...scenario.at[0]!,
    edge,
    users: { ...scenario.at[0]!.users, maxSteps: scenario.device.users.maxSteps },
  };
  const preparedOne = timed(() => toProblem(alone));
  const one = timed(() => lagrangianBound(preparedOne.value));
  const { value, seconds } = timed(() => solveServers(scenario));
  console.log(
    JSON.stringify({
      users,
      links,
      prepare: prepared.seconds,
      bound: bound.seconds,
      evaluations: bound.value.evaluations,
      prepareOne: preparedOne.seconds,
      boundOne: one.seconds,
      times: (prepared.seconds + bound.seconds) / (preparedOne.seconds + one.seconds),
      boundTimes: bound.seconds / one.seconds,
      solve: seconds,
      gap: value.gap,
      excess: value.excess,
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
    }),
  );
}
