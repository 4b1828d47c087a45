/** Options that several commands have, and how their texts are read. */

import { type Command, InvalidArgumentError, Option } from "commander";
import { decimal } from "../input/checks.js";
import { InputError, within } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { MOST_GENERATED } from "../population/generate.js";
import { inRange, RANGE } from "../scenario/range.js";
import type { Weights } from "../scenario/types.js";
import { WEIGHTS } from "../scenario/weights.js";
import { serversSchema } from "../servers/schema.js";
import { type Entries, fieldOf, SCENARIO } from "../sweep/paths.js";
import type { Assignments } from "../sweep/set-fields.js";
import { readValue } from "../sweep/value.js";
import { SET } from "./repeats.js";

/** Reads a finite number from `least` to `most`. */
export function number(least: number, most: number = Infinity): (text: string) => number {
  return (text) => {
    const value = decimal(text.trim());
    if (value >= least && value <= most && value < Infinity) return value;
    throw new InvalidArgumentError(`It must be a finite number ${range(least, most)}.`);
  };
}

/** A finite number > 0. */
export function positive(text: string): number {
  const value = decimal(text.trim());
  if (value > 0 && value < Infinity) return value;
  throw new InvalidArgumentError("It must be a finite number > 0.");
}

/** Reads a whole number from `least` to `most`. */
export function whole(least: number, most: number = Infinity): (text: string) => number {
  return (text) => {
    const value = decimal(text.trim());
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number ${range(least, most)}.`);
  };
}

/** Reads one of these names; a wrong one is told which it is near. */
export function oneOf<Name extends string>(names: readonly Name[]): (text: string) => Name {
  return (text) => known(text, names);
}

/** Names for a help text, the first of which is the default: `a (default), b or c`. */
export function defaultFirst([first, ...others]: readonly string[]): string {
  return [`${first} (default)`, ...others].join(", ").replace(/, (?=[^,]*$)/, " or ");
}

/** What may be chosen, for a help text: names with their remarks, the first of which is the default. */
export function choices(
  list: readonly { readonly name: string; readonly remark: string }[],
  separator: string,
): string {
  const told = list.map(({ name, remark }, i) => {
    const remarks = [remark, i === 0 ? "default" : ""].filter((text) => text !== "");
    return remarks.length === 0 ? name : `${name} (${remarks.join(", ")})`;
  });
  return told.join(separator);
}

/** Reads some of these names, with commas between them. */
export function listOf<Name extends string>(names: readonly Name[]): (text: string) => Name[] {
  return (text) => {
    const chosen = text.split(",").map((name) => known(name.trim(), names));
    for (const [i, name] of chosen.entries()) refuseSecond(chosen.indexOf(name) < i, name);
    return chosen;
  };
}

/** Reads `name=number,…`; a name alone has the number `alone`, if that is given. */
export function numbersByName<Name extends string>(
  names: readonly Name[],
  alone?: number,
): (text: string) => Partial<Record<Name, number>> {
  return (text) => {
    const given: Partial<Record<Name, number>> = {};
    for (const part of text.split(",")) {
      const [name, value] = part.split(/=(.*)/s);
      const key = known(name!.trim(), names);
      refuseSecond(key in given, key);
      const x = value === undefined ? (alone ?? NaN) : decimal(value.trim());
      if (!(x >= 0 && x < Infinity)) {
        throw new InvalidArgumentError(`It must have ${key}=X with a finite number X >= 0.`);
      }
      if (!inRange(x)) throw new InvalidArgumentError(`It must have ${key}=X with X 0, or from ${RANGE}.`);
      given[key] = x;
    }
    return given;
  };
}

/** `--weights`. */
export function weightsOption(description = "weights instead of the scenario's"): Option {
  const names = WEIGHTS.map(({ name }) => name);
  const flag = new Option("--weights <LIST>", `${description}, e.g. time=1,error=40 (${names.join(", ")})`);
  return flag.argParser(numbersByName(names));
}

/** `--set`, which may be given again and again; messages about what it sets begin with it. */
export function setOption(): Option {
  const example = 'edge.stepCapacity=200 or "users[*].device.maxSteps=10"';
  const description = `a field of the scenario, by its path: ${example}; null is unlimited, or leaves it out; may be repeated`;
  return new Option(`${SET} <PATH=VALUE>`, description).argParser((text, before: Assignments = {}) => {
    const [, path, value] = /^([^=]*)=(.*)$/s.exec(text)?.map((part) => part.trim()) ?? [];
    if (path === undefined) throw new InvalidArgumentError("It must be PATH=VALUE, such as edge.stepCapacity=200.");
    if (Object.hasOwn(before, path)) throw new InvalidArgumentError(`It sets ${path} twice.`);
    const read = readValue(value!);
    setting(() => fieldOf(path, { ...SCENARIO, ...SERVERS }).check(read));
    return { ...before, [path]: read };
  });
}

/** Fields of a scenario of several servers. */
export const SERVERS = { servers: (serversSchema as { readonly entries: Entries }).entries } as const;

/** What `work` does with what `--set` gave. @throws InputError that begins with it. */
export function setting<T>(work: () => T): T {
  return within(`${SET} `, work);
}

/** @throws InputError for a path that another option sets as well. @param others Their flags, by path. */
export function refuseSetTwice(set: Assignments, others: Readonly<Record<string, string>>): void {
  const twice = Object.keys(set).find((path) => path in others);
  if (twice !== undefined) throw new InputError(`${SET} ${twice}: ${others[twice]} sets it too; leave one of them out`);
}

/** The paths that `--weights` sets. */
export function weightsSet(weights: Partial<Weights> = {}): Record<string, string> {
  return Object.fromEntries(Object.keys(weights).map((name) => [`weights.${name}`, "--weights"]));
}

/** `--seed`. */
export function seedOption(description: string): Option {
  return new Option("--seed <S>", description).argParser(whole(0, 2 ** 32 - 1));
}

/** `--users`: so many generated users, or a table of them. */
export function usersOption(): Option {
  const description = "without FILE: so many generated users; with it: its users from a table";
  return new Option("--users <N|FILE.csv>", description).argParser((text) => usersOf(text));
}

/** The number of users, at most `most`, or the name of a table of them. */
export function usersOf(text: string, most = MOST_GENERATED): number | string {
  return /^[-+.\d]/.test(text) && !/\.csv$/i.test(text) ? whole(1, most)(text) : text;
}

/** E.g. `--energy-budget`. */
export function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** An option of a command, and whether it can change the result beside the others that are given. */
export interface Given {
  readonly flag: string;
  /** Undefined where it is not given. */
  readonly value: unknown;
  readonly effect: boolean;
  /** What would give it an effect, e.g. `--users N`. */
  readonly needs: string;
}

/** @throws InputError for an option that is given without effect. */
export function refuseWithoutEffect(options: readonly Given[]): void {
  for (const { flag, value, effect, needs } of options) {
    if (value !== undefined && !effect) throw new InputError(`${flag}: changes nothing here; it needs ${needs}`);
  }
}

/** Adds `--json`. */
export function withJson(command: Command): Command {
  return command.option("--json", "one JSON object instead of text");
}

function known<Name extends string>(text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`There is no ${JSON.stringify(text)}${nearMiss(text, names)}`);
}

function refuseSecond(repeated: boolean, name: string): void {
  if (repeated) throw new InvalidArgumentError(`It names ${name} twice.`);
}

function range(least: number, most: number): string {
  return most === Infinity ? `>= ${least}` : `from ${least} to ${most}`;
}
