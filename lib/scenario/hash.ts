import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { ScenarioColumns } from "./columns.js";
import { WEIGHTS } from "./weights.js";

/**
 * Fingerprint of what a scenario says: the first 16 hex digits of the SHA-256 of its settings, ids and columns.
 * Field order, spacing and defaults written out do not change it.
 */
export function scenarioHash({ utility, weights, edge, users }: ScenarioColumns): string {
  const { count, id, ...columns } = users;
  const settings = [
    utility,
    ...WEIGHTS.map(({ name }) => weights[name]),
    edge.speed,
    edge.switchedCapacitance,
    edge.maxSteps,
    edge.stepCapacity,
    count,
  ];
  const hash = sha256
    .create()
    .update(new TextEncoder().encode(JSON.stringify([settings, Array.from({ length: count }, (_, n) => id(n))])));
  for (const name of Object.keys(columns).sort()) {
    const { buffer, byteOffset, byteLength } = columns[name as keyof typeof columns];
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return bytesToHex(hash.digest()).slice(0, 16);
}
