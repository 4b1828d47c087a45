import { expect, test } from "vitest";
import { capital, counted, listed } from "./words.js";

test("numbers up to ten in words, one of a thing in the singular", () => {
  expect([0, 1, 2, 10, 11, 1.5].map((count) => counted(count, "user"))).toEqual([
    "no users",
    "one user",
    "two users",
    "ten users",
    "11 users",
    "1.5 users",
  ]);
  expect(capital(counted(5, "user"))).toBe("Five users");
});

test("names are listed", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).toEqual(["", "a", "a and b", "a, b and c"]);
});
