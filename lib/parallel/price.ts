/**
 * The price search (MODEL.md §7) over chunks: threads tell the demand at a price, and once a bracket is found, the users whose choice
 * is still open there. Those few are closed in on here, as if they were all: what the others use is taken off the capacity.
 */
import { type Problem, problemOfEach } from "../model/problem.js";
import { scaleOf } from "../model/use.js";
import type { Bracket } from "../numerics/root.js";
import { Sum } from "../numerics/sum.js";
import { isWork } from "../scenario/capacity.js";
import { indicesUpTo } from "../scenario/columns.js";
import { type Straddle, straddling } from "../solver/price/search.js";
import { type WholePrice, WholeSearch, wholePrice } from "../solver/price/whole-price.js";
import type { SearchName } from "./chunk.js";
import type { OpenUsers, Uses } from "./chunk-search.js";
import { joinUsers, type Settings, scenarioOf } from "./chunk-users.js";
import type { Crew } from "./crew.js";
import { joinColumns, sumOf } from "./join.js";

/** What the search knows of all users. */
export interface Searched {
  readonly crew: Crew;
  readonly settings: Settings;
  readonly capacity: number;
  readonly largestStep: number;
  /** How many users each level has. */
  readonly sizes: readonly number[];
  /** Levels of no more users than this are searched here. */
  readonly gathered: number;
  /** Those that were gathered before, by level: no capacity changes them. */
  readonly samples: Map<number, OpenProblem>;
  /** What part of each level's demand its sample has, as a price before told; null where it is not to be used. */
  readonly parts: readonly number[] | null;
}

/** The users whose choice is open between two prices, as a problem of their own. */
export interface OpenProblem {
  /** Its capacity is what the others leave at the high price. */
  readonly problem: Problem;
  /** What their devices cost them. */
  readonly value: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Of each chunk, their indices there. */
  readonly users: readonly Int32Array[];
  /** How many others stay at the edge. */
  readonly staying: number;
}

/** A bracket around the price of a level, with the users whose choice is open in it. */
export interface OpenBracket {
  readonly open: OpenProblem;
  /** A price where the one that was asked last is the answer. */
  readonly straddle: Straddle | number;
}

/** A price search by what it is for, and how it is closed in on here. */
export interface ParallelSearch<Found extends { readonly price: number }> {
  readonly of: SearchName;
  /** The price of so few users that they are all here. @param value What their devices cost them. */
  alone(problem: Problem, value: Float64Array): { readonly price: number };
  /** From a bracket to the price. @param capacity Of all users of the level together. */
  close(searched: Searched, capacity: number, bracket: OpenBracket): Found | Promise<Found>;
}

/** The bound's, in whole steps. */
export const boundSearch: ParallelSearch<WholePrice> = {
  of: "bound",
  alone: wholePrice,
  close: (_searched, _capacity, bracket) => closeWhole(bracket),
};

/** The price of a level, and the bracket that it was found in. */
export interface LevelPrice<Found> extends OpenBracket {
  readonly found: Found;
}

/** The price of the capacity for all users of a level. @param near A guess; default what a sample of them says. */
export async function levelPrice<Found extends { readonly price: number }>(
  searched: Searched,
  search: ParallelSearch<Found>,
  level: number,
  capacity: number,
  near?: number,
): Promise<LevelPrice<Found>> {
  const guess = near === undefined ? await guessOf(searched, search, level, capacity) : { price: near, steepness: 1 };
  const bracket = await openBracket(searched, search.of, level, capacity, guess);
  return { found: await search.close(searched, capacity, bracket), ...bracket };
}

/** A bracket around a price, and who is open in it. */
async function openBracket(
  searched: Searched,
  of: SearchName,
  level: number,
  capacity: number,
  guess: Guess,
): Promise<OpenBracket> {
  const { crew, settings, largestStep, parts } = searched;
  // where demand is steep, an excess is near in price; half of it, as a bracket that is missed costs a pass
  const steepness = parts === null ? 1 : Math.max(1, guess.steepness / 2);
  const scale = scaleOf(capacity, isWork(settings.edge), () => largestStep);
  const asking = straddling(guess.price, steepness * scale);
  let next = asking.next();
  for (let begins = true; !next.done; begins = false) {
    const price = next.value;
    const told =
      price === "bound"
        ? Math.max(...(await crew.ask("priceOfNone", { of, level })))
        : sumOf(await crew.ask("demand", { of, level, price, begins })) - capacity;
    next = asking.next(told);
  }
  const straddle = next.value;
  return { open: await openAt(searched, of, level, capacity, straddle), straddle };
}

/** Who is open between the prices that were asked last. @param straddle A price where that is the answer. */
export async function openAt(
  { crew, settings }: Searched,
  of: SearchName,
  level: number,
  capacity: number,
  straddle: Straddle | number,
): Promise<OpenProblem> {
  const ends = typeof straddle === "number" ? null : straddle;
  return openProblem(settings, capacity, await crew.ask("undecided", { of, level, ends }));
}

/** The price of a sample, and by how many parts demand falls there when the price rises by one. */
interface Guess {
  readonly price: number;
  readonly steepness: number;
}

/** The guess that a level's sample makes; a small one is searched here. */
async function guessOf(
  searched: Searched,
  search: ParallelSearch<{ readonly price: number }>,
  level: number,
  capacity: number,
): Promise<Guess> {
  const { crew, settings, sizes, gathered, samples, parts } = searched;
  const size = sizes[level + 1];
  if (size === undefined) return { price: 0, steepness: 1 };
  // the sample's part of the capacity
  const exact = parts?.[level] === undefined ? (capacity * size) / sizes[level]! : capacity * parts[level];
  const part = isWork(settings.edge) ? exact : Math.floor(exact);
  if (size > gathered) {
    const { found, straddle } = await levelPrice(searched, search, level + 1, part);
    return { price: found.price, steepness: steepnessOf(straddle, part) };
  }
  let sample = samples.get(level + 1);
  if (sample === undefined) {
    sample = openProblem(settings, 0, await crew.ask("everyone", { of: search.of, level: level + 1 }));
    samples.set(level + 1, sample);
  }
  return { price: search.alone({ ...sample.problem, capacity: part }, sample.value).price, steepness: 1 };
}

/** Between the ends of a bracket. */
function steepnessOf(straddle: Straddle | number, capacity: number): number {
  if (typeof straddle === "number" || !(capacity > 0)) return 1;
  const { bracket, excessLow, excessHigh } = straddle;
  return (excessLow - excessHigh) / capacity / (1 - bracket.low / bracket.high);
}

/** What part of each level's demand its sample has at a price. @param demand Of all users. */
export async function demandParts(
  { crew, sizes, samples }: Searched,
  price: number,
  demand: number,
): Promise<readonly number[]> {
  const parts: number[] = [];
  let all = demand;
  for (let level = 1; level < sizes.length; level++) {
    const sample = samples.get(level);
    const own =
      sample === undefined
        ? sumOf(await crew.ask("demand", { of: "bound", level, price, begins: false }))
        : demandOf(sample, price);
    if (!(own > 0)) break;
    parts.push(own / all);
    if (sample !== undefined) break;
    all = own;
  }
  return parts;
}

/** What the users of a problem use at a price. */
function demandOf({ problem, value }: OpenProblem, price: number): number {
  const search = new WholeSearch(problem, value);
  return search.pass(search.candidates(), price, new Float64Array(problem.count));
}

/** From the bracket of whole steps to the price. */
export function closeWhole({ open: { problem, value, low, high }, straddle }: OpenBracket): WholePrice {
  const demand = Float64Array.from(low);
  if (typeof straddle === "number") return { price: straddle, demand, tied: [], brackets: [] };
  const { capacity, count } = problem;
  const bracket: Bracket = { ...straddle.bracket };
  return new WholeSearch(problem, value).close(
    indicesUpTo(count),
    capacity,
    bracket,
    { excess: straddle.excessLow, demand },
    { excess: straddle.excessHigh, demand: Float64Array.from(high) },
  );
}

/** The open users of all chunks. @param capacity Of all users together. */
export function openProblem(settings: Settings, capacity: number, parts: readonly OpenUsers[]): OpenProblem {
  const rest = new Sum();
  rest.add(capacity);
  for (const { others } of parts) rest.add(-others);
  const columns = joinUsers(parts.map((part) => part.columns));
  return {
    problem: { ...problemOfEach(scenarioOf(settings, columns)), capacity: rest.value },
    value: joinColumns(parts.map(({ value }) => value)),
    low: joinColumns(parts.map(({ low }) => low)),
    high: joinColumns(parts.map(({ high }) => high)),
    users: parts.map(({ users }) => users),
    staying: parts.reduce((sum, { staying }) => sum + staying, 0),
  };
}

/** What the open users of each chunk use. @param use An entry for each of them. */
export function usesByChunk({ users }: OpenProblem, use: Float64Array): Uses[] {
  let at = 0;
  return users.map((own) => {
    at += own.length;
    return { users: own, use: use.slice(at - own.length, at) };
  });
}
