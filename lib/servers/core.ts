/**
 * Dynamic programming over what a core uses of several servers (MODEL.md §13). A state is a vector δ: the steps that those who entered use
 * of each server more than their best choices do; it keeps the least Σ r that leads there.
 */

/** A choice of a user. */
export interface Choice {
  /** Index of the server, or −1 for the device. */
  readonly server: number;
  readonly steps: number;
  /** What it costs more than the user's best, steps priced; ≥ 0. */
  readonly r: number;
}

/** A user, and the choices that may be part of a better plan: its best first, then the others by their reduced cost. */
export interface Member {
  readonly user: number;
  readonly choices: readonly Choice[];
}

export class Core {
  /** Distance from the bound of the best plan known. */
  excess: number;
  /** The limit that the last stage passed; null while none is. */
  endedBy: "stateLimit" | "timeLimit" | null = null;
  readonly #prices: Float64Array;
  readonly #slack: Float64Array;
  readonly #members: readonly Member[];
  readonly #stateLimit: number;
  readonly #until: number;
  /** By member, how much those after it can raise and lower the use of each server. */
  readonly #up: readonly Float64Array[];
  readonly #down: readonly Float64Array[];
  #states: States;
  #kept = 0;
  /** By stage, the state before each state and the choice that led from there. */
  readonly #stages: { readonly before: Int32Array; readonly choice: Uint32Array }[] = [];
  /** Where the best plan met is; null while none is better than the one given. */
  #best: { readonly stages: number; readonly state: number } | null = null;

  /**
   * @param slack Capacity less what everyone's best choices use; below 0 where they do not fit [steps].
   * @param members All who may enter, in that order.
   * @param excess Of a plan that is known.
   */
  constructor(
    prices: Float64Array,
    slack: Float64Array,
    members: readonly Member[],
    excess: number,
    stateLimit: number,
    until: number,
  ) {
    this.#prices = prices;
    this.#slack = slack;
    this.#members = members;
    this.excess = excess;
    this.#stateLimit = stateLimit;
    this.#until = until;
    const none = new Float64Array(prices.length);
    const up = [none];
    const down = [none];
    for (const { choices } of members.toReversed()) {
      const [most, least] = [new Float64Array(prices.length), new Float64Array(prices.length)];
      for (const choice of choices) {
        const shift = shiftOf(choices[0]!, choice, prices.length);
        for (const [e, δ] of shift.entries()) {
          most[e] = Math.max(most[e]!, δ);
          least[e] = Math.min(least[e]!, δ);
        }
      }
      up.push(up.at(-1)!.map((sum, e) => sum + most[e]!));
      down.push(down.at(-1)!.map((sum, e) => sum + least[e]!));
    }
    this.#up = up.reverse();
    this.#down = down.reverse();
    this.#states = new States(prices.length, 1);
    this.#states.keep(new Int32Array(prices.length), 0, -1, 0);
    this.#judge(0, 0);
  }

  /** The next member enters. */
  enter(): void {
    const stage = this.#stages.length;
    const { choices } = this.#members[stage]!;
    const servers = this.#prices.length;
    const shifts = choices.map((choice) => shiftOf(choices[0]!, choice, servers));
    const states = this.#states;
    const next = new States(servers, 2 * states.count);
    const δ = new Int32Array(servers);
    for (let i = 0; i < states.count; i++) {
      for (let c = 0; c < choices.length; c++) {
        const r = states.r[i]! + choices[c]!.r;
        if (r >= this.excess) break; // those that follow are dearer
        const shift = shifts[c]!;
        for (let e = 0; e < servers; e++) δ[e] = states.vectors[i * servers + e]! + shift[e]!;
        if (this.#isHopeless(δ, r, stage + 1)) continue;
        next.keep(δ, r, i, c);
      }
      if ((i & 1023) === 0 && this.#until < Infinity && performance.now() >= this.#until) this.endedBy = "timeLimit";
      if (this.#kept + next.count > this.#stateLimit) this.endedBy = "stateLimit";
      if (this.endedBy !== null) return;
    }
    this.#kept += next.count;
    this.#stages.push({ before: next.before.slice(0, next.count), choice: next.choice.slice(0, next.count) });
    this.#states = next;
    for (let i = 0; i < next.count; i++) this.#judge(i, stage + 1);
  }

  /** Whether no completion of δ fits or is better than the best plan known. */
  #isHopeless(δ: Int32Array, r: number, stage: number): boolean {
    const [up, down] = [this.#up[stage]!, this.#down[stage]!];
    let sum = r;
    for (let e = 0; e < δ.length; e++) {
      const rest = this.#slack[e]! - δ[e]!;
      if (rest < down[e]!) return true;
      // λ_e·(capacity that stays unused)
      const λ = this.#prices[e]!;
      if (λ > 0 && rest > up[e]!) sum += λ * (rest - up[e]!);
    }
    return sum >= this.excess;
  }

  /** Takes a state that fits for the best plan, everyone outside at its best, if it is. */
  #judge(state: number, stages: number): void {
    const { vectors, r } = this.#states;
    const servers = this.#prices.length;
    let excess = r[state]!;
    for (let e = 0; e < servers; e++) {
      const rest = this.#slack[e]! - vectors[state * servers + e]!;
      if (rest < 0) return;
      if (this.#prices[e]! > 0) excess += this.#prices[e]! * rest;
    }
    if (excess >= this.excess) return;
    this.excess = excess;
    this.#best = { stages, state };
  }

  /** By user, what the best plan met does other than everyone's best; null where none is better than the one given. */
  deviations(): Map<number, Choice> | null {
    if (this.#best === null) return null;
    const found = new Map<number, Choice>();
    let { state } = this.#best;
    for (let i = this.#best.stages - 1; i >= 0; i--) {
      const { before, choice } = this.#stages[i]!;
      const { user, choices } = this.#members[i]!;
      found.set(user, choices[choice[state]!]!);
      state = before[state]!;
    }
    return found;
  }
}

/** What a choice uses of each server more than another. */
function shiftOf(own: Choice, other: Choice, servers: number): Int32Array {
  const shift = new Int32Array(servers);
  if (own.server >= 0) shift[own.server]! -= own.steps;
  if (other.server >= 0) shift[other.server]! += other.steps;
  return shift;
}

/** Vectors with the least Σ r met for each, found by hashing. */
class States {
  count = 0;
  /** δ of state i from i·servers on. */
  vectors: Int32Array;
  r: Float64Array;
  before: Int32Array;
  choice: Uint32Array;
  readonly #servers: number;
  /** By hash, index of a state + 1; 0 is free. */
  #slots: Int32Array;

  constructor(servers: number, size: number) {
    const length = Math.max(16, size);
    this.#servers = servers;
    this.vectors = new Int32Array(length * servers);
    this.r = new Float64Array(length);
    this.before = new Int32Array(length);
    this.choice = new Uint32Array(length);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * length)));
  }

  /** Keeps δ if it is new or dearer so far. */
  keep(δ: Int32Array, r: number, before: number, choice: number): void {
    if (this.count === this.r.length) this.#grow();
    const slot = this.#slotOf(δ, 0);
    let i = this.#slots[slot]! - 1;
    if (i >= 0 && this.r[i]! <= r) return;
    if (i < 0) {
      i = this.count++;
      this.#slots[slot] = i + 1;
      this.vectors.set(δ, i * this.#servers);
    }
    this.r[i] = r;
    this.before[i] = before;
    this.choice[i] = choice;
  }

  /** The slot of the vector that begins at `from`, or the free one where it would be. */
  #slotOf(vector: Int32Array, from: number): number {
    let h = 0;
    for (let e = 0; e < this.#servers; e++) {
      h = Math.imul(h ^ vector[from + e]!, 741103597);
      h ^= h >>> 15;
    }
    const mask = this.#slots.length - 1;
    for (let slot = h & mask; ; slot = (slot + 1) & mask) {
      const i = this.#slots[slot]! - 1;
      if (i < 0) return slot;
      let same = true;
      for (let e = 0; e < this.#servers && same; e++) same = this.vectors[i * this.#servers + e] === vector[from + e];
      if (same) return slot;
    }
  }

  #grow(): void {
    const length = 2 * this.r.length;
    const longer = <T extends Int32Array | Uint32Array | Float64Array>(column: T, grown: T): T => {
      grown.set(column);
      return grown;
    };
    this.vectors = longer(this.vectors, new Int32Array(length * this.#servers));
    this.r = longer(this.r, new Float64Array(length));
    this.before = longer(this.before, new Int32Array(length));
    this.choice = longer(this.choice, new Uint32Array(length));
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let i = 0; i < this.count; i++) this.#slots[this.#slotOf(this.vectors, i * this.#servers)] = i + 1;
  }
}
