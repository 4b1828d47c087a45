/** Computes maps row by row in a thread of its own; another question ends the one before. */
import { type MapQuestion, type MapRow, mapOf } from "./answer/map.js";

let rows: Iterator<MapRow> | undefined;
addEventListener("message", ({ data }: MessageEvent<MapQuestion>): void => {
  rows = mapOf(data);
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
