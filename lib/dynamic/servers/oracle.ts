/**
 * The oracle bound before several servers (MODEL.md §10, §13): what no policy can beat, even one that knew the future. It is that of one
 * edge with a price λ_ek ≥ 0 for each server and slot:
 *     −Σ λ_ek·B_ek + Σ_n min over (device at once; server e in reach in a slot k, s steps; drop) of cost + λ_ek·s.
 */
import { reaching } from "../../servers/columns.js";
import { choicesOf } from "../choices.js";
import { type OracleOptions, oracleOver } from "../oracle.js";
import type { World } from "../world.js";
import { mayAsk, type ServersWorld } from "./world.js";

/** A bound on every policy, and the prices that show it. */
export interface ServersOracleBound {
  /** No policy's objective is below it. */
  readonly lowerBound: number;
  /** No prices give a bound above it, but for rounding. */
  readonly upperBound: number;
  /** By server, λ of each slot [1/step]. */
  readonly prices: readonly Float64Array[];
}

/**
 * @param world Whose future is known; without handover no policy without it can beat the bound.
 * @param progress Told how much of the work is done, from 0 to 1.
 * @throws InputError where no best computation time exists (MODEL.md §3).
 */
export function serversOracleBound(
  world: ServersWorld,
  progress: (done: number) => void = () => {},
  options: OracleOptions = {},
): ServersOracleBound {
  const { scenario, before, capacity, channel, home, ...traffic } = world;
  const { tasks } = traffic;
  const device: World = { ...traffic, scenario: scenario.device, capacity: capacity[0]!, channel: null };
  const edges = before.at.map(({ users }, e) => {
    const alone: World = {
      ...traffic,
      scenario: scenario.at[e]!,
      tasks: { ...tasks, columns: reaching(users, tasks.columns, (m) => mayAsk(home, tasks.user[m]!, e)) },
      capacity: capacity[e]!,
      channel: channel === null ? null : channel[e]!,
    };
    return { world: alone, choices: choicesOf(alone, device) };
  });
  return oracleOver(edges, progress, options);
}
