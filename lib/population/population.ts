/** What users are drawn from: the presets and demands of the services and devices that the options name. */

import { fraction, known, whole } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { show } from "../input/validation.js";
import { ERROR_LAWS, errorLaw } from "../laws/error/error-laws.js";
import { MOST_STEPS } from "../scenario/range.js";
import { demands } from "./demand.js";
import type { Population, Service, Shared } from "./draw.js";
import { ERROR_CHOICES, type ErrorChoice, type GenerateOptions, positiveShares, type Shares } from "./options.js";
import type { ServiceName } from "./preset.js";
import { presets } from "./presets.js";

const errorKinds = Object.fromEntries(ERROR_CHOICES.map((kind) => [kind, true]));

/**
 * Made once, it gives any number of users by {@link drawUser}, without a scenario around them.
 * @throws InputError naming the option, its value and what would be right.
 */
export function population(options: Omit<GenerateOptions, "users" | "seed">): Population {
  const { services = "text-to-image-512", devices, errorKind = ERROR_CHOICES[0]! } = options;
  const { deviceMaxSteps = 20, deadlineShare = 0, batteryShare = 0, floorShare = 0, split = false } = options;
  known("errorKind", errorKind, errorKinds);
  whole("deviceMaxSteps", deviceMaxSteps, 0, MOST_STEPS);
  fraction("deadlineShare", deadlineShare);
  fraction("batteryShare", batteryShare);
  fraction("floorShare", floorShare);
  if (typeof split !== "boolean") throw new InputError(`split: must be true or false, not ${show(split)}`);
  if (devices !== undefined) positiveShares("devices", devices, allDevices);
  const mix: Shares<ServiceName> = typeof services === "string" ? { [services]: 1 } : services;
  const drawn = positiveShares("services", mix, presets.services).map(({ name, share }) =>
    service(name, share, devices, errorKind),
  );
  return {
    services: drawn,
    serviceShares: sumOfShares(drawn),
    devicePower: [presets.devicePower.low, presets.devicePower.high],
    deviceMaxSteps,
    errorKind,
    deadlineShare,
    batteryShare,
    floorShare,
    split,
  };
}

const allDevices: Readonly<Record<string, true>> = Object.fromEntries(
  Object.values(presets.services).flatMap(({ devices }) => devices.map(({ device }) => [device, true])),
);

function service(name: ServiceName, share: number, wanted: Shares<string> | undefined, kind: ErrorChoice): Service {
  const { workload, devices: able, quality } = presets.services[name];
  const devices = able
    .map(({ device, speed }) => ({ speed, share: wanted === undefined ? 1 : (wanted[device] ?? 0) }))
    .filter((device) => device.share > 0);
  if (able.length > 0 && devices.length === 0) {
    const names = able.map(({ device }) => device).join(", ");
    throw new InputError(`devices: none of them runs ${name}, which needs one of ${names}`);
  }
  const demand = demands[name];
  const measured = kind === "measured";
  const errors = (measured ? ERROR_LAWS[0]! : errorLaw(kind)).parameters.flatMap((parameter) =>
    "usual" in parameter ? [{ name: parameter.name, range: demand.error[parameter.name] ?? parameter.usual }] : [],
  );
  const deviceShares = sumOfShares(devices);
  return { share, workload, demand, errors, ...(measured && { quality }), devices, deviceShares };
}

function sumOfShares(items: readonly Shared[]): number {
  return items.reduce((sum, { share }) => sum + share, 0);
}
