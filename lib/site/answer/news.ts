/** Of an answer only what the one before had not: large parts are sent once, and stay the same objects in the page. */
import type { Answer } from "./answer.js";
import { LASTING } from "./answer.js";

type Lasting = (typeof LASTING)[number];
/** An answer without what the page has already. */
export type News = Omit<Answer, Lasting> & Partial<Pick<Answer, Lasting>>;

/** @param before The answer that was sent last. */
export function newsOf(answer: Answer, before: Answer | undefined): News {
  if (before === undefined) return answer;
  const news: News & { -readonly [Part in Lasting]?: Answer[Part] } = { ...answer };
  for (const part of LASTING) if (answer[part] === before[part]) delete news[part];
  return news;
}

/** The whole answer again. */
export function withNews(before: Answer | undefined, news: News): Answer {
  return { ...before, ...news } as Answer;
}
