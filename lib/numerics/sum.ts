/** Sums of many numbers to the last digit: Neumaier's compensated summation (ZAMM 54 (1974) 39–51). */
export class Sum {
  #total = 0;
  #lost = 0;

  add(x: number): void {
    const next = this.#total + x;
    this.#lost += Math.abs(this.#total) >= Math.abs(x) ? this.#total - next + x : x - next + this.#total;
    this.#total = next;
  }

  get value(): number {
    return this.#total + this.#lost;
  }
}
