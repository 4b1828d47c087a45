/** What more servers do to the bound, to their prices and to simple rules (MODEL.md §13). */
import { whole } from "../../input/checks.js";
import { spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { type GenerateServersOptions, generateServers } from "../../servers/generate.js";
import { solveServers } from "../../servers/solve.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { meanSpread } from "../mean-spread.js";
import { rounded } from "../rounded.js";

export interface ServersBalanceOptions {
  /** What scenarios are drawn from; all servers together always have as many steps. */
  readonly population: Omit<GenerateServersOptions, "seed" | "servers" | "stepCapacity">;
  /** Numbers of servers, rising. */
  readonly servers: readonly number[];
  /** Scenarios with each number, ≥ 1. */
  readonly scenarios: number;
}

/** Our choice. */
export const serversBalanceDefaults: ServersBalanceOptions = {
  population: { users: 200 },
  servers: [1, 2, 3, 5, 7, 10],
  scenarios: 40,
};

interface ServersBalanceCell {
  readonly population: ServersBalanceOptions["population"];
  readonly servers: number;
  readonly seed: number;
}

const OUTCOMES: readonly TableColumn[] = [
  { name: "gap", unit: "1", description: "Gap of the plan to the Lagrangian bound." },
  { name: "priceSpread", unit: "1", description: "Part by which the dearest server's step is above the cheapest's." },
  { name: "nearestMore", unit: "1", description: "Objective a user that serving at the nearest server has more." },
  { name: "leastLoadedMore", unit: "1", description: "Objective a user that serving at the least loaded has more." },
];

/** A cell is a scenario with a number of servers: the seeds are `seed`, `seed` + 1, …. */
export const serversBalanceStudy: Study<ServersBalanceOptions, Table, ServersBalanceCell, Table["rows"][number]> = {
  cells: ({ population, servers, scenarios }, seed) => {
    whole("scenarios", scenarios, 1);
    return servers.flatMap((count) =>
      Array.from({ length: scenarios }, (_, k) => ({ population, servers: count, seed: seed + k })),
    );
  },
  find: serversBalanceRun,
  result: (rows) => ({
    name: "servers-balance-runs",
    columns: [
      { name: "servers", unit: "1", description: "Number of servers." },
      { name: "seed", unit: "1", description: "Seed of the scenario." },
      ...OUTCOMES,
    ],
    rows,
  }),
};

/** One row for each number of servers and scenario. @throws InputError for an option out of range. */
export const serversBalanceRuns = inTurn(serversBalanceStudy);

function serversBalanceRun({ population, servers, seed }: ServersBalanceCell): Table["rows"][number] {
  const scenario = generateServers({ ...population, servers, seed });
  const { objective, gap, prices } = solveServers(scenario);
  const more = (method: "nearest" | "least-loaded"): number =>
    (solveServers(scenario, { method }).objective - objective) / population.users;
  return {
    servers,
    seed,
    gap,
    priceSpread: Math.max(...prices) / Math.min(...prices) - 1,
    nearestMore: more("nearest"),
    leastLoadedMore: more("least-loaded"),
  };
}

/** One row for each number of servers. @param runs Of `serversBalanceRuns`. */
export function serversBalance(runs: Table): Table {
  const counts = [...new Set(runs.rows.map((row) => Number(row["servers"])))];
  return {
    name: "servers-balance",
    columns: [
      runs.columns[0]!,
      { name: "scenarios", unit: "1", description: "Scenarios behind the rest." },
      ...OUTCOMES.flatMap((outcome) => spreadColumns(outcome, ["mean", "ciLow", "ciHigh", "largest"], "scenarios")),
    ],
    rows: counts.map((servers) => {
      const own = runs.rows.filter((row) => row["servers"] === servers);
      const cells = OUTCOMES.map(({ name }) =>
        meanSpread(
          name,
          own.map((row) => Number(row[name])),
          ["largest"],
        ),
      );
      return rounded({ servers, scenarios: own.length, ...Object.assign({}, ...cells) });
    }),
  };
}
