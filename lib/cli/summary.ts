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
