/** Answers the page's questions in a thread of its own, so that the page is never busy. */
import { type Answer, Answerer } from "./answer/answer.js";
import { newsOf } from "./answer/news.js";
import type { Question } from "./answer/question.js";

const answerer = new Answerer();
let last: Answer | undefined;
addEventListener("message", ({ data }: MessageEvent<Question>): void => {
  const answer = answerer.answer(data);
  if ("refused" in answer) postMessage(answer);
  else {
    postMessage(newsOf(answer, last));
    last = answer;
  }
});
