/**
 * The proof's table where uses are real numbers (MODEL.md §12): the least Σ r by what users use above the base. As real uses hardly
 * ever meet it is kept as two lists, each of a part of the users, whose best pair is looked for in the end.
 */

/** Sums of the same uses in another order differ by no more than this part of the most that a task uses. */
const SAME = 2 ** -48;

/** What is used above the base, and the least Σ r for it. */
export interface Entry {
  readonly shift: number;
  readonly r: number;
}

export class ListTable {
  /** Entries that were worked out. */
  entries = 0;
  readonly #price: number;
  readonly #limit: number;
  readonly #same: number;
  #lists: readonly [readonly Entry[], readonly Entry[]] = [[{ shift: 0, r: 0 }], [{ shift: 0, r: 0 }]];

  /** @param limit Σ r from which on nothing matters. @param largest The most that a task uses. */
  constructor(price: number, limit: number, largest: number) {
    this.#price = price;
    this.#limit = limit;
    this.#same = SAME * largest;
  }

  /**
   * So many alike users make one of these choices each. Once a further copy changes no entry none does, whatever follows.
   * @param most Entries from which on it gives up.
   */
  enter(choices: readonly Entry[], copies: number, most: number): void {
    const [shorter, longer] = [...this.#lists].sort((a, b) => a.length - b.length);
    let list = shorter!;
    for (let copy = 0; copy < copies && this.entries <= most; copy++) {
      const next: Entry[] = [];
      for (const { shift, r } of list) {
        for (const choice of choices) {
          if (r + choice.r < this.#limit) next.push({ shift: shift + choice.shift, r: r + choice.r });
        }
      }
      this.entries += next.length;
      const before = list;
      list = this.#undominated(next);
      if (this.#isSame(before, list)) break;
    }
    this.#lists = [list, longer!];
  }

  /** Σ r + λ·(unused capacity) at the least, Infinity if nothing fits. @param slack Capacity that the base leaves. */
  best(slack: number): number {
    const [a, b] = this.#lists;
    let least = Infinity;
    let k = b.length - 1;
    for (const { shift, r } of a) {
      while (k >= 0 && shift + b[k]!.shift > slack) k -= 1;
      // of those that fit, the last has the least r − λ·use
      if (k >= 0) least = Math.min(least, r + b[k]!.r + this.#price * (slack - (shift + b[k]!.shift)));
    }
    return least;
  }

  /** Entries that none of less use is as good as, whatever follows: r − λ·shift falls. Those of nearly the same use are one, with the least of both. */
  #undominated(entries: Entry[]): Entry[] {
    const kept: Entry[] = [];
    let least = Infinity;
    for (const { shift, r } of entries.sort((a, b) => a.shift - b.shift || a.r - b.r)) {
      const value = r - this.#price * shift;
      if (value >= least) continue;
      least = value;
      const last = kept.at(-1);
      if (last === undefined || shift > last.shift + this.#same) kept.push({ shift, r });
      else kept[kept.length - 1] = { shift: last.shift, r: value + this.#price * last.shift };
    }
    return kept;
  }

  #isSame(before: readonly Entry[], after: readonly Entry[]): boolean {
    return (
      before.length === after.length &&
      before.every(({ shift, r }, i) => {
        const other = after[i]!;
        return Math.abs(shift - other.shift) <= this.#same && Math.abs(r - other.r) <= 2 * this.#price * this.#same;
      })
    );
  }
}
