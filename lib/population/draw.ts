/** One user of a population, drawn from the stream of (seed, index). */

import type { ErrorModel } from "../laws/error/error-laws.js";
import { normal } from "../numerics/normal.js";
import { stream } from "../numerics/stream.js";
import type { Device, User } from "../scenario/types.js";
import type { Demand, Range } from "./demand.js";
import type { ErrorChoice } from "./options.js";
import type { QualityCurve } from "./preset.js";
import { radio, rates } from "./radio.js";

/** Users are drawn from it; no user depends on another or on how many there are. */
export interface Population {
  /** At least one; shares > 0, in any unit. */
  readonly services: readonly Service[];
  /** Power of a device at full speed [W]. */
  readonly devicePower: Range;
  /** Of a device that can run the service [steps]. */
  readonly deviceMaxSteps: number;
  readonly errorKind: ErrorChoice;
  /** Share of the users who have a deadline, in [0, 1]. */
  readonly deadlineShare: number;
  /** Share of the users whose battery is limited, in [0, 1]. */
  readonly batteryShare: number;
  /** Share of the users with a floor of quality, in [0, 1]. */
  readonly floorShare: number;
  /** Whether links have the latents of the services' models. */
  readonly split: boolean;
}

/** A service of a population, with the devices that can run it. */
export interface Service extends Shared {
  /** ω [FLOP/step]. */
  readonly workload: number;
  readonly demand: Demand;
  /** Parameters of the population's error law that are drawn, in its order. */
  readonly errors: readonly { readonly name: string; readonly range: Range }[];
  /** The published curve in place of a law, scaled to the first of them; absent where the law is one of parameters. */
  readonly quality?: QualityCurve;
  /** Devices that can run it, with their speeds f [FLOP/s]; none closes the device. */
  readonly devices: readonly (Shared & { readonly speed: number })[];
}

/** What is drawn by its share. */
export interface Shared {
  /** > 0, in any unit. */
  readonly share: number;
}

/**
 * User `index` (0, 1, …) of this seed, both in 0 … 2³² − 1. Options change what is made of the random numbers, not the numbers:
 * users with and without deadlines, say, are otherwise the same.
 * Values that come from logarithms and exponentials are rounded, so that every engine gives the same bytes.
 */
export function drawUser(population: Population, seed: number, index: number): User {
  const next = stream(seed, index);
  const { workload, devices, demand, errors, quality } = pick(population.services, next());
  const deviceAt = next();
  const power = between(population.devicePower, next());
  const uplinkBits = Math.round(between(demand.uplinkBits, next()));
  const downlinkBits = Math.round(between(demand.downlinkBits, next()));
  const distance = Math.sqrt(between([radio.nearest ** 2, radio.farthest ** 2], next()));
  const { uplinkRate, downlinkRate } = rates(distance, shadowing(next(), next()));
  const first = next();
  const second = next();
  const hasDeadline = next() < population.deadlineShare;
  const deadline = rounded(between(demand.deadline, next()), 1e2);
  const hasBattery = next() < population.batteryShare;
  const battery = rounded(between(demand.battery, next()), 1e2);

  const open = devices.length > 0;
  const speed = open ? pick(devices, deviceAt).speed : CLOSED_SPEED;
  const device: Device = {
    speed,
    switchedCapacitance: open ? power / (speed * speed * speed) : 0,
    maxSteps: open ? population.deviceMaxSteps : 0,
    ...(hasBattery && { battery }),
  };
  // Numbers for a third parameter and more come last, so that other laws leave everything else as it is.
  const drawn: Record<string, number | string> = { kind: population.errorKind };
  for (let i = 0; i < errors.length; i++) {
    const { name, range } = errors[i]!;
    drawn[name] = rounded(between(range, i === 0 ? first : i === 1 ? second : next()), 1e4);
  }
  const errorModel = (quality === undefined ? drawn : scaled(quality, between(errors[0]!.range, first))) as ErrorModel;
  const maxError = floorOf(population, demand, seed, index);
  return {
    id: userId(index),
    workload,
    device,
    link: {
      uplinkBits,
      downlinkBits,
      uplinkRate,
      downlinkRate,
      transmitPower: radio.transmitPower,
      receivePower: radio.receivePower,
      ...(population.split && demand.latentBits !== undefined && { latentBits: demand.latentBits }),
    },
    errorModel,
    ...(hasDeadline && { deadline }),
    ...(maxError !== undefined && { maxError }),
  };
}

/** Floors have a stream of their own, that of another seed: whoever has one is otherwise as without. */
const FLOORS = 0xf1002;

/** ε̄^max of a user; undefined for one without. */
function floorOf({ floorShare }: Population, { maxError }: Demand, seed: number, index: number): number | undefined {
  if (floorShare === 0) return undefined;
  const next = stream((seed ^ FLOORS) >>> 0, index);
  return next() < floorShare ? rounded(between(maxError, next()), 1e4) : undefined;
}

/** The published curve with this error after one step. */
function scaled({ steps, error }: QualityCurve, first: number): ErrorModel {
  return { kind: "table", steps, error: error.map((own) => rounded(own * first, 1e4)) };
}

/** Id of the user of an index. */
export function userId(index: number): string {
  return `u${index + 1}`;
}

/** A closed device has no speed; the field must be > 0 and nothing reads it. */
const CLOSED_SPEED = 1e12;

function between(range: Range, u: number): number {
  const low = range[0];
  return low + (range[1] - low) * u;
}

function rounded(x: number, perUnit: number): number {
  return Math.round(x * perUnit) / perUnit;
}

/** The item whose part of the summed shares contains u ∈ [0, 1). */
function pick<T extends Shared>(items: readonly T[], u: number): T {
  let total = 0;
  for (const { share } of items) total += share;
  let rest = u * total;
  for (const item of items) {
    rest -= item.share;
    if (rest < 0) return item;
  }
  return items.at(-1)!;
}

/** Log-normal shadowing of two uniform numbers, clipped [dB]. */
export function shadowing(u: number, v: number): number {
  return radio.shadowing * Math.max(-radio.shadowingLimit, Math.min(radio.shadowingLimit, normal(u, v)));
}
