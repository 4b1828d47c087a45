/** Computes in a thread of its own what a view asks for when it is looked at: maps row by row, where another question ends the one before, and bounds. */
import { Forms, type FormsQuestion } from "./answer/forms.js";
import { type MapQuestion, type MapRow, mapOf } from "./answer/map.js";

/** One of both. */
export type StudyQuestion = { readonly map: MapQuestion } | { readonly forms: FormsQuestion };

const forms = new Forms();
let rows: Iterator<MapRow> | undefined;
addEventListener("message", ({ data }: MessageEvent<StudyQuestion>): void => {
  if ("forms" in data) {
    postMessage(forms.answer(data.forms));
    return;
  }
  rows = mapOf(data.map);
  next(rows);
});

/** A row at a time, so that a new question is heard between them. */
function next(own: Iterator<MapRow>): void {
  if (rows !== own) return;
  const { value, done } = own.next();
  if (done) return;
  postMessage(value);
  setTimeout(next, 0, own);
}
