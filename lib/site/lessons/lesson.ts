/** What a lesson is: a guess, what is seen then, and something to do. What is right is computed, never typed. */
import type { Answer } from "../answer/answer.js";
import type { State } from "../state.js";

export type View = "market" | "dual" | "hill" | "trace" | "users" | "costs" | "forms" | "picture-view";

export interface Lesson {
  /** In a page's address. */
  readonly name: string;
  readonly title: string;
  /** Where it begins. */
  readonly setup: Partial<State> & Pick<State, "scenario">;
  /** What its words mean, where no view says so. */
  readonly words?: string;
  readonly question: string;
  readonly choices: (before: Answer) => readonly string[];
  /** Where the reveal leads. */
  readonly reveal: (before: Answer) => Partial<State>;
  /** The index of the right choice. @param after At the reveal. */
  readonly right: (before: Answer, after: Answer) => number;
  readonly because: (before: Answer, after: Answer) => string;
  readonly task: string;
  /** Whether the task is done. */
  readonly done: (now: Answer, state: State, before: Answer) => boolean;
  /** The views that it is about, the first of all. */
  readonly views: readonly View[];
}
