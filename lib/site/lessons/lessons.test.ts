/** Each lesson: what is right is what the library says, and the task can be done. */
import { describe, expect, it, test } from "vitest";
import { type Answer, Answerer } from "../answer/answer.js";
import { scenarioNamed } from "../scenarios.js";
import { FIRST, type State } from "../state.js";
import type { Lesson } from "./lesson.js";
import { LESSONS } from "./lessons.js";

function at(state: State): Answer {
  const { scenario, users, seed } = state;
  const answer = new Answerer().answer({
    ...state,
    seed: state.draw,
    id: 1,
    ...scenarioNamed(scenario, users, seed, undefined),
  });
  if ("refused" in answer) throw new Error(answer.problems.join("\n"));
  return answer;
}

/** The right choice, by its first words, and a state in which the task is done. */
const EXPECTED: Readonly<Record<string, readonly [right: string, done: Partial<State>]>> = {
  "who-leaves-first": ["E", { price: 1.7 }],
  "more-capacity": ["The price falls, and the split", { capacity: 100 }],
  "small-tau": ["No: it stays split", { penalty: 4 }],
  "large-tau": ["1 to 10 % off", { penalty: 0.01 }],
  "stale-price": ["They ask for twice", { price: undefined }],
  "one-swap": ["Two, a swap", { mine: [1, 1, 0, 1, 0] }],
  "campus-30": ["One", { capacity: 380 }],
  convexity: ["P1 allows two places only", { iterate: undefined }],
  slackness: ["0, until demand fills", { capacity: 100 }],
  quality: ["The error falls with every step, but", { price: 1.3 }],
};

describe.each(LESSONS.map((lesson) => [lesson.name, lesson] as const))("%s", (name, lesson: Lesson) => {
  const [right, done] = EXPECTED[name]!;
  const setup: State = { ...FIRST, ...lesson.setup };

  it("knows what is right", () => {
    const before = at(setup);
    const after = at({ ...setup, ...lesson.reveal(before) });
    const choices = lesson.choices(before);
    expect(choices[lesson.right(before, after)]!.slice(0, right.length)).toBe(right);
    expect(new Set(choices).size).toBe(choices.length);
    expect(lesson.because(before, after)).not.toMatch(/NaN|undefined|–|∞/);
  });

  it("has a task that is not done by the reveal, and can be done", () => {
    const before = at(setup);
    const revealed = { ...setup, ...lesson.reveal(before) };
    expect(lesson.done(at(revealed), revealed, before)).toBe(false);
    const later = { ...revealed, ...done };
    expect(lesson.done(at(later), later, before)).toBe(true);
  });
});

test("every lesson is told apart by its name", () => {
  expect(LESSONS.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
});
