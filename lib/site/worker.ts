/** Answers the page's questions in a thread of its own, so that the page is never busy. */
import { type Answer, Answerer } from "./answer/answer.js";
import { newsOf } from "./answer/news.js";
import type { Question } from "./answer/question.js";

/** A scenario, told before the first question of its key; it stays until the next one comes. */
export type Named = Pick<Question, "key" | "scenario">;
/** What the page asks of the scenario that it told last. */
export type Asked = Omit<Question, "scenario">;

const answerer = new Answerer();
let named: Named;
let last: Answer | undefined;
addEventListener("message", ({ data }: MessageEvent<Named | Asked>): void => {
  if ("scenario" in data) {
    named = data;
    return;
  }
  const answer = answerer.answer({ ...data, scenario: named.scenario });
  if ("refused" in answer) postMessage(answer);
  else {
    postMessage(newsOf(answer, last));
    last = answer;
  }
});
