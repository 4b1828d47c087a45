/** From published measurements to presets (data/README.md, "How presets follow from the measurements"). */
import { decimal } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import type { DevicePower, DevicePreset, EdgeMeasurement, GpuPreset, Presets, QualityCurve } from "./preset.js";
import {
  type DeviceRow,
  find,
  type GpuRow,
  type ModelRow,
  type Published,
  positive,
  type QualityRow,
  sixDigits,
  verified,
  work,
} from "./published.js";

const devicePower: DevicePower = {
  typical: 5,
  low: 3,
  high: 7,
  assumed: true,
  source: "assumed; devices.csv has only two upper bounds of 10 W for a phone (Snapdragon 8 Gen 2)",
};

/** Neither phone nor tablet: a laptop's chip and a development board's. */
const notHandheld: readonly string[] = ["Snapdragon X Elite", "QCS8550 proxy (~8 Gen 2)"];

/**
 * All presets.
 * @throws InputError if a row that they rest on is missing, repeated or not verified.
 */
export function calibrate(published: Published): Presets {
  const { devices, models, gpus, quality } = published;
  const h100 = gpuPreset(published, "H100");
  const b200 = gpuPreset(published, "B200");

  const sd = find(models, { model: "Stable Diffusion 1.4/1.5 UNet" });
  const sdDevices = handhelds(devices, /^Stable Diffusion 2\.1/).map((row) => devicePreset(row, work(sd), 1, false));
  const sdOnH100 = find(devices, { device: "H100", model: "SD1.5", note: "54.5 it/s PyTorch 2.1" });

  const xl = find(models, { model: "SDXL", resolution: "1024x1024", default_steps: "40" });
  const xl512 = work(find(models, { model: "SDXL", resolution: "512x512", default_steps: "40" }));
  // Work is taken as linear in the number of pixels from 512² to 1024².
  const xl768 = xl512 + ((work(xl) - xl512) * (768 ** 2 - 512 ** 2)) / (1024 ** 2 - 512 ** 2);
  const xlDevices = handhelds(devices, /^SDXL \(iOS, 4-bit\)$/).map((row) =>
    devicePreset(row, work(xl), work(xl) / xl768, true),
  );
  const xlOnH100 = find(devices, { device: "H100", model: "SDXL", note: "14.9 it/s PyTorch 2.1" });

  const videoOnH100 = find(gpus, { gpu: "H100", model: "CogVideoX 2B", batch_size: "1" });
  const videoOnB200 = find(gpus, { gpu: "B200", model: "CogVideoX 2B", batch_size: "1" });
  const videoWork = sixDigits(positive(videoOnH100.seconds_per_batch_step, "seconds of CogVideoX 2B") * h100.speed);

  const small = qualityCurve(quality, { model: "SD3 MMDiT depth=15" });
  const large = qualityCurve(quality, { model: "SD3 MMDiT depth=38" });
  const fromImage = qualityCurve(quality, { model: "DDPM UNet", sampler: "DDIM encode+decode" });
  const video = qualityCurve(quality, { model: "Stable Video Diffusion" });

  return {
    devicePower,
    gpus: { h100, b200 },
    services: {
      "text-to-image-512": {
        model: "Stable Diffusion 2.1-base, 512x512",
        workload: work(sd),
        workloadAssumed: true,
        workloadSource: citeModel(sd),
        devices: sdDevices,
        edge: { h100: edgeSeconds(h100, work(sd), sdOnH100) },
        quality: small,
        assumptions: [
          "The work is that of the Stable Diffusion 1.4/1.5 network, the only one of the family whose work was found.",
          "Qualcomm's chips were measured with the network alone, its time doubled for guidance; Apple's with the whole denoising loop.",
          "The H100 was measured with Stable Diffusion 1.5.",
          "Its quality is that of the smallest Stable Diffusion 3, lost against 50 steps.",
        ],
      },
      "text-to-image-1024": {
        model: "SDXL, 1024x1024",
        workload: work(xl),
        workloadAssumed: false,
        workloadSource: citeModel(xl),
        devices: xlDevices,
        edge: { h100: edgeSeconds(h100, work(xl), xlOnH100) },
        quality: large,
        assumptions: [
          "Devices were measured at 768x768 with 4-bit weights; their seconds are scaled by the ratio of the work at 1024x1024 to that at 768x768, the latter interpolated linearly in pixels between 512x512 and 1024x1024.",
          "Its quality is that of the largest Stable Diffusion 3, lost against 50 steps.",
        ],
      },
      "image-to-image": {
        model: "Stable Diffusion 2.1-base from a noised input image, 512x512",
        workload: work(sd),
        workloadAssumed: true,
        workloadSource: citeModel(sd),
        devices: sdDevices.map((device) => ({ ...device, assumed: true })),
        edge: {},
        quality: fromImage,
        assumptions: [
          "No device was measured: a step is taken to cost what it costs in text-to-image-512, which runs the same network; on three server GPUs (A100, T4, RTX 4090; not compiled) the two services' published steps differ by at most 1 %.",
          "Encoding the input image, once a request, is not counted.",
          "Its quality is that of small images which a model of theirs encodes into noise and makes again.",
        ],
      },
      "text-to-video": {
        model: "CogVideoX-2B, 49 frames",
        workload: videoWork,
        workloadAssumed: true,
        workloadSource: `no published work of this model was found: nominal, the H100's measured seconds a step times its speed here; ${citeGpu(videoOnH100)}`,
        devices: [],
        edge: {
          h100: edgeSecondsAndJoules(h100, videoWork, videoOnH100),
          b200: edgeSecondsAndJoules(b200, videoWork, videoOnB200),
        },
        quality: video,
        assumptions: [
          "No phone or tablet was measured with a video model, so the device is closed.",
          "Its quality is that of Stable Video Diffusion.",
        ],
      },
    },
  };
}

/**
 * The curve of the verified rows with these fields, measured from two steps or more on. Its first line goes on to one step, as no convex
 * curve through the points lies lower there; the point with the fewest steps, which lies on it, is left out.
 * @throws InputError if the rows are of several series, are fewer than four, or do not fall and flatten.
 */
function qualityCurve(all: readonly QualityRow[], fields: Readonly<Partial<QualityRow>>): QualityCurve {
  const names = Object.keys(fields) as (keyof QualityRow)[];
  const rows = verified(all)
    .filter((row) => names.every((name) => row[name] === fields[name]))
    .toSorted((a, b) => Number(a.steps) - Number(b.steps));
  const told = `published quality with ${JSON.stringify(fields)} and verified = yes`;
  const { model, sampler, dataset, metric, source } = rows[0] ?? {};
  const alike = rows.every((row) => row.sampler === sampler && row.dataset === dataset && row.metric === metric);
  if (rows.length < 4 || !alike) throw new InputError(`${told}: must be one series of four rows or more`);
  const steps = rows.map((row) => positive(row.steps, `steps of ${model}`));
  const value = rows.map((row) => decimal(row.value));
  const slopes = steps.slice(1).map((s, i) => (value[i + 1]! - value[i]!) / (s - steps[i]!));
  if (!slopes.every((own, i) => own <= 0 && (i === 0 || own >= slopes[i - 1]!))) {
    throw new InputError(`${told}: must fall, ever more slowly`);
  }
  // the first line at one step
  const one = value[0]! + slopes[0]! * (1 - steps[0]!);
  const key = /arXiv (\d{4}\.\d{5})/.exec(source ?? "")?.[1];
  if (key === undefined) throw new InputError(`${told}: must name a source of arXiv, not ${source}`);
  return {
    model: `${model}, ${sampler}, ${dataset}`,
    metric: metric!,
    steps: [1, ...steps.slice(1)],
    error: [1, ...value.slice(1).map((own) => sixDigits(own / one))],
    source: `quality-vs-steps.csv: ${model}, ${sampler}, ${dataset}, ${metric}; ${source}`,
    key: `arxiv-${key}`,
  };
}

/** f_e and κ_e from PixArt-Σ at 1024²: with FLUX.1-dev the only model whose work, seconds and watts are published for both GPUs. */
function gpuPreset({ models, gpus }: Published, gpu: string): GpuPreset {
  const cost = find(models, { model: "PixArt-Sigma", resolution: "1024x1024" });
  const run = find(gpus, { gpu, model: "PixArt-Σ", batch_size: "1" });
  const power = positive(run.avg_power_w, `power of ${gpu}`);
  const speed = sixDigits(work(cost) / positive(run.seconds_per_batch_step, `seconds of ${gpu}`));
  return {
    gpu,
    speed,
    switchedCapacitance: sixDigits(power / (speed * speed * speed)),
    power,
    model: "PixArt-Sigma, 1024x1024",
    sources: [citeModel(cost), citeGpu(run)],
  };
}

function handhelds(devices: readonly DeviceRow[], model: RegExp): DeviceRow[] {
  return verified(devices).filter(
    (row) => row.class === "mobile" && model.test(row.model) && !notHandheld.includes(row.device),
  );
}

/** A device whose step takes `slower` times the row's seconds. */
function devicePreset(row: DeviceRow, workload: number, slower: number, assumed: boolean): DevicePreset {
  const secondsPerStep = sixDigits(positive(row.seconds_per_step, `seconds of ${row.device}`) * slower);
  const speed = sixDigits(workload / secondsPerStep);
  const switchedCapacitance = sixDigits(devicePower.typical / (speed * speed * speed));
  return { device: row.device, secondsPerStep, speed, switchedCapacitance, assumed, source: citeDevice(row) };
}

function edgeSeconds(gpu: GpuPreset, workload: number, row: DeviceRow): EdgeMeasurement {
  const secondsPerStep = positive(row.seconds_per_step, `seconds of ${row.device}`);
  const secondsDeviation = deviation(workload / gpu.speed, secondsPerStep);
  return { model: row.model, secondsPerStep, secondsDeviation, source: citeDevice(row) };
}

function edgeSecondsAndJoules(gpu: GpuPreset, workload: number, row: GpuRow): EdgeMeasurement {
  const secondsPerStep = positive(row.seconds_per_batch_step, `seconds of ${row.gpu}`);
  const joulesPerStep = positive(row.energy_per_output_step_j, `joules of ${row.gpu}`);
  const modelled = workload / gpu.speed;
  return {
    model: row.model,
    secondsPerStep,
    secondsDeviation: deviation(modelled, secondsPerStep),
    joulesPerStep,
    joulesDeviation: deviation(gpu.power * modelled, joulesPerStep),
    source: citeGpu(row),
  };
}

/** Relative, to four decimals. */
function deviation(modelled: number, measured: number): number {
  return Math.round((modelled / measured - 1) * 1e4) / 1e4;
}

function citeDevice({ device, model, resolution, source }: DeviceRow): string {
  return `devices.csv: ${device}, ${model}, ${resolution}; ${source}`;
}

function citeModel({ model, resolution, source }: ModelRow): string {
  return `model-cost.csv: ${model}, ${resolution}; ${source}`;
}

function citeGpu({ gpu, model, batch_size, source }: GpuRow): string {
  return `edge-gpu-batch-energy.csv: ${gpu}, ${model}, batch size ${batch_size}; ${source}`;
}
