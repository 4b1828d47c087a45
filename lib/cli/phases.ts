/** A clock for the phases of a command. */
export class Phases {
  readonly #seconds: Record<string, number> = {};
  #phase = "";
  #since = 0;

  /** Ends the phase that runs, and begins this one. */
  begin(phase: string): void {
    const now = performance.now();
    if (this.#phase !== "") this.#seconds[this.#phase] = (this.#seconds[this.#phase] ?? 0) + (now - this.#since) / 1000;
    this.#phase = phase;
    this.#since = now;
  }

  /** Ends the last phase. @returns Seconds of each, in their order. */
  end(): Readonly<Record<string, number>> {
    this.begin("");
    return this.#seconds;
  }
}
