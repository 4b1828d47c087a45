import { InputError } from "../../input/errors.js";
import type { Scenario } from "../../scenario/types.js";

/** Position of the user with this id. @throws InputError if there is none. */
export function userIndex({ users }: Scenario, id: string): number {
  const n = users.findIndex((user) => user.id === id);
  if (n < 0) {
    const known = users.length <= 8 ? "" : ", …";
    const ids = users.slice(0, 8).map((user) => user.id);
    throw new InputError(`user: must be an id of the scenario (${ids.join(", ")}${known}), not ${JSON.stringify(id)}`);
  }
  return n;
}
