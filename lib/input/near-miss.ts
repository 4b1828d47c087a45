/** Which known name an unknown one is near. */
import leven from "leven";
import { nameShown } from "./errors.js";

/** Nearness is looked for among so many names, no longer than this, and so many are listed. */
const MOST_SEARCHED = 1000;
const LONGEST_SEARCHED = 60;
const MOST_LISTED = 30;

/** What to say after an unknown name: the known one that it is near, or what is known; of very many, some. */
export function nearMiss(name: string, known: readonly string[]): string {
  const searched = known.length <= MOST_SEARCHED && name.length <= LONGEST_SEARCHED;
  let near: string | undefined;
  let farthest = Math.max(2, name.length / 3);
  for (const one of searched ? known : []) {
    const apart = leven(name.toLowerCase(), one.toLowerCase());
    if (apart < farthest || (near === undefined && apart === farthest)) [near, farthest] = [one, apart];
  }
  if (near !== undefined) return `; did you mean ${nameShown(near)}?`;
  const listed = known.length <= MOST_LISTED ? known : [...known.slice(0, 5), `${known.length - 5} more`];
  return `; known here: ${listed.map(nameShown).join(", ")}`;
}
