/** The exercises that there are: what is wrong is refused, and shows every hint. That right values are taken, the solutions check. */
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { workspace } from "../testing/notebook-folder.js";
import { accepts, answer, readExercises } from "./answer.js";

const exercises = readExercises(join(workspace, "data/exercises"));
/** Of all sizes; twenty numbers, in the short suite five, none of which is right anywhere. */
const WRONG = Array.from({ length: 20 }, (_, k) => Number(`3.2187654e${k - 9}`)).filter(
  (_, k) => k % shortOrFull(4, 1) === 0,
);

test.each(exercises.map((exercise) => [exercise.id, exercise] as const))(
  "%s refuses what is wrong",
  MORE_IN_FULL,
  (id, { hints }) => {
    const print = vi.spyOn(console, "log").mockImplementation(() => {});
    try {
      for (const value of WRONG) {
        expect(accepts(id, value), `${value}`).toBe(false);
        answer(id, value);
      }
      const told = print.mock.calls.map(([line]) => String(line));
      expect(told).toHaveLength(WRONG.length);
      for (const [k, hint] of hints.entries()) {
        expect(told[k]).toBe(`${id}: not yet. Hint ${k + 1} of ${hints.length}: ${hint}`);
      }
      expect(told.at(-1)).toContain(hints.at(-1));
    } finally {
      print.mockRestore();
    }
  },
);

test("there are some for every notebook", () => {
  expect(new Set(exercises.map(({ id }) => id.slice(0, 2))).size).toBe(13);
});
