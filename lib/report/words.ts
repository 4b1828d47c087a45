/** Numbers and names as captions say them. */

const NUMERALS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** `two users`, `one user`, `30 users`. */
export function counted(count: number, noun: string): string {
  return `${NUMERALS[count] ?? count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** As a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
