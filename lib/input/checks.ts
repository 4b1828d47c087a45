/** Checks of options, with a message that names the option, what it is and what would be right. */
import { InputError } from "./errors.js";

/** The names of a list's objects, in its order. */
export function namesOf<Name extends string>(list: readonly { readonly name: Name }[]): Name[] {
  return list.map(({ name }) => name);
}

/** The entry of that name. @throws InputError if there is none. */
export function known<T>(option: string, name: string, names: Readonly<Record<string, T>>): T {
  oneOf(option, name, Object.keys(names));
  return names[name]!;
}

/** @throws InputError unless it is one of the names. */
export function oneOf(option: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  throw new InputError(`${option}: must be one of ${names.join(", ")}, not ${JSON.stringify(name)}`);
}

/** @throws InputError unless the value is finite and ≥ 0. */
export function nonNegative(option: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new InputError(`${option}: must be a finite number >= 0, not ${value}`);
  }
}

/** @throws InputError unless the value is in [0, 1]. */
export function fraction(option: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new InputError(`${option}: must be a number from 0 to 1, not ${value}`);
}

/** @throws InputError unless the value is an integer from `least` to `most`. */
export function whole(option: string, value: number, least: number, most: number = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new InputError(`${option}: must be a whole number from ${least} to ${most}, not ${value}`);
}

const DECIMAL = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** The number that a text writes in decimal digits, such as 12, -0.5 or 1e-3; NaN for any other text, such as 0x10 or 0,5. */
export function decimal(text: string): number {
  return DECIMAL.test(text) ? Number(text) : NaN;
}
