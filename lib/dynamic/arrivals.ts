/** When which user asks (MODEL.md §10): Poisson, or bursty as a Poisson process whose rate a two-state Markov chain switches. */

import { fraction, nonNegative, oneOf, whole } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { stream } from "../numerics/stream.js";

/** One request comes in. */
export interface Arrival {
  /** [s], ≥ 0. */
  readonly time: number;
  /** Index of the user in the scenario. */
  readonly user: number;
  /** Name of a service of the scenario: what it asks for in place of its user's own. */
  readonly service?: string;
  /** T^max of this request [s], > 0; default its service's, or its user's. */
  readonly deadline?: number;
  /** S_n^max of this request [steps], integer ≥ 1; default likewise. */
  readonly maxSteps?: number;
}

/** How requests come. */
export const PATTERNS = ["poisson", "bursty"] as const;

/** Which requests are drawn. */
export interface ArrivalOptions {
  /** Default `poisson`. */
  readonly pattern?: (typeof PATTERNS)[number];
  /** Mean requests of all users together [1/s]; default one a user and slot. */
  readonly rate?: number;
  /** Amplitude of a day, in [0, 1]: the rate is least at the first and the last slot in which requests come; default 0. */
  readonly diurnal?: number;
  /** Slots at the end in which nobody comes, so that those who wait can be served; default 0. */
  readonly quiet?: number;
}

/** Bursty traffic, assumed: a burst has four times the calm rate. Mean lengths in slots. */
export const bursts = { ratio: 4, calmSlots: 12, burstSlots: 3, assumed: true } as const;

/** Of one simulation, on average. */
const MOST_REQUESTS = 1e6;

/**
 * Requests in order of time, until the last slot begins, or `quiet` slots earlier. The rate is constant within a slot.
 * @throws InputError naming the option, its value and what would be right.
 */
export function drawArrivals(
  users: number,
  { slots, slotSeconds }: { readonly slots: number; readonly slotSeconds: number },
  { pattern = "poisson", rate = users / slotSeconds, diurnal = 0, quiet = 0 }: ArrivalOptions,
  seed: number,
): Arrival[] {
  oneOf("arrivals.pattern", pattern, PATTERNS);
  nonNegative("arrivals.rate", rate);
  fraction("arrivals.diurnal", diurnal);
  whole("arrivals.quiet", quiet, 0);
  const most = MOST_REQUESTS / (slots * slotSeconds);
  if (rate > most) {
    throw new InputError(`arrivals.rate: must be at most ${most} [1/s], for ${MOST_REQUESTS} requests, not ${rate}`);
  }
  const busy = slots - 1 - quiet;
  const last = (slots - 1) * slotSeconds;
  const next = stream(seed, 0);
  const { ratio, calmSlots, burstSlots } = bursts;
  const calm = (calmSlots + burstSlots) / (calmSlots + ratio * burstSlots);
  let burst = next() < burstSlots / (calmSlots + burstSlots);
  const arrivals: Arrival[] = [];
  for (let k = 0; k < busy; k++) {
    let now = rate * (1 - diurnal * Math.cos((2 * Math.PI * (k + 0.5)) / busy));
    if (pattern === "bursty") {
      now *= burst ? ratio * calm : calm;
      if (next() < 1 / (burst ? burstSlots : calmSlots)) burst = !burst;
    }
    const gap = (): number => -Math.log(1 - next()) / (now * slotSeconds);
    for (let part = gap(); part < 1; part += gap()) {
      arrivals.push({ time: Math.min(rounded((k + part) * slotSeconds), last), user: Math.floor(next() * users) });
    }
  }
  return arrivals;
}

/** To microseconds, so that every engine gives the same bytes. */
function rounded(time: number): number {
  return Math.round(time * 1e6) / 1e6;
}
