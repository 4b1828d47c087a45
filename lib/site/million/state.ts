/** Where the reader of a million phones is, and the same as an address. */

/** How many phones there may be. */
export const SIZES = [1000, 10_000, 100_000, 1_000_000] as const;
/** A round number of phones in between is fine in an address. */
const MOST = 1_000_000;
/** Of the edge, for each phone, before anyone moves anything [steps]. */
export const STEPS_EACH = 15;

export interface State {
  readonly users: number;
  readonly seed: number;
  /** [steps] */
  readonly capacity: number;
  /** By hand; absent is the one at which the optimum is proven. */
  readonly price?: number | undefined;
}

/** So many phones, as they are first shown. */
export function firstOf(users: number, seed = 1): State {
  return { users, seed, capacity: STEPS_EACH * users };
}

/** Other phones: as much of the edge for each, and a price of its own. */
export function withCrowd({ users, capacity }: State, next: { readonly users: number; readonly seed: number }): State {
  return { ...next, capacity: Math.round((capacity / users) * next.users) };
}

export function toAddress({ users, seed, capacity, price }: State): string {
  const parts = new URLSearchParams({ users: String(users) });
  if (seed !== 1) parts.set("seed", String(seed));
  if (capacity !== STEPS_EACH * users) parts.set("capacity", String(capacity));
  if (price !== undefined) parts.set("price", String(price));
  return parts.toString();
}

/** The state of an address; what it says wrongly is left aside. @param users Where it does not say how many. */
export function fromAddress(address: string, users: number): State {
  const parts = new URLSearchParams(address.replace(/^#/, ""));
  const number = (name: string, least: number, most: number): number | undefined => {
    const text = parts.get(name);
    const value = Number(text);
    return text === null || text.trim() === "" || !(value >= least && value <= most) ? undefined : value;
  };
  const whole = (name: string, least: number, most: number): number | undefined => {
    const value = number(name, least, most);
    return Number.isInteger(value) ? value : undefined;
  };
  const first = firstOf(whole("users", 1, MOST) ?? users, whole("seed", 0, 2 ** 32 - 1));
  return {
    ...first,
    capacity: whole("capacity", 0, 1e12) ?? first.capacity,
    price: number("price", 0, 1e6),
  };
}

/** The line that finds the same. */
export function commandOf({ users, seed, capacity }: State): string {
  return `npx --no-install edgesteps solve --users ${users} --seed ${seed} --set edge.stepCapacity=${capacity} --method exact --summary`;
}
