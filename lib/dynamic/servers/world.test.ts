/** Users who walk among servers, and whom they may ask. */
import { mean } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { InfeasibleError } from "../../index.js";
import { InputError } from "../../input/errors.js";
import { radio, rates } from "../../population/radio.js";
import { generateServers, grid } from "../../servers/generate.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { type Channel, moveAmong, moveUsers } from "../channel.js";
import { decisionSlot } from "../world.js";
import { assertServersServable, serversSlotColumns } from "./slot.js";
import { makeServersWorld, type ServersWorldOptions } from "./world.js";

const four = () => generateServers({ users: 12, servers: 4, seed: 3 });
const mobile: ServersWorldOptions = { channel: "mobile", slots: 30, slotSeconds: 60 };

describe("moveAmong", () => {
  const [users, slots] = [60, 200];
  const moving = (): Channel[] => moveAmong(grid(4), users, slots, 30, 5);

  it("is of one station what moves around it", () => {
    expect(moveAmong([{ x: 0, y: 0 }], 5, 40, 60, 2)).toEqual([moveUsers(5, 40, 60, 2)]);
  });

  it("has the rates of places within the cell, or none, each way in the same slots", () => {
    const limit = radio.shadowing * radio.shadowingLimit;
    const [best, worst] = [rates(radio.nearest, -limit), rates(radio.farthest, limit)];
    for (const { uplinkRate, downlinkRate } of moving()) {
      const wrong = [...uplinkRate.keys()].filter((i) => {
        const up = uplinkRate[i]!;
        return up > 0 !== downlinkRate[i]! > 0 || (up > 0 && !(up >= worst.uplinkRate && up <= best.uplinkRate));
      });
      expect(wrong).toEqual([]);
    }
  });

  it("leaves hardly anyone out of reach, reaches several at a time, and no server much more than its share", () => {
    const channels = moving();
    const reached = Array.from(
      { length: users * slots },
      (_, i) => channels.filter(({ uplinkRate }) => uplinkRate[i]! > 0).length,
    );
    // the four cells overlap, and the line between two places in them leaves all four only beside an edge
    expect(mean(reached.map((count) => Number(count === 0)))).toBeLessThan(0.02);
    expect(mean(reached)).toBeGreaterThan(1.5);
    for (const { uplinkRate } of channels)
      expect(mean([...uplinkRate].map((rate) => Number(rate > 0)))).toBeGreaterThan(0.3);
  });

  it("has at each server in reach the shadowing's spread, its own at each", () => {
    // who stands still: distances are those of one draw, so that ln of the rate over many users differs by shadows too
    const channels = moveAmong(
      [
        { x: 0, y: 0 },
        { x: 0, y: 0 },
      ],
      4000,
      1,
      1,
      7,
      [0, 0],
    );
    const loss = (rate: number): number => 10 * Math.log10(2 ** (rate / (radio.bandwidth / radio.sharedBy)) - 1);
    const apart = [...channels[0]!.uplinkRate].map((rate, n) => loss(rate) - loss(channels[1]!.uplinkRate[n]!));
    // two independent shadows of 8 dB, clipped at two standard deviations: √2·8·0.955 or so
    expect(Math.sqrt(mean(apart.map((x) => x * x)))).toBeCloseTo(Math.SQRT2 * 8 * 0.95, 0);
    expect(Math.abs(mean(apart))).toBeLessThan(0.6);
  });

  it("is the same for the same seed; a user more changes no other; who does not walk keeps its rates", () => {
    expect(moving()).toEqual(moving());
    const before = moving();
    for (const [e, { uplinkRate }] of moveAmong(grid(4), users + 1, 10, 30, 5).entries()) {
      for (let k = 0; k < 10; k++) {
        expect(uplinkRate.subarray(k * (users + 1), k * (users + 1) + users)).toEqual(
          before[e]!.uplinkRate.subarray(k * users, (k + 1) * users),
        );
      }
    }
    const [still] = moveAmong(grid(2), 3, 9, 30, 5, [0, 0]);
    for (let k = 1; k < 9; k++)
      expect(still!.uplinkRate.subarray(3 * k, 3 * k + 3)).toEqual(still!.uplinkRate.subarray(0, 3));
  });
});

describe("makeServersWorld", () => {
  it("draws each server's tenants apart, the first's as those of an only one", () => {
    const options: ServersWorldOptions = { slots: 200, capacity: { tenants: true } };
    const { capacity } = makeServersWorld(four(), options, 1);
    expect(capacity).toHaveLength(4);
    expect(capacity[0]).not.toEqual(capacity[1]);
    const alone = makeServersWorld(
      { ...four(), servers: four().servers.slice(0, 1), users: four().users.map((user) => ({ ...user, links: {} })) },
      options,
      1,
    );
    expect(alone.capacity[0]).toEqual(capacity[0]);
  });

  it("gives who walks the bits and powers of its first link to every server", () => {
    const scenario = four();
    const users = scenario.users.map((user) => {
      const [id, link] = Object.entries(user.links)[0]!;
      return { ...user, links: { [id]: link } };
    });
    const world = makeServersWorld({ ...scenario, users }, mobile, 1);
    for (const { users: own } of world.scenario.at) {
      for (const [n, { links }] of users.entries()) {
        const [link] = Object.values(links);
        expect(own.uplinkBits[n]).toBe(link!.uplinkBits);
        expect(own.receivePower[n]).toBe(link!.receivePower);
      }
    }
  });

  it("reaches in a slot the servers of its rates", () => {
    const world = makeServersWorld(four(), mobile, 1);
    const requests = Array.from({ length: 12 }, (_, n) => ({
      index: n,
      user: n,
      task: n,
      arrival: 0,
      state: "waiting" as const,
    }));
    for (const k of [0, 7, 29]) {
      const { at, device } = serversSlotColumns(world, k, requests);
      for (const [e, { users }] of at.entries()) {
        for (let n = 0; n < 12; n++) {
          const rate = world.channel![e]!.uplinkRate[k * 12 + n]!;
          expect(users.maxSteps[n]).toBe(rate > 0 ? device.users.maxSteps[n] : 0);
          if (rate > 0) expect(users.uplinkRate[n]).toBe(rate);
        }
      }
    }
  });

  it(
    "without handover each user has for its home the fastest uplink of its first request, or of the first slot with any",
    MORE_IN_FULL,
    () => {
      for (let seed = 1; seed <= shortOrFull(3, 20); seed++) {
        const world = makeServersWorld(
          generateServers({ users: 40, servers: 5, seed }),
          { ...mobile, handover: false, arrivals: { rate: 0.01 } },
          seed,
        );
        for (let n = 0; n < 40; n++) {
          const first = world.arrivals.find(({ user }) => user === n);
          const slots = Array.from({ length: world.slots }, (_, k) =>
            world.channel!.map(({ uplinkRate }) => uplinkRate[k * 40 + n]!),
          );
          const from = first === undefined ? world.slots : decisionSlot(first.time, world.slotSeconds);
          const there = slots.slice(from).find((own) => Math.max(...own) > 0);
          expect(world.home![n]).toBe(there === undefined ? -1 : there.indexOf(Math.max(...there)));
        }
      }
    },
  );

  it("without handover a user whose channel is fixed asks the fastest of its links", () => {
    const scenario = four();
    const world = makeServersWorld(scenario, { handover: false }, 1);
    for (const [n, { links }] of scenario.users.entries()) {
      const [[id]] = Object.entries(links).sort(([, a], [, b]) => b.uplinkRate - a.uplinkRate) as [[string, unknown]];
      expect(world.scenario.servers[world.home![n]!]!.id).toBe(id);
    }
  });

  it.each<[ServersWorldOptions, string]>([
    [{ speed: [1, 2] }, "speed: only channel mobile has it, not fixed"],
    [
      { channel: "mobile", speed: [2, 1] },
      "speed: must be [least, most] with 0 <= least <= most <= 100 [m/s], not [2, 1]",
    ],
    [
      { channel: "mobile", speed: [0, 101] },
      "speed: must be [least, most] with 0 <= least <= most <= 100 [m/s], not [0, 101]",
    ],
    [
      { channel: "mobile", slots: 1e6, arrivals: [] },
      "channel: mobile is for at most 50000000 users × slots × servers, not 13 × 1000000 × 4",
    ],
    [{ slots: 0 }, "slots: must be a whole number from 1 to 1000000, not 0"],
    [
      { arrivals: [{ time: 0, user: 0, service: "x" }] },
      'arrivals[0].service: "x" is no service: the scenario has no services',
    ],
  ])("refuses %j", (options, message) => {
    const scenario = generateServers({ users: 13, servers: 4, seed: 3 });
    expect(() => makeServersWorld(scenario, options, 1)).toThrow(new InputError(message));
  });

  it("refuses who walks without any link", () => {
    const scenario = four();
    const users = scenario.users.map((user, n) => (n === 2 ? { ...user, links: {} } : user));
    expect(() => makeServersWorld({ ...scenario, users }, mobile, 1)).toThrow(
      new InputError(
        "users[2].links: must have a link, whose bits and powers are those to every server that a mobile user reaches",
      ),
    );
  });

  it("can't serve who has no open place, which without handover is at home", () => {
    const scenario = four();
    const closed = scenario.users.map((user, n) =>
      n === 2 ? { ...user, device: { ...user.device, maxSteps: 0 } } : user,
    );
    const world = (links: object, options: ServersWorldOptions) =>
      makeServersWorld(
        { ...scenario, users: closed.map((user, n) => (n === 2 ? { ...user, links } : user)) } as typeof scenario,
        options,
        1,
      );
    expect(() => assertServersServable(world({}, {}))).toThrow(InfeasibleError);
    expect(() => assertServersServable(world({}, { handover: false }))).toThrow(InfeasibleError);
    expect(() => assertServersServable(world(scenario.users[2]!.links, { handover: false }))).not.toThrow();
    expect(() => assertServersServable(world(scenario.users[2]!.links, { channel: "mobile" }))).not.toThrow();
  });
});
