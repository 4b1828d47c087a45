/** Reads the published tables from disk. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import type { DeviceRow, GpuRow, ModelRow, Published, QualityRow } from "../population/published.js";

/** A CSV file's rows by column name; every field a text. */
export function readTable<R>(path: string): R[] {
  const { data, errors } = Papa.parse<R>(readFileSync(path, "utf8"), { header: true, skipEmptyLines: true });
  if (errors[0]) throw new Error(`${path}: row ${errors[0].row}: ${errors[0].message}`);
  return data;
}

export function readPublished(directory: string): Published {
  return {
    devices: readTable<DeviceRow>(join(directory, "devices.csv")),
    models: readTable<ModelRow>(join(directory, "model-cost.csv")),
    gpus: readTable<GpuRow>(join(directory, "edge-gpu-batch-energy.csv")),
    quality: readTable<QualityRow>(join(directory, "quality-vs-steps.csv")),
  };
}
