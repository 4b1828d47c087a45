/** Rows of the published measurements (data/README.md has every field), and how a number is taken from them. */
import { decimal } from "../input/checks.js";
import { InputError } from "../input/errors.js";

/** A row of any table; fields are as written in the CSV. */
export interface PublishedRow {
  readonly model: string;
  readonly source: string;
  /** `yes` if it was read in the source itself. */
  readonly verified: string;
}

/** devices.csv */
export interface DeviceRow extends PublishedRow {
  readonly device: string;
  readonly class: string;
  readonly resolution: string;
  readonly seconds_per_step: string;
  readonly note: string;
}

/** model-cost.csv */
export interface ModelRow extends PublishedRow {
  readonly resolution: string;
  readonly default_steps: string;
  readonly gflops_per_step: string;
  readonly unit: string;
}

/** edge-gpu-batch-energy.csv */
export interface GpuRow extends PublishedRow {
  readonly gpu: string;
  readonly batch_size: string;
  readonly seconds_per_batch_step: string;
  readonly avg_power_w: string;
  readonly energy_per_output_step_j: string;
}

/** quality-vs-steps.csv */
export interface QualityRow extends PublishedRow {
  readonly sampler: string;
  readonly dataset: string;
  readonly metric: string;
  readonly steps: string;
  readonly value: string;
}

/** The tables of data/published that the presets are made of. */
export interface Published {
  readonly devices: readonly DeviceRow[];
  readonly models: readonly ModelRow[];
  readonly gpus: readonly GpuRow[];
  readonly quality: readonly QualityRow[];
}

/** The rows read in the source itself: only these carry weight. */
export function verified<R extends PublishedRow>(rows: readonly R[]): R[] {
  return rows.filter((row) => row.verified === "yes");
}

/**
 * The one verified row with these fields.
 * @throws InputError if there is none or more than one.
 */
export function find<R extends PublishedRow>(rows: readonly R[], fields: Readonly<Partial<R>>): R {
  const names = Object.keys(fields) as (keyof R)[];
  const found = verified(rows).filter((row) => names.every((name) => row[name] === fields[name]));
  if (found.length === 1) return found[0]!;
  throw new InputError(
    `published rows with ${JSON.stringify(fields)} and verified = yes: must be one, not ${found.length}`,
  );
}

/**
 * A field's number > 0.
 * @throws InputError if it is empty or not such a number.
 */
export function positive(text: string, what: string): number {
  const value = decimal(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InputError(`published ${what}: must be a number > 0, not ${JSON.stringify(text)}`);
}

/**
 * Work of one step, for a row in multiply-accumulates with guidance counted [FLOP/step]; 1 MAC = 2 FLOP.
 * @throws InputError if the row counts in another unit.
 */
export function work(row: ModelRow): number {
  if (!/^GMACs per step\b.*CFG/.test(row.unit)) {
    throw new InputError(`published work of ${row.model}: must be in GMACs per step with CFG, not ${row.unit}`);
  }
  return positive(row.gflops_per_step, `work of ${row.model}`) * 2e9;
}

/** To six significant digits, more than any measurement has. */
export function sixDigits(x: number): number {
  return Number(x.toPrecision(6));
}
