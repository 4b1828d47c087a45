/** What a solution's JSON before several servers claims (MODEL.md §13): as `solve --json` writes it, or as `JSON.stringify` makes of a solution. */
import * as v from "valibot";
import { InputError } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { finite, show, validate } from "../input/validation.js";
import { asList } from "../model/plan.js";
import { MOST } from "../scenario/range.js";
import type { ServersClaims } from "./check.js";
import type { ServersColumns } from "./columns.js";
import type { ServersStatus } from "./methods.js";
import { DEVICE } from "./problem.js";

const STATUSES: readonly ServersStatus[] = ["optimal", "iteration-limit", "feasible"];
const stated = v.optional(finite("a finite number"));

/**
 * The plan and the claims of a parsed JSON value; other fields are left aside, and a missing one claims nothing. A server is named by its id
 * or its index, the device by `null` or −1.
 * @throws InputError naming the path, the value and what would be right, a line each.
 */
export function parseServersClaims(value: unknown, { servers, device }: ServersColumns): ServersClaims {
  const { count, id } = device.users;
  const column = (entry: v.GenericSchema, what: string) => {
    const expected = `a list of ${what}, one for each of the ${count} users`;
    return v.pipe(v.unknown(), v.transform(asList), v.array(entry, expected), v.length(count, expected));
  };
  const size = (unit: string) => finite(`a number of at most ${MOST} [${unit}]`, (x) => Math.abs(x) <= MOST);
  const plan = {
    server: column(v.unknown(), "servers' ids, or null for the device"),
    steps: column(size("steps"), "numbers [steps]"),
    computationTime: column(size("s"), "numbers [s]"),
  };
  const inside = typeof value === "object" && value !== null && "plan" in value ? value.plan : value;
  const { server, ...rest } = validate(v.object(plan), inside, "plan");
  const known = servers.map((own) => own.id);
  const indexOf = (place: unknown, n: number): number => {
    if (place === null || place === DEVICE) return DEVICE;
    const e = typeof place === "string" ? known.indexOf(place) : place;
    if (typeof e === "number" && Number.isInteger(e) && e >= 0 && e < known.length) return e;
    const hint = typeof place === "string" ? nearMiss(place, known) : "";
    throw new InputError(`server[${n}]: must be a server's id, or null for the device, not ${show(place)}${hint}`);
  };
  const each = `a list of numbers, one for each of the ${known.length} servers`;
  const claims = validate(
    v.object({
      status: v.optional(v.picklist(STATUSES, `one of ${STATUSES.join(", ")}`)),
      objective: stated,
      prices: v.optional(
        v.pipe(
          v.unknown(),
          v.transform(asList),
          v.array(finite("a finite number"), each),
          v.length(known.length, each),
        ),
      ),
      dualBound: stated,
      lowerBound: stated,
      excess: stated,
      gap: stated,
      scale: stated,
      users: v.optional(v.array(v.string("a text"), "a list of ids")),
    }),
    value,
    "plan",
  );
  const { users, prices, ...numbers } = claims;
  for (let n = 0; users !== undefined && n < count; n++) {
    if (users[n] === id(n)) continue;
    throw new InputError(`users[${n}]: must be ${show(id(n))} as in the scenario, not ${show(users[n])}`);
  }
  return {
    ...numbers,
    prices: prices === undefined ? undefined : Float64Array.from(prices),
    plan: {
      server: Int32Array.from(server as unknown[], indexOf),
      steps: Float64Array.from(rest.steps as number[]),
      computationTime: Float64Array.from(rest.computationTime as number[]),
    },
  };
}
