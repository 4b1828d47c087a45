/** The dynamic worlds that the studies share (MODEL.md §10), and what they are named. */
import { makeWorld, type World, type WorldOptions } from "../../dynamic/world.js";
import { campus30 } from "../../population/campus.js";
import { generateColumns } from "../../population/generate.js";

/** Few users and slots, so that many seeds are cheap; in the last slots nobody comes, so that who waits can be served. */
export const USERS = 12;
const CAPACITY_A_USER = 10;
export const SLOTS = 45;
const QUIET = 5;

/** From rest to everything at once. */
export const WORLDS: Readonly<Record<"steady" | "bursty" | "moving", WorldOptions>> = {
  steady: {},
  bursty: { arrivals: { pattern: "bursty" } },
  moving: { arrivals: { diurnal: 0.6 }, channel: "mobile", capacity: { tenants: true } },
};

export type WorldName = keyof typeof WORLDS;

/** A world of the campus example's population; the seed draws users and everything else. */
export function campusWorld(options: WorldOptions, seed: number, slots: number = SLOTS): World {
  const scenario = generateColumns({ ...campus30, users: USERS, seed, stepCapacity: CAPACITY_A_USER * USERS });
  return makeWorld(scenario, { ...options, slots, arrivals: { quiet: QUIET, ...options.arrivals } }, seed);
}
