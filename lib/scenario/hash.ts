import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { numbersOf, type ScenarioColumns } from "./columns.js";
import { type ErrorColumns, widthOf } from "./error-columns.js";
import { type ModelColumns, modelsOf } from "./models.js";
import { WEIGHTS } from "./weights.js";

/**
 * Fingerprint of what a scenario says: the first 16 hex digits of the SHA-256 of its settings, ids and columns.
 * Field order, spacing, defaults written out and the sign of a 0 do not change it.
 */
export function scenarioHash({ utility, weights, edge, services, users }: ScenarioColumns): string {
  const { count, id } = users;
  const { maxSteps, maxError, latentBits, ...numbers } = numbersOf(users);
  const columns: Record<string, Float64Array | Uint8Array> = {
    ...numbers,
    // fields of the second edition: where nobody has them, the hash is that of the first
    ...(maxSteps.some(Number.isFinite) && { maxSteps }),
    ...(maxError.some(Number.isFinite) && { maxError }),
    ...(latentBits.some(Number.isFinite) && { latentBits }),
    ...errorColumns(users.errors, "error"),
    ...modelColumns(users.models),
  };
  const settings = [
    utility,
    ...WEIGHTS.map(({ name }) => weights[name]),
    edge.speed,
    edge.switchedCapacitance,
    edge.maxSteps,
    edge.stepCapacity ?? null,
    count,
    ...(services === undefined ? [] : [sorted(services)]),
    ...(edge.workCapacity === undefined ? [] : [{ workCapacity: edge.workCapacity }]),
    ...(edge.split === true ? [{ split: true }] : []),
  ];
  const hash = sha256
    .create()
    .update(new TextEncoder().encode(JSON.stringify([settings, Array.from({ length: count }, (_, n) => id(n))])));
  for (const name of Object.keys(columns).sort()) {
    const { buffer, byteOffset, byteLength } = columns[name]!.map((x) => x + 0); // −0 + 0 is 0
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return bytesToHex(hash.digest()).slice(0, 16);
}

/** Entries by name, of all objects within too. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .map(([name, own]) => [name, sorted(own)])
    .sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1));
}

/** How many other models each user has, and their fields. */
function modelColumns(models: ModelColumns | null): Record<string, Float64Array | Uint8Array> {
  if (models === null) return {};
  const { start, workload, maxSteps, errors } = models;
  const count = Float64Array.from({ length: start.length - 1 }, (_, n) => modelsOf(models, n));
  return { models: count, modelsWorkload: workload, modelsMaxSteps: maxSteps, ...errorColumns(errors, "modelsError") };
}

/** A column for each place in the laws' lists of parameters, 0 where a law has none there. */
function errorColumns(errors: ErrorColumns, name: string): Record<string, Float64Array | Uint8Array> {
  const { law, offset, parameters } = errors;
  const widest = law.reduce((width, _, n) => Math.max(width, widthOf(errors, n)), 3);
  const columns = Array.from({ length: widest }, () => new Float64Array(law.length));
  for (let n = 0; n < law.length; n++) {
    for (let i = 0; i < widthOf(errors, n); i++) columns[i]![n] = parameters[offset[n]! + i]!;
  }
  const [initial, rate, floor, ...more] = columns as [Float64Array, Float64Array, Float64Array];
  const named = [
    ["Kind", law],
    ["Initial", initial],
    ["Rate", rate],
    ["Floor", floor],
  ] as const;
  const others = more.map((column, i) => [`Rate${String(i).padStart(3, "0")}`, column] as const);
  return Object.fromEntries([...named, ...others].map(([part, column]) => [name + part, column]));
}
