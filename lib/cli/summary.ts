import type { Totals } from "../model/objective.js";
import { figure, percent } from "./text.js";

/** How many users a plan sends to the edge, e.g. `12 of 30 users (40 %)`. */
export function offloadedShare(offloaded: number, users: number): string {
  return `${offloaded} of ${users} users (${percent(offloaded / users)})`;
}

/** Totals and means over users, with units. */
export function totalsRows({ time, error, energy, utility }: Totals, users: number): string[][] {
  const row = (name: string, total: number, unit: string): string[] => [
    name,
    `${figure(total)}${unit} in all, ${figure(total / users, 4)}${unit} a user`,
  ];
  return [
    row("latency", time, " s"),
    row("error", error, ""),
    row("energy", energy, " J"),
    row("utility", utility, ""),
  ];
}

/** Whether a check says that it could not go through a claim, not that it is wrong. */
function isOpen(flaw: string): boolean {
  return flaw.includes(": not verified, ");
}

/** Whether a certificate holds; null where nothing is wrong, but not all of it was gone through. */
export function certificateHolds(flaws: readonly string[]): boolean | null {
  return flaws.length === 0 ? true : flaws.every(isOpen) ? null : false;
}

/** What a check found wrong, in the row of the certificate. */
export function flawsRow(flaws: readonly string[]): string {
  const wrong = flaws.filter((flaw) => !isOpen(flaw)).length;
  if (wrong === 0) return "not verified";
  return `${wrong} of its claims ${wrong === 1 ? "does" : "do"} not hold`;
}

/** The same, a line each. */
export function flawLines(flaws: readonly string[]): string {
  return flaws.map((flaw) => `${isOpen(flaw) ? "" : "does not hold: "}${flaw}\n`).join("");
}
