import { expect, test } from "vitest";
import { fiveUsers } from "../../population/five-users.js";
import { type Answer, Answerer, LASTING } from "./answer.js";
import { newsOf, withNews } from "./news.js";
import type { Question } from "./question.js";

test("what is sent makes the whole answer, and a price under the hand sends no market", () => {
  const answerer = new Answerer();
  const ask = (id: number, more: Partial<Question>): Answer => {
    const answer = answerer.answer({ id, key: "k", scenario: fiveUsers, start: "half", seed: 0, user: 0, ...more });
    if ("refused" in answer) throw new Error(answer.problems.join("\n"));
    return answer;
  };
  let [sent, page]: [Answer | undefined, Answer | undefined] = [undefined, undefined];
  const moves = [
    {},
    { price: 0.5 },
    { price: 0.6, mine: [0, 1, 0, 1, 0] },
    { capacity: 55 },
    { capacity: 55, penalty: 3 },
  ];
  for (const [id, more] of moves.entries()) {
    const answer = ask(id, more);
    const news = newsOf(answer, sent);
    expect(LASTING.filter((part) => part in news)).toEqual(
      [
        LASTING,
        [],
        [],
        ["names", "deviceOpen", "edgeOpen", "dual", "relaxed", "search", "optimum", "start", "steps", "sca", "penalty"],
        ["start", "steps", "sca", "penalty"],
      ][id],
    );
    page = withNews(page, news);
    expect(page).toEqual(answer);
    sent = answer;
  }
});
