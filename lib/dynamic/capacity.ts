/** The capacity of each slot: what other tenants and an outage leave of the server (MODEL.md §10). */

import { fraction, whole as wholeNumber } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { stream } from "../numerics/stream.js";

/** What takes capacity from the server. */
export interface CapacityOptions {
  /** Whether other tenants come and go; default false. */
  readonly tenants?: boolean;
  /** Maintenance or a failure: only the share `left` remains from slot `from` until before slot `until`. */
  readonly outage?: { readonly from: number; readonly until: number; readonly left: number };
}

/** Other tenants, assumed: each takes its share of the server while it is there; mean lengths in slots. */
export const tenancy = { tenants: 4, share: 0.1, presentSlots: 10, absentSlots: 20, assumed: true } as const;

/**
 * @param capacity Of a slot with the whole server [steps, or FLOP]; Infinity is unlimited.
 * @param whole Whether it is whole steps; default true.
 * @returns That of each slot.
 * @throws InputError naming the option, its value and what would be right.
 */
export function drawCapacity(
  capacity: number,
  slots: number,
  { tenants = false, outage }: CapacityOptions,
  seed: number,
  whole = true,
): Float64Array {
  const left = new Float64Array(slots).fill(1);
  if (tenants) {
    const { share, presentSlots, absentSlots } = tenancy;
    for (let tenant = 0; tenant < tenancy.tenants; tenant++) {
      const next = stream(seed, tenant);
      let present = next() < presentSlots / (presentSlots + absentSlots);
      for (let k = 0; k < slots; k++) {
        if (present) left[k]! -= share;
        if (next() < 1 / (present ? presentSlots : absentSlots)) present = !present;
      }
    }
  }
  if (outage !== undefined) {
    const { from, until } = outage;
    wholeNumber("outage.from", from, 0);
    wholeNumber("outage.until", until, 0);
    if (until <= from) throw new InputError(`outage.until: must be above outage.from, ${from}, not ${until}`);
    fraction("outage.left", outage.left);
    for (let k = from; k < Math.min(until, slots); k++) left[k]! *= outage.left;
  }
  return left.map((part) => {
    if (part === 0) return 0;
    return whole ? Math.floor(capacity * part + 1e-9) : capacity * part;
  });
}
