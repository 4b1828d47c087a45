/** What the page of a million phones knows. One question in flight, the latest wins. */
import { batch, computed, effect, signal } from "@preact/signals";
import { keepAddress } from "../address.js";
import { CELLS, PRICES, priceAt } from "./census.js";
import { firstOf, fromAddress, type State, toAddress, withCrowd } from "./state.js";
import type { Crowd, News, Question, Reply } from "./talk.js";

/** A phone's own memory holds a tenth of them. */
const FIRST_USERS = matchMedia("(max-width: 600px)").matches ? 100_000 : 1_000_000;
/** Most threads: each has a memory of its own. */
const MOST_THREADS = 8;

export const state = signal<State>(firstOf(FIRST_USERS));
export const answer = signal<Reply | undefined>(undefined);
export const failed = signal("");
/** How far the preparation, and the picture, are. */
export const prepared = signal(0);
export const counted = signal(0);
/** All phones by cell, of {@link counted}; told to be new by it. */
export let cells = new Uint32Array(CELLS.across * CELLS.up);
/** Their demand by price [steps]. */
export let curve = new Float64Array(PRICES.length);
/** From the hand to the answer, the last one [ms]. */
export const waited = signal(0);
export const lastQuestion = signal(0);
export const lastAnswered = signal(0);
export const threads = Math.max(1, Math.min(navigator.hardwareConcurrency ?? 2, MOST_THREADS));

/** Whether what is shown is what was asked. */
export const settled = computed(() => answer.value !== undefined && lastAnswered.value === lastQuestion.value);

/** The price that is drawn: by hand, the proven one, or while that is under way the curve's. */
export const drawnPrice = computed(() => {
  const { price, capacity } = state.value;
  const found = answer.value;
  if (price !== undefined) return price;
  if (found?.capacity === capacity) return found.certificate.price;
  return counted.value > 0 ? priceAt(curve, capacity * counted.value) : 0;
});

export function change(part: Partial<State>): void {
  state.value = { ...state.peek(), ...part };
}

/** Other phones. */
export function draw(users: number, seed: number): void {
  if (users !== state.peek().users || seed !== state.peek().seed)
    state.value = withCrowd(state.peek(), { users, seed });
}

/** Where an answer takes longer, it is asked for once the hand is released or rests; until then the curve tells the price [ms]. */
const LONG = 100;
const REST = 60;

let worker: Worker | undefined;
let flying = false;
/** When the question in flight was sent, and how long the last one took [ms]. */
let sent = 0;
let took = 0;
let resting: ReturnType<typeof setTimeout> | undefined;
let rested = (): void => {};
let next: Question | undefined;
/** When each question was asked that is not answered. */
const began = new Map<number, number>();

/** Starts the threads and the address. */
export function start(): void {
  state.value = fromAddress(location.hash, FIRST_USERS);
  let crowd = "";
  const asked = computed(() => {
    const { users, seed, capacity, price } = state.value;
    return `${users} ${seed} ${capacity} ${price}`;
  });
  effect(() => {
    asked.value;
    const { users, seed, capacity, price } = state.peek();
    if (crowd !== `${users} ${seed}`) begin({ users, seed, threads });
    crowd = `${users} ${seed}`;
    const question = { id: lastQuestion.peek() + 1, capacity, price };
    lastQuestion.value = question.id;
    began.set(question.id, performance.now());
    clearTimeout(resting);
    rested = () => {
      clearTimeout(resting);
      rested = () => {};
      if (flying) next = question;
      else send(question);
    };
    // an answer on the way to where the hand goes would be waited for
    if (took > LONG) resting = setTimeout(rested, REST);
    else rested();
  });
  for (const release of ["change", "pointerup", "keyup"]) addEventListener(release, () => rested());
  keepAddress(state, toAddress, (address) => fromAddress(address, FIRST_USERS));
}

function send(question: Question): void {
  flying = true;
  sent = performance.now();
  worker!.postMessage(question);
}

function begin(crowd: Crowd): void {
  worker?.terminate();
  worker = new Worker(new URL("./crowd-worker.ts", import.meta.url), { type: "module" });
  flying = false;
  took = 0;
  next = undefined;
  began.clear();
  cells = new Uint32Array(CELLS.across * CELLS.up);
  curve = new Float64Array(PRICES.length);
  answer.value = undefined;
  failed.value = "";
  prepared.value = 0;
  counted.value = 0;
  worker.onmessage = ({ data }: MessageEvent<News>): void => batch(() => hear(data));
  worker.onerror = ({ message }): void => {
    failed.value = message === "" ? "The threads that compute have ended." : message;
  };
  worker.postMessage(crowd);
}

function hear(news: News): void {
  if (news.kind === "progress") prepared.value = news.done;
  else if (news.kind === "failed") failed.value = news.message;
  else if (news.kind === "census") {
    for (let i = 0; i < cells.length; i++) cells[i]! += news.cells[i]!;
    for (let k = 0; k < curve.length; k++) curve[k]! += news.demand[k]!;
    counted.value = news.done;
  } else {
    flying = false;
    took = performance.now() - sent;
    if (next !== undefined) send(next);
    next = undefined;
    waited.value = performance.now() - (began.get(news.id) ?? performance.now());
    for (const id of began.keys()) if (id <= news.id) began.delete(id);
    lastAnswered.value = news.id;
    answer.value = news;
  }
}
