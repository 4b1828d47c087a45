import { writeAside } from "../files/write-aside.js";
import { namesOf } from "../input/checks.js";
import { InputError, nameShown, printable } from "../input/errors.js";
import { SERVERS_METHODS } from "../servers/methods.js";
import { loadsOf } from "../servers/plan.js";
import { type ServersSolution, solveServers } from "../servers/solve.js";
import type { ServersScenario } from "../servers/types.js";
import { type Io, print } from "./io.js";
import { type ServersFile, solving } from "./scenario-file.js";
import type { Options } from "./solve.js";
import { offloadedShare, totalsRows } from "./summary.js";
import { aligned, figure, jsonParts, percent } from "./text.js";

/** Options that one edge alone has, by their flags. */
const OF_ONE_EDGE = {
  relaxation: "--relaxation",
  tau: "--tau",
  continuation: "--continuation",
  start: "--start",
  seed: "--seed",
  iterations: "--iterations",
  jobs: "--jobs",
} as const satisfies Partial<Record<keyof Options, string>>;

/** `solve` of a scenario with several servers (MODEL.md §13). */
export async function solveServersFile(
  io: Io,
  { servers: scenario, source }: ServersFile,
  options: Options,
): Promise<void> {
  const { method, stateLimit, timeLimit, json = false, summary: short = false, out } = options;
  for (const [option, flag] of Object.entries(OF_ONE_EDGE)) {
    if (options[option as keyof typeof OF_ONE_EDGE] === undefined) continue;
    throw new InputError(`${flag}: changes nothing here; ${printable(source)} has several servers`);
  }
  const own = namesOf(SERVERS_METHODS).find((name) => name === method);
  if (method !== undefined && own === undefined) {
    throw new InputError(
      `--method ${method}: is of one edge; several servers have ${namesOf(SERVERS_METHODS).join(", ")}`,
    );
  }
  const solution = solving(io, source, json, () =>
    solveServers(scenario, {
      ...(own !== undefined && { method: own }),
      ...(stateLimit !== undefined && { stateLimit }),
      ...(timeLimit !== undefined && { timeLimit }),
    }),
  );
  const answer = answerOf(scenario, solution, short);
  if (out !== undefined) await writeAside(out, jsonParts(answer));
  print(io.stdout, json ? jsonParts(answer) : [summary(scenario, solution)]);
  if (out !== undefined && !json) io.stdout.write(`\nThe ${short ? "summary" : "plan"} is in ${printable(out)}.\n`);
  if (solution.status === "iteration-limit") {
    io.stderr.write(`warning: iteration-limit: the plan is the best one met, at a gap of ${percent(solution.gap)}\n`);
  }
}

/** What `--json` shows; `null` is the device. `check` reads it. */
function answerOf({ servers, users }: ServersScenario, solution: ServersSolution, short: boolean): object {
  const { plan, prices, method, status, objective, totals, version } = solution;
  const { lowerBound, dualBound, excess, gap, scale } = solution;
  const load = loadsOf({ servers }, plan);
  return {
    ...{ status, method, objective, lowerBound, dualBound, excess, gap, scale },
    prices: [...prices],
    servers: servers.map(({ id }, e) => ({ id, price: prices[e], steps: load[e] })),
    totals,
    ...(!short && {
      users: users.map(({ id }) => id),
      server: Array.from(plan.server, (e) => servers[e]?.id ?? null),
      steps: [...plan.steps],
      computationTime: [...plan.computationTime],
    }),
    version,
  };
}

function summary(scenario: ServersScenario, solution: ServersSolution): string {
  const { status, method, objective, lowerBound, excess, gap, prices, plan, totals } = solution;
  const { name = "", users, servers } = scenario;
  const load = loadsOf(scenario, plan);
  const counts = servers.map((_, e) => plan.server.reduce((sum, own) => sum + (own === e ? 1 : 0), 0));
  const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
  return aligned(
    [
      [
        "scenario",
        `${nameShown(name) || "without a name"}, ${counted(users.length, "user")}, ${counted(servers.length, "server")}`,
      ],
      ["status", `${status} (${method})`],
      ["objective", figure(objective, 9)],
      ["lower bound", figure(lowerBound, 9)],
      ["gap", `${percent(gap)}, ${figure(excess)} above the bound`],
      [
        "offloaded",
        offloadedShare(
          counts.reduce((sum, count) => sum + count, 0),
          users.length,
        ),
      ],
      ...servers.map(({ id, stepCapacity }, e) => [
        `server ${nameShown(id)}`,
        `price ${figure(prices[e]!)} per step, ${load[e]}${stepCapacity === null ? "" : ` of ${stepCapacity}`} steps, ${counted(counts[e]!, "user")}`,
      ]),
      ...totalsRows(totals, users.length),
    ],
    true,
  );
}
