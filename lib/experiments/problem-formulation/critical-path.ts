/** One request on its way: the summary's critical path with the model's seconds and joules (MODEL.md §2). */

import { InputError } from "../../input/errors.js";
import { userOutcome } from "../../model/objective.js";
import { maxWholeSteps } from "../../model/placement.js";
import { places } from "../../model/places.js";
import { bestTime } from "../../model/speed.js";
import { transferEnergy } from "../../model/transfer.js";
import type { Table } from "../../report/table.js";
import { toColumns } from "../../scenario/columns.js";
import type { Link, Scenario } from "../../scenario/types.js";
import { userIndex } from "./user-index.js";

export interface CriticalPathOptions {
  readonly scenario: Scenario;
  /** Id of the user. */
  readonly user: string;
  /** Steps at either place. */
  readonly steps: number;
}

/** A stage of the critical path; a component of `""` means that the model gives it no time. */
interface Stage {
  readonly stage: string;
  readonly component: string;
  /** [s]. */
  readonly duration: number;
  /** [J]. */
  readonly energy: number;
}

/**
 * The stages one after the other at each place, in the best computation time. "Request transmission" is ours: the summary names
 * the way back only. Transfers occur at the edge only.
 * @throws InputError for an unknown user, or steps that a place can't compute.
 */
export function criticalPath({ scenario, user, steps }: CriticalPathOptions): Table {
  const n = userIndex(scenario, user);
  const columns = toColumns(scenario);
  const { link } = scenario.users[n]!;
  const { local, edge } = places(columns);
  const rows = [local, edge].flatMap((place, offload) => {
    const most = maxWholeSteps(place, n);
    if (!(Number.isInteger(steps) && steps >= 1 && steps <= most)) {
      const where = offload === 1 ? "at the edge" : "on the device";
      throw new InputError(`steps: must be a whole number from 1 to ${most} for user ${user} ${where}, not ${steps}`);
    }
    const duration = bestTime(columns, place.name, n, steps);
    const radio = offload * transferEnergy(columns.users, n);
    const energy = userOutcome(columns, n, offload, steps, duration).energy - radio;
    const reverseDiffusion = {
      stage: "Reverse diffusion process",
      component: offload === 1 ? "edge server" : "mobile device",
      duration,
      energy,
    };
    let clock = 0;
    return stages(reverseDiffusion, offload === 1 ? link : undefined).map((stage) => {
      const start = clock;
      clock += stage.duration;
      return { place: place.name, steps, start, ...stage };
    });
  });
  return {
    name: "critical-path",
    columns: [
      { name: "place", unit: "", description: "local (the device) or edge." },
      { name: "steps", unit: "step", description: "Reverse diffusion steps." },
      { name: "start", unit: "s", description: "When the stage starts after the request." },
      { name: "stage", unit: "", description: "Stage of the critical path." },
      { name: "component", unit: "", description: "What is busy; empty where the model gives the stage no time." },
      { name: "duration", unit: "s", description: "How long the stage takes." },
      { name: "energy", unit: "J", description: "Energy that the stage takes." },
    ],
    rows,
  };
}

function stages(reverseDiffusion: Stage, link: Link | undefined): Stage[] {
  const path = [
    untimed("Request generation"),
    untimed("Monitor evaluation"),
    untimed("Offloading decision and resource allocation"),
    reverseDiffusion,
    untimed("Content generation"),
  ];
  if (link === undefined) return path;
  const { uplinkBits, uplinkRate, transmitPower, downlinkBits, downlinkRate, receivePower } = link;
  path.splice(3, 0, transfer("Request transmission", uplinkBits / uplinkRate, transmitPower));
  return [...path, transfer("Result transmission", downlinkBits / downlinkRate, receivePower)];
}

function untimed(stage: string): Stage {
  return { stage, component: "", duration: 0, energy: 0 };
}

function transfer(stage: string, duration: number, power: number): Stage {
  return { stage, component: "radio link", duration, energy: power * duration };
}
