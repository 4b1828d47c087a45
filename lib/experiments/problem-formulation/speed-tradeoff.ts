/** Latency against energy: the same steps computed faster or slower (MODEL.md §2). */
import { userOutcome } from "../../model/objective.js";
import { transferEnergy } from "../../model/transfer.js";
import type { Table } from "../../report/table.js";
import { toColumns } from "../../scenario/columns.js";
import type { Scenario } from "../../scenario/types.js";
import { userIndex } from "./user-index.js";

export interface SpeedTradeoffOptions {
  readonly scenario: Scenario;
  /** Id of the user. */
  readonly user: string;
  /** Steps at either place, ≥ 1. */
  readonly steps: number;
}

/**
 * Both places at 10 % to 100 % of their full speed, whatever deadline, battery and S_max say.
 * @throws InputError for an unknown user.
 */
export function speedTradeoff({ scenario, user, steps }: SpeedTradeoffOptions): Table {
  const n = userIndex(scenario, user);
  const columns = toColumns(scenario);
  const { workload, device } = scenario.users[n]!;
  const { time: c1, error: c2, energy: c3 } = scenario.weights;
  const rows = [device.speed, scenario.edge.speed].flatMap((fullSpeed, offload) =>
    Array.from({ length: 91 }, (_, i) => {
      const share = (10 + i) / 100;
      const computationTime = (workload * steps) / (share * fullSpeed);
      const { latency, error, energy, utility } = userOutcome(columns, n, offload, steps, computationTime);
      const cost = c1 * latency + c2 * error + c3 * energy - utility;
      const computing = energy - offload * transferEnergy(columns.users, n);
      return { place: offload === 1 ? "edge" : "local", share, computationTime, latency, energy: computing, cost };
    }),
  );
  return {
    name: "speed-tradeoff",
    columns: [
      { name: "place", unit: "", description: "local (the device) or edge." },
      { name: "share", unit: "1", description: "Speed as a share of the place's full speed." },
      { name: "computationTime", unit: "s", description: "Time of computation, without transfers." },
      { name: "latency", unit: "s", description: "Computation and, at the edge, transfers." },
      { name: "energy", unit: "J", description: "Of the computation alone." },
      { name: "cost", unit: "1", description: "What the user adds to the objective." },
    ],
    rows,
  };
}
