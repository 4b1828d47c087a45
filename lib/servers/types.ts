/** What is given where there are several edge servers (MODEL.md §13). These types mirror the JSON field by field. */
import type { Edge, Link, Scenario, User } from "../scenario/types.js";

/** One of several edge servers. */
export interface Server extends Omit<Edge, "stepCapacity" | "workCapacity"> {
  /** B_e [steps], integer ≥ 0; `null` is unlimited. */
  readonly stepCapacity: number | null;
  /** Unique within the scenario; links name it. */
  readonly id: string;
}

/** One request, its user's device, and a link to each server that it reaches. */
export interface ServersUser extends Omit<User, "link" | "models"> {
  /** By the server's id. Without any the user has its device alone. */
  readonly links: Readonly<Record<string, Link>>;
}

/** A round of requests before several edge servers, as the JSON says it: a `Scenario` with `servers` in place of `edge`. */
export interface ServersScenario extends Omit<Scenario, "edge" | "services" | "users"> {
  /** At least one. */
  readonly servers: readonly Server[];
  /** At least one. */
  readonly users: readonly ServersUser[];
}
