/** Where the reader is, and the same as a page's address: what stands behind the # and can be sent to someone. */
import { STARTS } from "../solver/sca/starts.js";
import { LAWS, type Law, SENSES, type Sense } from "./answer/beliefs.js";
import type { Hand } from "./answer/question.js";
import { MOST_DRAWN, SCENARIO_NAMES, type ScenarioName } from "./scenarios.js";

/** All that an address says. */
export interface State extends Hand {
  readonly scenario: ScenarioName;
  /** Of the scenario `drawn`. */
  readonly users: number;
  readonly seed: number;
  /** Seed of the random start. */
  readonly draw: number;
  /** Which iterate is drawn; absent is the last. */
  readonly iterate?: number | undefined;
  readonly lesson?: string | undefined;
  /** θ between big-M, 0 and where it is absent, and the perspective form, 1. */
  readonly tight?: number | undefined;
  /** Who stands beside the selected user there, by index; absent is whoever is nearest to the price. */
  readonly other?: number | undefined;
  /** Which error law the selected user believes, what fewer steps are, and the noise of its pictures; absent are its own, larger ones, and 0. */
  readonly law?: Law | undefined;
  readonly sense?: Sense | undefined;
  readonly noise?: number | undefined;
}

export const FIRST: State = { scenario: "five-users", users: 200, seed: 1, draw: 0, start: "half", user: 0 };

/** Shares stand in an address in thousandths. */
const SHARE = 1000;

/** The address of a state: what differs from {@link FIRST}. */
export function toAddress(state: State): string {
  const parts = new URLSearchParams();
  const put = (name: string, value: string | number | undefined): void => {
    if (value !== undefined) parts.set(name, String(value));
  };
  if (state.scenario !== FIRST.scenario) put("scenario", state.scenario);
  if (state.scenario === "drawn") put("users", state.users);
  if (state.scenario === "drawn") put("seed", state.seed);
  put("capacity", state.capacity);
  put("price", state.price);
  put("tau", state.penalty);
  if (typeof state.start !== "string") put("start", state.start.map((a) => Math.round(SHARE * a)).join("."));
  else if (state.start !== FIRST.start) put("start", state.start);
  if (state.start === "random") put("draw", state.draw);
  put("iterate", state.iterate);
  if (state.user !== FIRST.user) put("user", state.user);
  put("mine", state.mine?.join(""));
  put("lesson", state.lesson);
  put("tight", state.tight);
  put("beside", state.other);
  put("law", state.law);
  put("sense", state.sense);
  put("noise", state.noise);
  return parts.toString();
}

/** The state of an address; what it says wrongly is left aside. */
export function fromAddress(address: string): State {
  const parts = new URLSearchParams(address.replace(/^#/, ""));
  const number = (name: string, least: number, most = Number.MAX_VALUE): number | undefined => {
    const text = parts.get(name);
    const value = Number(text);
    return text === null || text.trim() === "" || !(value >= least && value <= most) ? undefined : value;
  };
  const whole = (name: string, least: number, most = 1e9): number | undefined => {
    const value = number(name, least, most);
    return Number.isInteger(value) ? value : undefined;
  };
  const start = parts.get("start") ?? "half";
  const scenario = SCENARIO_NAMES.find((name) => name === parts.get("scenario")) ?? FIRST.scenario;
  return {
    scenario,
    users: whole("users", 1, MOST_DRAWN) ?? FIRST.users,
    seed: whole("seed", 0, 2 ** 32 - 1) ?? FIRST.seed,
    draw: whole("draw", 0, 2 ** 32 - 1) ?? FIRST.draw,
    capacity: whole("capacity", 0),
    price: number("price", 0),
    penalty: number("tau", 0),
    start: STARTS.find((name) => name === start) ?? sharesIn(start) ?? "half",
    iterate: whole("iterate", 0, 100),
    user: whole("user", 0) ?? FIRST.user,
    mine: /^[01]+$/.test(parts.get("mine") ?? "") ? Array.from(parts.get("mine")!, Number) : undefined,
    lesson: parts.get("lesson") ?? undefined,
    tight: number("tight", 0, 1),
    other: whole("beside", 0),
    law: LAWS.find((name) => name === parts.get("law")),
    sense: SENSES.find((name) => name === parts.get("sense")),
    noise: whole("noise", 0, 2 ** 32 - 1),
  };
}

function sharesIn(text: string): number[] | undefined {
  const shares = text.split(".").map((part) => (/^\d{1,4}$/.test(part) ? Number(part) / SHARE : NaN));
  return shares.every((a) => a >= 0 && a <= 1) ? shares : undefined;
}
