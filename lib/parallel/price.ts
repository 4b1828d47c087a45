/**
 * The price search (MODEL.md §7) over chunks: threads tell the demand at a price, and once a bracket is found, the users whose choice
 * is still open there. Those few are closed in on here, as if they were all: what the others use is taken off the capacity.
 */
import { type Problem, problemOfEach } from "../model/problem.js";
import { scaleOf } from "../model/use.js";
import type { Bracket } from "../numerics/root.js";
import { Sum } from "../numerics/sum.js";
import { isWork } from "../scenario/capacity.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { type Straddle, straddling } from "../solver/price/search.js";
import { type WholePrice, WholeSearch, wholePrice } from "../solver/price/whole-price.js";
import type { OpenUsers, Settings, Uses } from "./chunk.js";
import { joinUsers } from "./chunk-users.js";
import type { Crew } from "./crew.js";

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
  readonly samples: Map<number, Problem>;
  /** What part of each level's demand its sample has, as a price before told; null where it is not to be used. */
  readonly parts: readonly number[] | null;
}

/** The users whose choice is open between two prices, as a problem of their own. */
export interface OpenProblem {
  /** Its capacity is what the others leave. */
  readonly problem: Problem;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Of each chunk, their indices there. */
  readonly users: readonly Int32Array[];
}

/** The price of a level. */
export interface LevelPrice {
  readonly found: WholePrice;
  readonly open: OpenProblem;
  /** The bracket in which they are open; null where the price that was asked last is the answer. */
  readonly straddle: Straddle | number;
}

/** The price of the capacity for all users of a level. */
export async function levelPrice(searched: Searched, level: number, capacity: number): Promise<LevelPrice> {
  const { crew, settings, sizes, largestStep, parts } = searched;
  const size = sizes[level]!;
  const work = isWork(settings.edge);
  const sample = sizes[level + 1];
  let guess: Guess = NO_GUESS;
  if (sample !== undefined) {
    // the sample's part of the capacity
    const part = parts?.[level] === undefined ? (capacity * sample) / size : capacity * parts[level];
    guess = await samplePrice(searched, level + 1, work ? part : Math.floor(part));
  }
  // where demand is steep, an excess is near in price; half of it, as a bracket that is missed costs a pass
  const steepness = parts === null ? 1 : Math.max(1, guess.steepness / 2);
  const asking = straddling(guess.price, steepness * scaleOf(capacity, work, () => largestStep));
  let next = asking.next();
  while (!next.done) {
    const price = next.value;
    const told =
      price === "bound" ? await crew.ask("priceOfNone", { level }) : await crew.ask("demand", { level, price });
    next = asking.next(price === "bound" ? Math.max(...told) : sumOf(told) - capacity);
  }
  const straddle = next.value;
  const last = typeof straddle === "number" ? "none" : straddle.last;
  const open = openProblem(settings, capacity, await crew.ask("undecided", { level, last }));
  return { found: closeIn(open, straddle), open, straddle };
}

/** The price of a sample, and by how many parts demand falls there when the price rises by one. */
interface Guess {
  readonly price: number;
  readonly steepness: number;
}

const NO_GUESS: Guess = { price: 0, steepness: 1 };

/** The guess that a sample makes; a small one is searched here. */
async function samplePrice(searched: Searched, level: number, capacity: number): Promise<Guess> {
  const { crew, settings, sizes, gathered, samples } = searched;
  if (sizes[level]! > gathered) {
    const { found, straddle } = await levelPrice(searched, level, capacity);
    return { price: found.price, steepness: steepnessOf(straddle, capacity) };
  }
  let sample = samples.get(level);
  if (sample === undefined) {
    sample = openProblem(settings, capacity, await crew.ask("everyone", { level })).problem;
    samples.set(level, sample);
  }
  return { price: wholePrice({ ...sample, capacity }, sample.localWholeCost).price, steepness: 1 };
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
    const own = sample === undefined ? sumOf(await crew.ask("demand", { level, price })) : demandOf(sample, price);
    if (!(own > 0)) break;
    parts.push(own / all);
    if (sample !== undefined) break;
    all = own;
  }
  return parts;
}

/** What the users of a problem use at a price. */
function demandOf(problem: Problem, price: number): number {
  const search = new WholeSearch(problem, problem.localWholeCost);
  return search.pass(search.candidates(), price, new Float64Array(problem.count));
}

/** The same once more users are open, between the same prices. */
export function closeIn({ problem, low, high }: OpenProblem, straddle: Straddle | number): WholePrice {
  const demand = Float64Array.from(low);
  if (typeof straddle === "number") return { price: straddle, demand, tied: [], brackets: [] };
  const { capacity, count, localWholeCost } = problem;
  const bracket: Bracket = { ...straddle.bracket };
  const everyone = Int32Array.from({ length: count }, (_, n) => n);
  return new WholeSearch(problem, localWholeCost).close(
    everyone,
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
  const scenario: ScenarioColumns = { ...settings, users: { ...columns, id: String } };
  const joined = (name: "low" | "high"): Float64Array => {
    const all = new Float64Array(columns.count);
    let at = 0;
    for (const part of parts) {
      all.set(part[name], at);
      at += part.users.length;
    }
    return all;
  };
  return {
    problem: { ...problemOfEach(scenario), capacity: rest.value },
    low: joined("low"),
    high: joined("high"),
    users: parts.map(({ users }) => users),
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

export function sumOf(terms: readonly number[]): number {
  const sum = new Sum();
  for (const term of terms) sum.add(term);
  return sum.value;
}
