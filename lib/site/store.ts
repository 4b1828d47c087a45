/** What the page knows: where the reader is, and what the solvers answered. One question in flight, the latest wins. */
import { batch, computed, effect, signal } from "@preact/signals";
import type { Scenario } from "../scenario/types.js";
import { keepAddress } from "./address.js";
import type { Answer, Refusal } from "./answer/answer.js";
import { type News, withNews } from "./answer/news.js";
import { asker } from "./ask.js";
import { scenarioNamed } from "./scenarios.js";
import { FIRST, fromAddress, type State, toAddress } from "./state.js";
import type { Asked, Named } from "./worker.js";

export const state = signal<State>(FIRST);
/** What was loaded from a file. */
export const file = signal<Scenario | undefined>(undefined);
export const answer = signal<Answer | undefined>(undefined);
/** What the solvers, or the reader of files, refused; empty where all is well. */
export const refused = signal<readonly string[]>([]);
/** From the hand to the answer, the last one [ms]. */
export const waited = signal(0);

/** What names a scenario; as a text, so that the state's other parts don't make it anew. */
const naming = computed(() => {
  const { scenario, users, seed } = state.value;
  return `${scenario} ${users} ${seed}`;
});
/** The scenario that the state names. */
export const named = computed(() => {
  naming.value;
  const { scenario, users, seed } = state.peek();
  return scenarioNamed(scenario, users, seed, file.value);
});

/** Changes a part of the state. */
export function change(part: Partial<State>): void {
  state.value = { ...state.peek(), ...part };
}

/** Another scenario: what belonged to the one before is left. */
export function open(part: Pick<State, "scenario"> & Partial<State>): void {
  const { users, seed, lesson } = state.peek();
  state.value = { ...FIRST, users, seed, lesson, ...part };
}

/** Opens a file's scenario. */
export function openFile(scenario: Scenario): void {
  batch(() => {
    file.value = scenario;
    refused.value = [];
    open({ scenario: "file", lesson: undefined });
  });
}

/** Parts of the state by themselves: who reads one is not drawn again when another changes. */
export const chosenUser = computed(() => state.value.user);
export const chosenStart = computed(() => state.value.start);
export const chosenDraw = computed(() => state.value.draw);
export const chosenPenalty = computed(() => state.value.penalty);
const chosenIterate = computed(() => state.value.iterate);

/** How many P2 problems were solved. */
export const lastIterate = computed(() => answer.value?.steps.length ?? 0);

/** The iterate that is drawn: 0 is the start. */
export const iterate = computed(() => Math.min(chosenIterate.value ?? lastIterate.value, lastIterate.value));

/** a of the drawn iterate. */
export const shares = computed(() => {
  const found = answer.value;
  if (found === undefined) return new Float64Array(0);
  return iterate.value === 0 ? found.start : found.steps[iterate.value - 1]!.offload;
});

/** Tells who is where, as a question asks for it; the same text is the same answer. */
function asked(): Omit<Asked, "id"> {
  const { capacity, price, penalty, start, draw, user, mine } = state.value;
  return { key: named.value.key, capacity, price, penalty, start, seed: start === "random" ? draw : 0, user, mine };
}

/** Ids of the last question, and of the last one that was answered or refused. */
export const lastQuestion = signal(0);
export const lastAnswered = signal(0);

/** Starts the solvers and the address. */
export function start(): void {
  state.value = fromAddress(location.hash);
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const ask = asker<Asked, News | Refusal>(worker, (data, time) => {
    batch(() => {
      waited.value = time;
      lastAnswered.value = data.id;
      if ("refused" in data) refused.value = data.problems;
      else {
        answer.value = withNews(answer.peek(), data);
        refused.value = [];
      }
    });
  });
  let told: Named | undefined;
  let last = "";
  effect(() => {
    const question = asked();
    const text = JSON.stringify(question);
    if (text === last) return;
    last = text;
    if (told !== named.peek()) {
      told = named.peek();
      worker.postMessage(told);
    }
    lastQuestion.value = lastQuestion.peek() + 1;
    ask({ ...question, id: lastQuestion.peek() });
  });
  keepAddress(state, toAddress, fromAddress);
}
