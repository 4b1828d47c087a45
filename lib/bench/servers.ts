/**
 * How long the bound before ten servers takes, and how near the plan comes to it: `node lib/dist/bench/servers.js 1000 10000 100000`, a line of
 * JSON each. Users reach the servers in whose cell they stand, or with `--all` first every server, these of different speeds and capacities.
 * Beside it stands the bound of the same users before the first server alone, with the capacity of all. Seconds are the processor's.
 */
import { toProblem } from "../model/problem.js";
import { drawUser, userId } from "../population/draw.js";
import { population } from "../population/population.js";
import { serversBound } from "../servers/bound.js";
import { collectServers, type ServersColumns } from "../servers/columns.js";
import { generateServers, generateServersColumns } from "../servers/generate.js";
import { toServersProblem } from "../servers/problem.js";
import { solveServers } from "../servers/solve.js";
import { lagrangianBound } from "../solver/certificate/bound.js";

const SERVERS = 10;
const STEPS_A_USER = 15;

/** Everyone reaches every server, by the links that users of other seeds have. */
function reachingAll(users: number): ServersColumns {
  const { servers, users: _, ...settings } = generateServers({ users: 1, servers: SERVERS, seed: 1 });
  const from = population({
    services: { "text-to-image-512": 12, "text-to-image-1024": 7, "image-to-image": 8, "text-to-video": 1 },
    deadlineShare: 0.2,
    batteryShare: 0.2,
  });
  const unlike = servers.map((server, e) => ({
    ...server,
    speed: server.speed * (0.5 + 0.15 * ((7 * e) % SERVERS)),
    stepCapacity: Math.round((STEPS_A_USER * users * (0.3 + 0.14 * ((3 * e) % SERVERS))) / SERVERS),
  }));
  const userAt = (n: number) => {
    const { link, ...user } = drawUser(from, 1, n);
    const links = unlike.map(({ id }, e) => {
      const { uplinkRate, downlinkRate } = drawUser(from, 2 + e, n).link;
      return [id, { ...link, uplinkRate, downlinkRate }] as const;
    });
    return { ...user, links: Object.fromEntries(links) };
  };
  return collectServers({ ...settings, servers: unlike }, users, userAt, userId);
}

function timed<T>(work: () => T): { readonly value: T; readonly seconds: number } {
  const since = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(since);
  return { value, seconds: (user + system) / 1e6 };
}

function measured(scenario: ServersColumns): object {
  const users = scenario.device.users.count;
  const links = scenario.at.reduce((sum, own) => sum + own.users.maxSteps.filter((s) => s > 0).length, 0) / users;
  const prepared = timed(() => toServersProblem(scenario));
  const bound = timed(() => serversBound(prepared.value));
  const edge = { ...scenario.servers[0]!, stepCapacity: STEPS_A_USER * users };
  const reached = { ...scenario.at[0]!.users, maxSteps: scenario.device.users.maxSteps };
  const preparedOne = timed(() => toProblem({ ...scenario.at[0]!, edge, users: reached }));
  const one = timed(() => lagrangianBound(preparedOne.value));
  const { value, seconds } = timed(() => solveServers(scenario));
  return {
    users,
    links,
    prepare: prepared.seconds,
    bound: bound.seconds,
    evaluations: bound.value.evaluations,
    prepareOne: preparedOne.seconds,
    boundOne: one.seconds,
    times: bound.seconds / one.seconds,
    timesPrepared: (prepared.seconds + bound.seconds) / (preparedOne.seconds + one.seconds),
    solve: seconds,
    gap: value.gap,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

const all = process.argv[2] === "--all";
measured(all ? reachingAll(3000) : generateServersColumns({ users: 3000, seed: 2, servers: SERVERS })); // compiles
for (const users of process.argv.slice(all ? 3 : 2).map(Number)) {
  const scenario = all ? reachingAll(users) : generateServersColumns({ users, seed: 1, servers: SERVERS });
  console.log(JSON.stringify(measured(scenario)));
}
