/** A thread that holds a part of the phones: it solves, and says what the picture needs of them. */
import { answerSolver, type ScopeLike } from "../../parallel/thread.js";
import { censusOf, placesOf } from "./census.js";

answerSolver(self as unknown as ScopeLike, {
  census: (problem, { first, stride }: { readonly first: number; readonly stride: number }) => ({
    ...censusOf(problem, first, stride),
  }),
  places: (problem, { users }: { readonly users: readonly number[] }) => ({ places: placesOf(problem, users) }),
});
