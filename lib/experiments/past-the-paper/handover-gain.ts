/** What it is worth to change servers while users walk (MODEL.md §13). */
import { makeServersPolicy } from "../../dynamic/servers/policies.js";
import { type ServersOutcomes, serversOutcomes, simulateServers } from "../../dynamic/servers/simulate.js";
import { makeServersWorld, type ServersWorldOptions } from "../../dynamic/servers/world.js";
import { whole } from "../../input/checks.js";
import { spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { type GenerateServersOptions, generateServersColumns } from "../../servers/generate.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { meanSpread } from "../mean-spread.js";
import { rounded } from "../rounded.js";

export interface HandoverGainOptions {
  /** Whose users walk; all servers together always have as many steps. */
  readonly population: Omit<GenerateServersOptions, "seed" | "servers" | "stepCapacity">;
  /** Edge steps in all for each request that comes in a slot on average [steps]. */
  readonly stepsARequest: number;
  /** Numbers of servers, rising. */
  readonly servers: readonly number[];
  /** Mean speeds, rising [m/s]: on each leg from half to one and a half times that. */
  readonly speeds: readonly number[];
  /** Slots, and how long one is [s]. */
  readonly slots: number;
  readonly slotSeconds: number;
  /** Requests that come in a slot on average. */
  readonly requests: number;
  /** Worlds with each number and speed, ≥ 1. */
  readonly worlds: number;
}

/** Our choice: a quarter of an hour, in which who walks comes through two cells. */
export const handoverGainDefaults: HandoverGainOptions = {
  population: { users: 40 },
  stepsARequest: 15,
  servers: [2, 5],
  speeds: [0, 1, 2, 4],
  slots: 16,
  slotSeconds: 60,
  requests: 8,
  worlds: 20,
};

interface HandoverGainCell extends Omit<HandoverGainOptions, "servers" | "speeds" | "worlds"> {
  readonly servers: number;
  readonly speed: number;
  readonly seed: number;
}

const OUTCOMES: readonly TableColumn[] = [
  { name: "gain", unit: "1", description: "Objective a request that no handover has more." },
  { name: "edgeShare", unit: "1", description: "Part of the requests that went to a server, with handover." },
  { name: "homeShare", unit: "1", description: "Part of the requests that went to a server, their user's home." },
  { name: "handovers", unit: "1", description: "Handovers a request." },
];

/** A cell is a world with a number of servers and a speed, with and without handover: the seeds are `seed`, `seed` + 1, …. */
export const handoverGainStudy: Study<HandoverGainOptions, Table, HandoverGainCell, Table["rows"][number]> = {
  cells: ({ servers, speeds, worlds, ...shared }, seed) => {
    whole("worlds", worlds, 1);
    return servers.flatMap((count) =>
      speeds.flatMap((speed) =>
        Array.from({ length: worlds }, (_, k) => ({ ...shared, servers: count, speed, seed: seed + k })),
      ),
    );
  },
  find: handoverGainRun,
  result: (rows) => ({
    name: "handover-gain-runs",
    columns: [
      { name: "servers", unit: "1", description: "Number of servers." },
      { name: "speed", unit: "m/s", description: "Mean speed of who walks." },
      { name: "seed", unit: "1", description: "Seed of scenario and world." },
      ...OUTCOMES,
    ],
    rows,
  }),
};

/** One row for each number of servers, speed and world. @throws InputError for an option out of range. */
export const handoverGainRuns = inTurn(handoverGainStudy);

function handoverGainRun(cell: HandoverGainCell): Table["rows"][number] {
  const { population, stepsARequest, servers, speed, slots, slotSeconds, requests, seed } = cell;
  const stepCapacity = Math.round((stepsARequest * requests) / servers);
  const scenario = generateServersColumns({ ...population, servers, stepCapacity, seed });
  const options: ServersWorldOptions = {
    ...{ slots, slotSeconds, channel: "mobile", speed: [0.5 * speed, 1.5 * speed] },
    arrivals: { rate: requests / slotSeconds },
  };
  const run = (handover: boolean): ServersOutcomes => {
    const world = makeServersWorld(scenario, { ...options, handover }, seed);
    return serversOutcomes(simulateServers(world, makeServersPolicy("dual", world)));
  };
  const [any, home] = [run(true), run(false)];
  const { arrived } = any.requests;
  return {
    servers,
    speed,
    seed,
    gain: (home.objective - any.objective) / arrived,
    edgeShare: any.offloadedShare,
    homeShare: home.offloadedShare,
    handovers: any.handovers / arrived,
  };
}

/** One row for each number of servers and speed. @param runs Of `handoverGainRuns`. */
export function handoverGain(runs: Table): Table {
  const of = (name: string): number[] => [...new Set(runs.rows.map((row) => Number(row[name])))];
  return {
    name: "handover-gain",
    columns: [
      ...runs.columns.slice(0, 2),
      { name: "worlds", unit: "1", description: "Worlds behind the rest." },
      ...OUTCOMES.flatMap((outcome) => spreadColumns(outcome, ["mean", "ciLow", "ciHigh"], "worlds")),
    ],
    rows: of("servers").flatMap((servers) =>
      of("speed").map((speed) => {
        const own = runs.rows.filter((row) => row["servers"] === servers && row["speed"] === speed);
        const cells = OUTCOMES.map(({ name }) =>
          meanSpread(
            name,
            own.map((row) => Number(row[name])),
          ),
        );
        return rounded({ servers, speed, worlds: own.length, ...Object.assign({}, ...cells) });
      }),
    ),
  };
}
