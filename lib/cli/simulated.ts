/** What `simulate` finds, whatever stands at the edge. */
import type { Outcomes } from "../dynamic/outcomes.js";
import type { ServersOutcomes, ServersSimulation } from "../dynamic/servers/simulate.js";
import type { Simulation } from "../dynamic/simulate.js";
import type { Traffic, WorldOptions } from "../dynamic/world.js";
import type { ScenarioColumns } from "../scenario/columns.js";

/** What a policy did, and what came of it. */
export interface Simulated {
  readonly policy: string;
  readonly simulation: Simulation | ServersSimulation;
  readonly result: Outcomes | ServersOutcomes;
}

/** Between which the best possible objective lies, and the prices that show the lower end; before several servers the lower end alone. */
export interface Bounds {
  readonly lowerBound: number;
  readonly clairvoyant: number | null;
  readonly prices: Float64Array | null;
}

/** One edge or several servers, with their users. */
export interface Before {
  /** The users; of several servers on their devices alone. */
  readonly columns: ScenarioColumns;
  /** In a few words. */
  readonly told: string;
  /** Names of those to simulate. */
  readonly policies: readonly string[];
  /** What a world is made from besides the options of all. */
  readonly made: object;
  begin(options: WorldOptions, seed: number): Begun;
}

/** A world that waits for policies. */
export interface Begun {
  readonly world: Traffic;
  /** @throws InfeasibleError naming who can't be served. */
  assertServable(): void;
  run(
    policy: string,
    options: { readonly ignoreDeadlines: boolean; readonly onSlot: (record: { readonly slot: number }) => void },
  ): Simulated;
  /** @param objective The least that was found. */
  bounds(objective: number, show: (text: string) => void): Bounds;
}
