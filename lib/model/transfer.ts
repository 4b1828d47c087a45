/** What offloading adds: the request goes up, the content comes down (MODEL.md §2), or the latent of a split task (§12). */
import type { UserColumns } from "../scenario/columns.js";

/** T_tx = D↑/r↑ + D↓/r↓ [s]. @param down D↓ [bit]. */
export function transferTime(users: UserColumns, n: number, down: number = users.downlinkBits[n]!): number {
  return users.uplinkBits[n]! / users.uplinkRate[n]! + down / users.downlinkRate[n]!;
}

/** E_tx = p↑·D↑/r↑ + p↓·D↓/r↓ [J], all taken from the device's battery. @param down D↓ [bit]. */
export function transferEnergy(users: UserColumns, n: number, down: number = users.downlinkBits[n]!): number {
  return (
    (users.transmitPower[n]! * users.uplinkBits[n]!) / users.uplinkRate[n]! +
    (users.receivePower[n]! * down) / users.downlinkRate[n]!
  );
}
