/** Where users go, worked out from the same random numbers in another way, and what follows in the long run. */
import { mean, sampleCorrelation, variance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { normal } from "../numerics/normal.js";
import { stream } from "../numerics/stream.js";
import { radio, rates } from "../population/radio.js";
import { mobility, moveUsers } from "./channel.js";

type Point = readonly [x: number, y: number];

/** Rates of one user in every slot: where it is on the line through its waypoints, by the length that it has walked so far. */
function walked(user: number, slots: number, slotSeconds: number, seed: number): { uplink: number[]; corners: number } {
  const next = stream(seed, user);
  const onDisc = (): Point => {
    const [r, angle] = [0.5 * Math.sqrt(next()), 2 * Math.PI * next()];
    return [r * Math.cos(angle), r * Math.sin(angle)];
  };
  const metresPerSecond = (): number => 0.5 + next();
  const line: Point[] = [onDisc(), onDisc()];
  let speed = metresPerSecond();
  let shadow = normal(next(), next());
  let length = 0;
  const total = (): number =>
    line.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - line[i]![0], y - line[i]![1]), 0);
  const at = (): Point => {
    let rest = length;
    for (const [i, [x, y]] of line.slice(1).entries()) {
      const [u, v] = line[i]!;
      const leg = Math.hypot(x - u, y - v);
      if (rest < leg) return [u + (rest / leg) * (x - u), v + (rest / leg) * (y - v)];
      rest -= leg;
    }
    return line.at(-1)!;
  };
  const uplink: number[] = [];
  for (let k = 0; k < slots; k++) {
    const [x, y] = at();
    const distance = Math.min(Math.max(Math.hypot(x, y), 0.035), 0.5);
    uplink.push(rates(distance, 8 * Math.min(Math.max(shadow, -2), 2)).uplinkRate);
    const step = (speed / 1000) * slotSeconds;
    length += step;
    while (length >= total()) {
      line.push(onDisc());
      speed = metresPerSecond();
    }
    const ρ = Math.exp(-step / 0.05);
    shadow = ρ * shadow + Math.sqrt(1 - ρ ** 2) * normal(next(), next());
  }
  return { uplink, corners: line.length - 2 };
}

describe("moveUsers", () => {
  it.each([1, 60, 600])("walks along the line through the waypoints, in slots of %d s", (slotSeconds) => {
    const [users, slots] = [3, 40];
    const { uplinkRate } = moveUsers(users, slots, slotSeconds, 9);
    let corners = 0;
    for (let n = 0; n < users; n++) {
      const expected = walked(n, slots, slotSeconds, 9);
      corners += expected.corners;
      // rates are whole, and rounding may tip one
      for (let k = 0; k < slots; k++)
        expect(Math.abs(uplinkRate[k * users + n]! - expected.uplink[k]!)).toBeLessThan(2);
    }
    if (slotSeconds === 600) expect(corners).toBeGreaterThan(users * slots * 0.5);
  });

  it("downlink and uplink are of the same place and the same shadow", () => {
    const { uplinkRate, downlinkRate } = moveUsers(2, 50, 5, 4);
    const losses = Array.from({ length: 4001 }, (_, i) => rates(0.1, -40 + i / 50));
    for (const [i, uplink] of uplinkRate.entries()) {
      const near = losses.reduce((a, b) => (Math.abs(b.uplinkRate - uplink) < Math.abs(a.uplinkRate - uplink) ? b : a));
      expect(Math.abs(Math.log(near.downlinkRate / downlinkRate[i]!))).toBeLessThan(0.01);
    }
  });

  /** ln of the uplink rates of one user after another, slot by slot. */
  const logs = (users: number, slots: number, slotSeconds: number): number[][] => {
    const { uplinkRate } = moveUsers(users, slots, slotSeconds, 2);
    return Array.from({ length: users }, (_, n) =>
      Array.from({ length: slots }, (__, k) => Math.log(uplinkRate[k * users + n]!)),
    );
  };

  it("in the long run no user is better off than another, as one who stands still would be", () => {
    const all = logs(30, 1500, 20);
    const means = all.map(mean);
    expect(variance(means) / variance(all.flat())).toBeLessThan(0.05);
  });

  it("forgets where it was in slots of an hour", () => {
    const all = logs(60, 60, 3600);
    const pairs = all.flatMap((own) => own.slice(1).map((x, k) => [own[k]!, x] as const));
    expect(
      Math.abs(
        sampleCorrelation(
          pairs.map(([a]) => a),
          pairs.map(([, b]) => b),
        ),
      ),
    ).toBeLessThan(0.06);
  });

  it("says what it assumes", () => {
    expect(mobility).toEqual({ speed: [0.5e-3, 1.5e-3], decorrelation: 0.05, assumed: true });
    expect([radio.nearest, radio.farthest, radio.shadowing, radio.shadowingLimit]).toEqual([0.035, 0.5, 8, 2]);
  });
});
