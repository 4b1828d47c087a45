/** Where a reader is in a lesson. */
import { computed, effect, signal } from "@preact/signals";
import type { Answer } from "../answer/answer.js";
import { answer, change, lastQuestion, open, state } from "../store.js";
import type { Lesson } from "./lesson.js";
import { LESSONS } from "./lessons.js";

/** The lesson that is open. */
export const lesson = computed(() => LESSONS.find(({ name }) => name === state.value.lesson));
/** What the reader guesses, by the index of the choice. */
export const guess = signal<number | undefined>(undefined);
/** What was on the screen at the guess. */
const before = signal<Answer | undefined>(undefined);
/** The first question whose answer shows what was asked. */
const revealedBy = signal<number | undefined>(undefined);

/** What the reveal tells; absent until then. */
export interface Verdict {
  readonly right: number;
  readonly because: string;
}
export const verdict = signal<Verdict | undefined>(undefined);
/** Names of the lessons whose guess is made and whose task is done. */
export const ticked = signal<ReadonlySet<string>>(new Set());

/** Begins a lesson. */
export function begin({ name, setup }: Lesson): void {
  guess.value = undefined;
  before.value = undefined;
  revealedBy.value = undefined;
  verdict.value = undefined;
  open({ ...setup, lesson: name });
}

/** Leaves it, and keeps what is on the screen. */
export function leave(): void {
  verdict.value = undefined;
  change({ lesson: undefined });
}

/** Shows what happens. */
export function reveal({ reveal: to }: Lesson): void {
  const now = answer.peek();
  if (now === undefined) return;
  before.value = now;
  change(to(now));
  revealedBy.value = lastQuestion.peek();
}

/** Follows the answers: the verdict at the reveal, the tick once the task is done. */
export function follow(): void {
  effect(() => {
    const [now, from, was, current, at] = [answer.value, revealedBy.value, before.value, lesson.value, state.value];
    if (now === undefined || from === undefined || was === undefined || current === undefined || now.id < from) return;
    if (verdict.peek() === undefined) {
      verdict.value = { right: current.right(was, now), because: current.because(was, now) };
      return;
    }
    if (!ticked.peek().has(current.name) && current.done(now, at, was)) {
      ticked.value = new Set([...ticked.peek(), current.name]);
    }
  });
}
