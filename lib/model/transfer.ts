/** What offloading adds: the request goes up, the content comes down (MODEL.md §2). */
import type { UserColumns } from "../scenario/columns.js";

/** T_tx = D↑/r↑ + D↓/r↓ [s]. */
export function transferTime(users: UserColumns, n: number): number {
  return users.uplinkBits[n]! / users.uplinkRate[n]! + users.downlinkBits[n]! / users.downlinkRate[n]!;
}

/** E_tx = p↑·D↑/r↑ + p↓·D↓/r↓ [J], all taken from the device's battery. */
export function transferEnergy(users: UserColumns, n: number): number {
  return (
    (users.transmitPower[n]! * users.uplinkBits[n]!) / users.uplinkRate[n]! +
    (users.receivePower[n]! * users.downlinkBits[n]!) / users.downlinkRate[n]!
  );
}
