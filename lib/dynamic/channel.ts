/**
 * Rates of moving users (MODEL.md §10): random waypoint on the disc of the cell of lib/population/radio.ts, path loss by
 * distance, no nearer than in its ring, and log-normal shadowing as a Gauss–Markov process whose correlation falls
 * exponentially with the distance walked (M. Gudmundson, Electronics Letters 27 (1991) 2145–2146).
 */
import { normal } from "../numerics/normal.js";
import { stream } from "../numerics/stream.js";
import { radio, rates } from "../population/radio.js";

/** Rates in every slot: columns are indexed by slot·users + user [bit/s]. */
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

/** User n has the stream (seed, n), so that adding a user changes no other. */
export function moveUsers(users: number, slots: number, slotSeconds: number, seed: number): Channel {
  const uplinkRate = new Float64Array(slots * users);
  const downlinkRate = new Float64Array(slots * users);
  for (let n = 0; n < users; n++) {
    const next = stream(seed, n);
    const innovation = (): number => normal(next(), next());
    let at = waypoint(next);
    let leg = { to: waypoint(next), speed: legSpeed(next) };
    let shadow = innovation();
    for (let k = 0; k < slots; k++) {
      const { nearest, farthest, shadowing, shadowingLimit } = radio;
      const distance = Math.min(Math.max(Math.hypot(at.x, at.y), nearest), farthest);
      const clipped = Math.max(-shadowingLimit, Math.min(shadowingLimit, shadow));
      const now = rates(distance, shadowing * clipped);
      uplinkRate[k * users + n] = now.uplinkRate;
      downlinkRate[k * users + n] = now.downlinkRate;

      const walked = leg.speed * slotSeconds;
      for (let rest = walked; rest > 0; ) {
        const left = Math.hypot(leg.to.x - at.x, leg.to.y - at.y);
        if (left > rest) {
          at = { x: at.x + ((leg.to.x - at.x) * rest) / left, y: at.y + ((leg.to.y - at.y) * rest) / left };
          break;
        }
        rest -= left;
        at = leg.to;
        leg = { to: waypoint(next), speed: legSpeed(next) };
      }
      // Gauss–Markov with correlation ρ = e^(−walked/decorrelation): ρ·shadow + √(1 − ρ²)·N(0, 1)
      const kept = Math.exp(-walked / mobility.decorrelation);
      shadow = kept * shadow + Math.sqrt(1 - kept * kept) * innovation();
    }
  }
  return { uplinkRate, downlinkRate };
}

/** Uniform on the disc around the base station [km]. */
function waypoint(next: () => number): { readonly x: number; readonly y: number } {
  const distance = radio.farthest * Math.sqrt(next());
  const angle = 2 * Math.PI * next();
  return { x: distance * Math.cos(angle), y: distance * Math.sin(angle) };
}

function legSpeed(next: () => number): number {
  const [low, high] = mobility.speed;
  return low + (high - low) * next();
}
