/** What threads are asked, and how they answer: plain data. A thread owns some chunks and answers for each of them. */
import type { Totals } from "../model/objective.js";
import type { Problem } from "../model/problem.js";
import { drawColumns } from "../population/draw-columns.js";
import { prepare } from "../population/generate.js";
import type { GenerateOptions } from "../population/options.js";
import { indicesUpTo } from "../scenario/columns.js";
import type { Others } from "../solver/price/real-price.js";
import type { Straddle } from "../solver/price/search.js";
import type { Start } from "../solver/sca/starts.js";
import { listKinds } from "../verify/lagrangian.js";
import { type Chunk, type PlanPart, type Prepared, prepareChunk, type SearchName, type Terms } from "./chunk.js";
import type { OpenUsers, Uses } from "./chunk-search.js";
import { type ChunkUsers, memoryOf, type Settings, scenarioOf } from "./chunk-users.js";
import type { JudgedPart, RelaxedTerms, RoundedPart, ScaPart, Settled } from "./sca-chunk.js";

/** The users of a chunk, or where they are among those that a population draws. */
export type Given = { readonly users: ChunkUsers } | { readonly first: number; readonly count: number };

/** Requests by their kind, which all chunks of a thread answer. Lists have an entry a chunk. */
interface Asked {
  readonly place: { readonly first: readonly number[]; readonly sizes: readonly number[] };
  readonly demand: {
    readonly of: SearchName;
    readonly level: number;
    readonly price: number;
    readonly begins: boolean;
  };
  readonly priceOfNone: { readonly of: SearchName; readonly level: number };
  readonly everyone: { readonly of: SearchName; readonly level: number };
  readonly undecided: { readonly of: SearchName; readonly level: number; readonly ends: Straddle | null };
  readonly near: { readonly price: number; readonly limit: number };
  readonly terms: { readonly price: number; readonly own: readonly Uses[] };
  readonly plan: { readonly own: readonly Uses[]; readonly whole: boolean };
  /** The paper's algorithm. */
  readonly smooth: object;
  readonly start: { readonly start: Start; readonly seed: number; readonly first: readonly number[] };
  readonly penalise: { readonly penalty: number };
  readonly slope: { readonly price: number };
  readonly staying: { readonly price: number };
  readonly assemble: { readonly price: number };
  readonly settle: { readonly own: readonly Settled[] };
  readonly magnitudes: object;
  readonly judge: object;
  readonly round: object;
  readonly placed: { readonly to: "up" | "down"; readonly kept: readonly number[] };
  readonly made: { readonly id: number; readonly own: readonly Uses[] };
  readonly solution: { readonly id: number; readonly price: number };
}

interface Answered {
  readonly place: null;
  readonly demand: number;
  readonly priceOfNone: number;
  readonly everyone: OpenUsers;
  readonly undecided: OpenUsers;
  readonly near: OpenUsers;
  readonly terms: Terms;
  readonly plan: PlanPart;
  readonly smooth: boolean;
  readonly start: null;
  readonly penalise: boolean;
  readonly slope: number;
  readonly staying: Others;
  readonly assemble: number;
  readonly settle: RelaxedTerms;
  readonly magnitudes: Float64Array;
  readonly judge: JudgedPart;
  readonly round: RoundedPart;
  readonly placed: readonly number[];
  readonly made: Totals;
  readonly solution: ScaPart;
}

export type Kind = keyof Asked;
export type RequestOf<K extends Kind> = Asked[K];
export type AnswerOf<K extends Kind> = Answered[K];

/** What a thread is asked. */
export type SolverRequest =
  /** A new problem. */
  | { readonly kind: "begin"; readonly settings: Settings; readonly population: GenerateOptions | null }
  /** One chunk more; the answer is `Prepared`, or null where something is wrong with its users. */
  | { readonly kind: "prepare"; readonly chunk: number; readonly given: Given }
  /** What listing every choice of some users tells, of no chunk. */
  | { readonly kind: "list"; readonly settings: Settings; readonly users: ChunkUsers; readonly price: number }
  /** A question of the caller's own to one chunk. */
  | { readonly kind: "own"; readonly chunk: number; readonly name: string; readonly request: unknown }
  | { [K in Kind]: { readonly kind: K } & Asked[K] }[Kind];

/** What a thread answers. */
export type SolverAnswer = Prepared | null | readonly OwnAnswer[] | OwnData;

/** An answer of the caller's own: typed arrays in it are handed over. */
export type OwnData = Readonly<Record<string, unknown>>;

/** Questions of the caller's own, by their names: what a chunk answers, of whose users the problem is made. */
export type OwnQuestions = Readonly<Record<string, (problem: Problem, request: never) => OwnData>>;

/** The answer of one chunk. */
export interface OwnAnswer {
  readonly chunk: number;
  readonly answer: Answered[Kind];
}

const ANSWERS: { readonly [K in Kind]: (chunk: Chunk, request: Asked[K], k: number) => Answered[K] } = {
  place: (chunk, { first, sizes }, k) => chunk.place(first[k]!, sizes),
  demand: (chunk, { of, level, price, begins }) => chunk.search(of).demand(level, price, begins),
  priceOfNone: (chunk, { of, level }) => chunk.search(of).priceOfNone(level),
  everyone: (chunk, { of, level }) => chunk.search(of).everyone(level),
  undecided: (chunk, { of, level, ends }) => chunk.search(of).undecided(level, ends),
  near: (chunk, { price, limit }) => chunk.near(price, limit),
  terms: (chunk, { price, own }, k) => chunk.terms(price, own[k]!),
  plan: (chunk, { own, whole }, k) => chunk.plan(own[k]!, whole),
  smooth: (chunk) => chunk.isSmooth(),
  start: ({ sca }, { start, seed, first }, k) => sca.start(start, seed, first[k]!),
  penalise: ({ sca }, { penalty }) => sca.penalise(penalty),
  slope: ({ sca }, { price }) => sca.slope(price),
  staying: ({ sca }, { price }) => sca.staying(price),
  assemble: ({ sca }, { price }) => sca.assemble(price),
  settle: ({ sca }, { own }, k) => sca.settle(own[k]!),
  magnitudes: ({ sca }) => sca.magnitudes(),
  judge: ({ sca }) => sca.judge(),
  round: ({ sca }) => sca.round(),
  placed: ({ sca }, { to, kept }) => sca.placed(to, kept),
  made: ({ sca }, { id, own }, k) => sca.made(id, own[k]!),
  solution: ({ sca }, { id, price }) => sca.solution(id, price),
};

/** What one thread does with requests, one after the other. @param questions The caller's own. */
export function chunkOwner(questions: OwnQuestions = {}): (request: SolverRequest) => SolverAnswer {
  let settings: Settings;
  let drawn: ((first: number, count: number) => ChunkUsers) | null = null;
  const chunks = new Map<number, Chunk>();
  return (request) => {
    if (request.kind === "begin") {
      chunks.clear();
      settings = request.settings;
      drawn = request.population && drawing(request.population);
      return null;
    }
    if (request.kind === "prepare") {
      const { chunk: k, given } = request;
      const chunk = prepareChunk(settings, "users" in given ? given.users : drawn!(given.first, given.count));
      if (chunk !== null) chunks.set(k, chunk);
      return chunk?.prepared ?? null;
    }
    if (request.kind === "list") {
      const { settings, users, price } = request;
      return { ...listKinds(scenarioOf(settings, users), price, indicesUpTo(users.count)) };
    }
    if (request.kind === "own")
      return questions[request.name]!(chunks.get(request.chunk)!.problem, request.request as never);
    const answer = ANSWERS[request.kind] as (chunk: Chunk, request: SolverRequest, k: number) => Answered[Kind];
    return Array.from(chunks, ([k, chunk]) => ({ chunk: k, answer: answer(chunk, request, k) }));
  };
}

/** Some users of a population, as columns. */
function drawing(population: GenerateOptions): (first: number, count: number) => ChunkUsers {
  const { from } = prepare(population);
  return (first, count) => drawColumns(from, population.seed, first, count, String);
}

/** Memory of an answer that is handed over rather than copied. */
export function memoryOfAnswer(answer: SolverAnswer): ArrayBuffer[] {
  if (!Array.isArray(answer)) return buffersIn(Object.values(answer ?? {}));
  return (answer as readonly OwnAnswer[]).flatMap(({ answer: own }) => {
    if (own === null || typeof own !== "object") return [];
    if ("columns" in own) return memoryOf(own.columns);
    if (ArrayBuffer.isView(own)) return buffersIn([own]);
    const { plan = null, relaxed = {}, linearisedAt } = own as Partial<PlanPart & ScaPart>;
    return buffersIn([...Object.values(plan ?? {}), ...Object.values(relaxed), linearisedAt]);
  });
}

function buffersIn(values: readonly unknown[]): ArrayBuffer[] {
  return values.filter(ArrayBuffer.isView).map(({ buffer }) => buffer as ArrayBuffer);
}
