/** One user of a population, drawn from the stream of (seed, index). */

import { ERROR_LAWS, type ErrorModel } from "../laws/error/error-laws.js";
import { nearest } from "../numerics/nearest.js";
import { normal } from "../numerics/normal.js";
import { type Streams, startOfStream, stream, streamsOf } from "../numerics/stream.js";
import { emptyNumbers, type NumberColumns } from "../scenario/columns.js";
import type { User } from "../scenario/types.js";
import type { Demand, Range } from "./demand.js";
import type { ErrorChoice } from "./options.js";
import type { QualityCurve } from "./preset.js";
import { downlinkRate, lossAt, radio, uplinkRate } from "./radio.js";

/** Users are drawn from it; no user depends on another or on how many there are. */
export interface Population {
  /** At least one; shares > 0, in any unit. */
  readonly services: readonly Service[];
  /** Their sum. */
  readonly serviceShares: number;
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
  /** The sum of their shares. */
  readonly deviceShares: number;
}

/** What is drawn by its share. */
export interface Shared {
  /** > 0, in any unit. */
  readonly share: number;
}

/** Which number of its stream decides what of a user. */
const AT = {
  service: 0,
  device: 1,
  power: 2,
  uplinkBits: 3,
  downlinkBits: 4,
  distance: 5,
  /** Two. */
  shadowing: 6,
  /** Two. */
  error: 8,
  hasDeadline: 10,
  deadline: 11,
  hasBattery: 12,
  battery: 13,
  /** Numbers for a third parameter and more come last, so that other laws leave everything else as it is. */
  moreOfError: 14,
} as const;

const errorAt = (i: number): number => (i < 2 ? AT.error + i : AT.moreOfError + i - 2);

/** The most parameters that any law draws. */
const MOST = Math.max(...ERROR_LAWS.map(({ parameters }) => parameters.filter((one) => "usual" in one).length));

/** Numbers of the stream of the user who is being drawn, those that decide something. */
const uniform = new Float64Array(AT.moreOfError + Math.max(0, MOST - 2));

/** The user whom {@link drawUser} draws. */
const one = emptyNumbers(1);

/**
 * User `index` (0, 1, …) of this seed, both in 0 … 2³² − 1. Options change what is made of the random numbers, not the numbers:
 * users with and without deadlines, say, are otherwise the same.
 * Values that come from logarithms and exponentials are rounded, so that every engine gives the same bytes.
 */
export function drawUser(population: Population, seed: number, index: number): User {
  const service = draw(population, streamsOf(seed), index, one, 0);
  const battery = one.battery[0]!;
  const latentBits = one.latentBits[0]!;
  const deadline = one.deadline[0]!;
  const maxError = one.maxError[0]!;
  return {
    id: userId(index),
    workload: one.workload[0]!,
    device: {
      speed: one.deviceSpeed[0]!,
      switchedCapacitance: one.deviceCapacitance[0]!,
      maxSteps: one.deviceMaxSteps[0]!,
      ...(battery < Infinity && { battery }),
    },
    link: {
      uplinkBits: one.uplinkBits[0]!,
      downlinkBits: one.downlinkBits[0]!,
      uplinkRate: one.uplinkRate[0]!,
      downlinkRate: one.downlinkRate[0]!,
      transmitPower: one.transmitPower[0]!,
      receivePower: one.receivePower[0]!,
      ...(latentBits < Infinity && { latentBits }),
    },
    errorModel: errorModel(population, service),
    ...(deadline < Infinity && { deadline }),
    ...(maxError < Infinity && { maxError }),
  };
}

/** Puts the numbers of a user into entry n of columns. Its error is then to be had by {@link errorModel}. */
export function draw(population: Population, streams: Streams, index: number, into: NumberColumns, n: number): Service {
  // Where nobody has limits, numbers of them decide nothing.
  const limits = population.deadlineShare > 0 || population.batteryShare > 0;
  startOfStream(streams, index, limits || MOST > 2 ? uniform.length : AT.hasDeadline, uniform);
  const service = pick(population.services, population.serviceShares, uniform[AT.service]!);
  const { devices, demand } = service;
  into.workload[n] = service.workload;
  const power = between(population.devicePower, uniform[AT.power]!);
  const open = devices.length > 0;
  const speed = open ? pick(devices, service.deviceShares, uniform[AT.device]!).speed : CLOSED_SPEED;
  into.deviceSpeed[n] = speed;
  into.deviceCapacitance[n] = open ? power / (speed * speed * speed) : 0;
  into.deviceMaxSteps[n] = open ? population.deviceMaxSteps : 0;
  const hasBattery = uniform[AT.hasBattery]! < population.batteryShare;
  into.battery[n] = hasBattery ? rounded(between(demand.battery, uniform[AT.battery]!), 1e2) : Infinity;
  into.uplinkBits[n] = nearest(between(demand.uplinkBits, uniform[AT.uplinkBits]!));
  into.downlinkBits[n] = nearest(between(demand.downlinkBits, uniform[AT.downlinkBits]!));
  into.latentBits[n] = (population.split ? demand.latentBits : undefined) ?? Infinity;
  const distance = Math.sqrt(between(RING, uniform[AT.distance]!));
  const loss = lossAt(distance, shadowing(uniform[AT.shadowing]!, uniform[AT.shadowing + 1]!));
  into.uplinkRate[n] = uplinkRate(loss);
  into.downlinkRate[n] = downlinkRate(loss);
  into.transmitPower[n] = radio.transmitPower;
  into.receivePower[n] = radio.receivePower;
  const hasDeadline = uniform[AT.hasDeadline]! < population.deadlineShare;
  into.deadline[n] = hasDeadline ? rounded(between(demand.deadline, uniform[AT.deadline]!), 1e2) : Infinity;
  into.maxSteps[n] = Infinity;
  into.maxError[n] = floorOf(population, demand, streams.seed, index);
  return service;
}

/** Squares of the distances that users are between [km²]. */
const RING: Range = [radio.nearest ** 2, radio.farthest ** 2];

/** The error of the user who was drawn last. */
export function errorModel({ errorKind }: Population, service: Service): ErrorModel {
  const { errors, quality } = service;
  if (quality !== undefined) return scaled(quality, between(errors[0]!.range, uniform[AT.error]!));
  const model: Record<string, number | string> = { kind: errorKind };
  for (const [i, { name }] of errors.entries()) model[name] = errorParameter(service, i);
  return model as ErrorModel;
}

/** Number i of the parameters that are drawn, likewise. */
export function errorParameter({ errors }: Service, i: number): number {
  return rounded(between(errors[i]!.range, uniform[errorAt(i)]!), 1e4);
}

/** Floors have a stream of their own, that of another seed: whoever has one is otherwise as without. */
const FLOORS = 0xf1002;

/** ε̄^max of a user; Infinity for one without. */
function floorOf({ floorShare }: Population, { maxError }: Demand, seed: number, index: number): number {
  if (floorShare === 0) return Infinity;
  const next = stream((seed ^ FLOORS) >>> 0, index);
  return next() < floorShare ? rounded(between(maxError, next()), 1e4) : Infinity;
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
  return nearest(x * perUnit) / perUnit;
}

/** The item whose part of the sum of shares contains u ∈ [0, 1). */
function pick<T extends Shared>(items: readonly T[], sumOfShares: number, u: number): T {
  let rest = u * sumOfShares;
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
