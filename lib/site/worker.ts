/** Answers the page's questions in a thread of its own, so that the page is never busy. */
import { Answerer } from "./answer/answer.js";
import type { Question } from "./answer/question.js";

const answerer = new Answerer();
addEventListener("message", ({ data }: MessageEvent<Question>): void => postMessage(answerer.answer(data)));
