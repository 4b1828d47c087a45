import { InputError } from "../input/errors.js";
import { isWork } from "../scenario/capacity.js";
import type { Scenario } from "../scenario/types.js";

/** Refuses what a table of edge steps can't tell. @throws InputError for a capacity in work, or none. */
export function limitedInSteps({ edge }: Scenario): void {
  if (isWork(edge))
    throw new InputError("scenario.edge.workCapacity: must be left out for stepCapacity, as steps are told");
  if (edge.stepCapacity == null)
    throw new InputError("scenario.edge.stepCapacity: must be a whole number >= 0 [steps], not null");
}
