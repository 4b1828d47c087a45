/**
 * Worlds for which the theorem of drift plus penalty is proved (MODEL.md §10): slots are drawn independently from a finite set of
 * states, and nothing is carried over, since every request has a device and starts at once.
 */
import type { SlotState } from "../../dynamic/stationary-optimum.js";
import { makeWorld, type World } from "../../dynamic/world.js";
import { stream } from "../../numerics/stream.js";
import { type ScenarioColumns, selectUsers } from "../../scenario/columns.js";

/** What each user may be up to in a slot, independently of the others. */
export interface SlotStatesOptions {
  /** Probability with which a user asks, at the slot's beginning. */
  readonly asks: number;
  /** Its rates as parts of the scenario's, equally likely. */
  readonly rates: readonly number[];
}

/** All states: each user is quiet, or asks at one of the rates. */
export function slotStates(scenario: ScenarioColumns, { asks, rates }: SlotStatesOptions): SlotState[] {
  const { count } = scenario.users;
  const levels = rates.length + 1;
  const weight = Array.from({ length: count }, () => 1);
  for (let n = 1; n < count; n++) weight[n] = weight[n - 1]! * levels;
  return Array.from({ length: levels * weight[count - 1]! }, (_, index) => {
    // The digit of user n tells its rate; 0 is quiet.
    const digits = weight.map((w) => Math.floor(index / w) % levels);
    const devices = [...digits.keys()].filter((n) => digits[n]! > 0);
    const users = selectUsers(scenario.users, devices);
    const slower = (column: Float64Array): Float64Array =>
      column.map((rate, i) => rate * rates[digits[devices[i]!]! - 1]!);
    return {
      probability: digits.reduce((p, digit) => p * (digit === 0 ? 1 - asks : asks / rates.length), 1),
      devices,
      columns: {
        ...scenario,
        users: { ...users, uplinkRate: slower(users.uplinkRate), downlinkRate: slower(users.downlinkRate) },
      },
    };
  });
}

/** Index of the state of each slot. More slots leave the first ones as they were. */
export function drawStates(states: readonly SlotState[], slots: number, seed: number): Uint32Array {
  const next = stream(seed, 0);
  return Uint32Array.from({ length: slots }, () => {
    let left = next();
    const drawn = states.findIndex(({ probability }) => {
      left -= probability;
      return left < 0;
    });
    return drawn < 0 ? states.length - 1 : drawn;
  });
}

/** The world whose slots are in these states. */
export function worldOfStates(scenario: ScenarioColumns, states: readonly SlotState[], drawn: Uint32Array): World {
  const { count, uplinkRate, downlinkRate } = scenario.users;
  const slots = drawn.length;
  const arrivals = Array.from(drawn, (s, k) => states[s]!.devices.map((user) => ({ time: k, user }))).flat();
  const everySlot = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: slots * count }, (_, i) => column[i % count]!);
  const channel = { uplinkRate: everySlot(uplinkRate), downlinkRate: everySlot(downlinkRate) };
  for (const [k, s] of drawn.entries()) {
    const { devices, columns } = states[s]!;
    for (const [n, user] of devices.entries()) {
      channel.uplinkRate[k * count + user] = columns.users.uplinkRate[n]!;
      channel.downlinkRate[k * count + user] = columns.users.downlinkRate[n]!;
    }
  }
  return { ...makeWorld(scenario, { slots, arrivals }, 0), channel };
}
