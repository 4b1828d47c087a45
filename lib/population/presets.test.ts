import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { errorOf } from "../laws/error/all-laws.js";
import type { ErrorModel } from "../laws/error/error-laws.js";
import { presetsModule } from "../scripts/presets-module.js";
import { readPublished } from "../scripts/tables.js";
import { calibrate } from "./calibrate.js";
import type { DevicePreset, GpuName, ServiceName } from "./preset.js";
import { presets } from "./presets.js";
import type { DeviceRow, Published } from "./published.js";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const published = readPublished(path("../../data/published"));
const { gpus, services } = presets;
const serviceNames = Object.keys(services) as ServiceName[];

const seconds = (row: DeviceRow | undefined): number => Number(row?.seconds_per_step);
const deviceRow = (device: string, model: string): DeviceRow | undefined =>
  published.devices.find((row) => row.device === device && row.model.startsWith(model) && row.verified === "yes");

function expectRelative(actual: number, expected: number, tolerance: number): void {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(tolerance);
}

describe("the generated module", () => {
  it("is what data/published gives, byte for byte", () => {
    expect(readFileSync(path("./presets.ts"), "utf8")).toBe(presetsModule(calibrate(published)));
  });
});

describe("devices", () => {
  const all: DevicePreset[] = Object.values(services).flatMap(({ devices }) => [...devices]);

  it("are twelve for 512² images, six for 1024² ones and none for videos", () => {
    expect(serviceNames.map((name) => services[name].devices.length)).toEqual([12, 6, 12, 0]);
  });

  it.each(serviceNames.filter((name) => services[name].devices.length > 0))(
    "%s: a step at full speed takes the preset's seconds, and power times seconds in joules",
    (name) => {
      const { workload, devices } = services[name];
      for (const { speed, switchedCapacitance, secondsPerStep } of devices) {
        expectRelative(workload / speed, secondsPerStep, 1e-5);
        expectRelative((switchedCapacitance * workload ** 3) / secondsPerStep ** 2, 5 * secondsPerStep, 1e-4);
      }
    },
  );

  it("run 512² images in the published seconds of Stable Diffusion 2.1", () => {
    for (const { device, secondsPerStep } of services["text-to-image-512"].devices) {
      expect(secondsPerStep).toBe(seconds(deviceRow(device, "Stable Diffusion 2.1")));
    }
  });

  it("run 1024² images in the published seconds of SDXL at 768² times the ratio of work, marked as assumed", () => {
    // 2·5975 GFLOP at 1024² over 2·(1535 + (5975 − 1535)·5/12) at 768².
    const slower = 5975 / 3385;
    for (const { device, secondsPerStep, assumed } of services["text-to-image-1024"].devices) {
      expectRelative(secondsPerStep, seconds(deviceRow(device, "SDXL (iOS")) * slower, 1e-5);
      expect(assumed).toBe(true);
    }
  });

  it("run image-to-image as text-to-image-512, marked as assumed", () => {
    const { devices } = services["text-to-image-512"];
    expect(services["image-to-image"].devices).toEqual(devices.map((device) => ({ ...device, assumed: true })));
  });

  it("do so because servers show no difference between the two services", () => {
    for (const gpu of ["A100", "T4", "RTX 4090"]) {
      const [text, image] = ["SD1.5 txt2img", "SD1.5 img2img"].map((model) =>
        seconds(
          published.devices.find((row) => row.device === gpu && row.model === model && /no compile/.test(row.note)),
        ),
      );
      expectRelative(text!, image!, 0.01);
    }
  });

  it("are phones and tablets", () => {
    expect(all.filter(({ device }) => !/^(iPhone|iPad|Samsung Galaxy|Snapdragon [78] )/.test(device))).toEqual([]);
  });
});

describe("servers", () => {
  it.each([
    ["h100", 0.056551, 631.4],
    ["b200", 0.045926, 665.6],
  ] as const)("%s runs PixArt-Σ at the published seconds and watts", (name, secondsPerStep, watts) => {
    const { speed, switchedCapacitance } = gpus[name];
    expectRelative((2 * 4310e9) / speed, secondsPerStep, 1e-5);
    expectRelative(switchedCapacitance * speed ** 3, watts, 1e-5);
  });

  it("meet the published joules a step of PixArt-Σ", () => {
    for (const [name, gpu] of Object.entries(gpus) as [GpuName, (typeof gpus)[GpuName]][]) {
      const row = published.gpus.find(
        (r) => r.gpu === name.toUpperCase() && r.model === "PixArt-Σ" && r.batch_size === "1",
      );
      expectRelative((gpu.power * 2 * 4310e9) / gpu.speed, Number(row?.energy_per_output_step_j), 1e-3);
    }
  });

  it("deviate from each service's measurement as the preset and data/README.md say", () => {
    const readme = readFileSync(path("../../data/README.md"), "utf8");
    const percent = (x: number): string => `${x < 0 ? "−" : "+"}${Math.abs(x * 100).toFixed(0)} %`;
    for (const name of serviceNames) {
      for (const [gpu, measured] of Object.entries(services[name].edge)) {
        const { speed, power } = gpus[gpu as GpuName];
        const { secondsPerStep, secondsDeviation, joulesPerStep, joulesDeviation } = measured;
        const modelled = services[name].workload / speed;
        expect(secondsDeviation).toBeCloseTo(modelled / secondsPerStep - 1, 4);
        let row = `| ${name} | ${gpu.toUpperCase()} | ${secondsPerStep} | ${percent(secondsDeviation)} |`;
        if (joulesPerStep !== undefined && joulesDeviation !== undefined) {
          expect(joulesDeviation).toBeCloseTo((modelled * power) / joulesPerStep - 1, 4);
          row += ` ${joulesPerStep} | ${percent(joulesDeviation)} |`;
        }
        expect(readme).toContain(row);
      }
    }
  });
});

describe("work", () => {
  it("is twice the published multiply-accumulates", () => {
    expect(services["text-to-image-512"].workload).toBe(2 * 888.87e9);
    expect(services["text-to-image-1024"].workload).toBe(2 * 5975e9);
  });

  it("of a video is only a scale: seconds and joules do not depend on it", () => {
    const threefold = calibrate({
      ...published,
      models: published.models.map((row) =>
        row.model === "PixArt-Sigma" && row.resolution === "1024x1024"
          ? { ...row, gflops_per_step: String(3 * Number(row.gflops_per_step)) }
          : row,
      ),
    });
    const video = (of: typeof presets): number => of.services["text-to-video"].workload;
    expectRelative(video(threefold), 3 * video(presets), 1e-5);
    for (const name of ["h100", "b200"] as const) {
      const [a, b] = [presets, threefold].map((of) => of.gpus[name]);
      expectRelative(video(threefold) / b!.speed, video(presets) / a!.speed, 1e-5);
      expectRelative(
        b!.switchedCapacitance * video(threefold) ** 3,
        a!.switchedCapacitance * video(presets) ** 3,
        1e-4,
      );
    }
  });
});

describe("calibrate", () => {
  const withDevices = (change: (row: DeviceRow) => DeviceRow): Published => ({
    ...published,
    devices: published.devices.map(change),
  });

  it("uses verified rows only", () => {
    const changed = withDevices((row) => (row.device === "iPhone 13" ? { ...row, verified: "yes (secondary)" } : row));
    const names = calibrate(changed).services["text-to-image-512"].devices.map(({ device }) => device);
    expect(names).toEqual(services["text-to-image-512"].devices.map((d) => d.device).filter((d) => d !== "iPhone 13"));
  });

  it("names the row that it misses", () => {
    const changed = withDevices((row) => (row.device === "H100" ? { ...row, verified: "partly" } : row));
    expect(() => calibrate(changed)).toThrow(
      'published rows with {"device":"H100","model":"SD1.5","note":"54.5 it/s PyTorch 2.1"} and verified = yes: must be one, not 0',
    );
  });

  it("refuses a number that is none", () => {
    const changed = withDevices((row) => (row.device === "iPhone 13" ? { ...row, seconds_per_step: "" } : row));
    expect(() => calibrate(changed)).toThrow('published seconds of iPhone 13: must be a number > 0, not ""');
  });

  it("refuses work in another unit", () => {
    const models = published.models.map((row) =>
      row.model === "PixArt-Sigma" ? { ...row, unit: "GFLOPs per step" } : row,
    );
    expect(() => calibrate({ ...published, models })).toThrow(
      "must be in GMACs per step with CFG, not GFLOPs per step",
    );
  });
});

describe("quality", () => {
  const bib = readFileSync(path("../../data/sources.bib"), "utf8");

  it.each(serviceNames)(
    "of %s is a verified series over its error after one step, with its work in sources.bib",
    (name) => {
      const { model, metric, steps, error, source, key } = services[name].quality;
      const rows = published.quality.filter(
        (row) => `${row.model}, ${row.sampler}, ${row.dataset}` === model && row.metric === metric,
      );
      expect(rows.map(({ verified }) => verified)).toEqual(rows.map(() => "yes"));
      expect(steps).toEqual([1, ...rows.slice(1).map((row) => Number(row.steps))]);
      const one = Number(rows[1]!.value) / error[1]!;
      const curve: ErrorModel = { kind: "table", steps, error: error.map((own) => own * one) };
      for (const row of rows) expectRelative(errorOf(curve, Number(row.steps)) + 1, Number(row.value) + 1, 1e-4);
      const slopes = steps.slice(1).map((s, i) => (error[i + 1]! - error[i]!) / (s - steps[i]!));
      expect(slopes[0]).toBeLessThan(0);
      for (const [i, slope] of slopes.slice(1).entries()) expect(slope).toBeGreaterThan(slopes[i]!);
      expect(source).toContain(rows[0]!.source);
      expect(bib).toContain(`@misc{${key},`);
    },
  );

  it("is each service's own, and data/README.md has its points", () => {
    expect(new Set(serviceNames.map((name) => JSON.stringify(services[name].quality.error))).size).toBe(4);
    const readme = readFileSync(path("../../data/README.md"), "utf8");
    for (const name of serviceNames) {
      const { steps, error, key } = services[name].quality;
      const points = steps.map((s, i) => `${s}: ${Number(error[i]!.toPrecision(2))}`).join(", ");
      expect(readme).toContain(`| ${points} | \`${key}\` |`);
    }
  });

  const withQuality = (change: (row: Published["quality"][number]) => Published["quality"][number]): Published => ({
    ...published,
    quality: published.quality.map(change),
  });

  it.each([
    ["another metric", { metric: "FID" }, "must be one series of four rows or more"],
    ["too few rows", { verified: "yes (secondary)" }, "must be one series of four rows or more"],
    ["an error that rises", { value: "1e9" }, "must fall, ever more slowly"],
    ["a source without a key", { source: "a talk" }, "must name a source of arXiv, not a talk"],
  ])("refuses %s", (_, other, message) => {
    const changed = withQuality((row) =>
      row.model === "Stable Video Diffusion" && (row.steps === "8" || "source" in other) ? { ...row, ...other } : row,
    );
    expect(() => calibrate(changed)).toThrow(
      `published quality with {"model":"Stable Video Diffusion"} and verified = yes: ${message}`,
    );
  });
});
