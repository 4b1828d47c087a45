/**
 * Rates of moving users (MODEL.md §10, §13): random waypoint on the discs of cells like that of lib/population/radio.ts, path loss by
 * distance, no nearer than in its ring, and log-normal shadowing as a Gauss–Markov process whose correlation falls
 * exponentially with the distance walked (M. Gudmundson, Electronics Letters 27 (1991) 2145–2146).
 */
import { normal } from "../numerics/normal.js";
import { stream } from "../numerics/stream.js";
import { radio, rates } from "../population/radio.js";

/** Rates in every slot: columns are indexed by slot·users + user [bit/s]; 0 where a user is out of reach of one of several stations. */
export interface Channel {
  readonly uplinkRate: Float64Array;
  readonly downlinkRate: Float64Array;
}

/** How users move and how their channels forget, assumed. */
export const mobility = {
  /** Uniform on each leg [km/s]: 0.5 to 1.5 m/s. */
  speed: [0.5e-3, 1.5e-3],
  /** Distance over which the correlation of the shadowing falls to 1/e [km]. */
  decorrelation: 0.05,
  assumed: true,
} as const;

/** A place on the ground [km]. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Around one base station, always in its reach. User n has the stream (seed, n), so that adding a user changes no other. */
export function moveUsers(users: number, slots: number, slotSeconds: number, seed: number): Channel {
  return moveAmong([{ x: 0, y: 0 }], users, slots, slotSeconds, seed)[0]!;
}

/** A distance by this part above the farthest is rounding. */
const ROUNDED = 1 + 1e-12;

/**
 * The rates to each of several stations, which a user reaches from no farther than its cell is wide, each with a shadowing of its own.
 * @param speed Uniform on each leg between these [km/s]; with 0 nobody moves.
 */
export function moveAmong(
  stations: readonly Point[],
  users: number,
  slots: number,
  slotSeconds: number,
  seed: number,
  speed: readonly [low: number, high: number] = mobility.speed,
): Channel[] {
  const { nearest, farthest, shadowing, shadowingLimit } = radio;
  const column = (): Float64Array => new Float64Array(slots * users);
  const channels = stations.map(() => ({ uplinkRate: column(), downlinkRate: column() }));
  for (let n = 0; n < users; n++) {
    const next = stream(seed, n);
    const innovation = (): number => normal(next(), next());
    let at = waypoint(stations, next);
    let leg = { to: waypoint(stations, next), speed: legSpeed(speed, next) };
    const shadow = stations.map(innovation);
    for (let k = 0; k < slots; k++) {
      for (const [e, { x, y }] of stations.entries()) {
        const away = Math.hypot(at.x - x, at.y - y);
        if (away > farthest * ROUNDED) continue;
        const distance = Math.min(Math.max(away, nearest), farthest);
        const clipped = Math.max(-shadowingLimit, Math.min(shadowingLimit, shadow[e]!));
        const now = rates(distance, shadowing * clipped);
        channels[e]!.uplinkRate[k * users + n] = now.uplinkRate;
        channels[e]!.downlinkRate[k * users + n] = now.downlinkRate;
      }

      const walked = leg.speed * slotSeconds;
      for (let rest = walked; rest > 0; ) {
        const left = Math.hypot(leg.to.x - at.x, leg.to.y - at.y);
        if (left > rest) {
          at = { x: at.x + ((leg.to.x - at.x) * rest) / left, y: at.y + ((leg.to.y - at.y) * rest) / left };
          break;
        }
        rest -= left;
        at = leg.to;
        leg = { to: waypoint(stations, next), speed: legSpeed(speed, next) };
      }
      // Gauss–Markov with correlation ρ = e^(−walked/decorrelation): ρ·shadow + √(1 − ρ²)·N(0, 1)
      const kept = Math.exp(-walked / mobility.decorrelation);
      for (let e = 0; e < shadow.length; e++) {
        shadow[e] = kept * shadow[e]! + Math.sqrt(1 - kept * kept) * innovation();
      }
    }
  }
  return channels;
}

/** Uniform on the disc around a base station, of several one drawn evenly [km]. */
function waypoint(stations: readonly Point[], next: () => number): Point {
  const { x, y } = stations[stations.length === 1 ? 0 : Math.floor(next() * stations.length)]!;
  const distance = radio.farthest * Math.sqrt(next());
  const angle = 2 * Math.PI * next();
  return { x: x + distance * Math.cos(angle), y: y + distance * Math.sin(angle) };
}

function legSpeed([low, high]: readonly [number, number], next: () => number): number {
  return low + (high - low) * next();
}
