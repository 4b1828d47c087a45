/** JSON in, with what `JSON.parse` lets pass refused: a key that is there twice, of which it would keep the last alone. */
import { InputError } from "./errors.js";
import { type Problems, problemList } from "./problems.js";

/** Levels of lists and objects: far more than any file of ours has. */
const DEEPEST = 64;

/**
 * The value of a JSON text.
 * @throws InputError saying where it stops being JSON, which keys are there twice, or that it is nested too deep.
 */
export function parseJson(json: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new InputError(`not JSON: ${(error as Error).message.replace(/\s+/g, " ")}`);
  }
  const problems = problemList();
  scan(json, problems);
  problems.refuseAny();
  return value;
}

/** A list or an object that is open. */
interface Level {
  /** Keys so far; null in a list. */
  readonly keys: Set<string> | null;
  /** The key or index of what is read now. */
  at: string | number;
}

/** Goes once through a text that is JSON. */
function scan(json: string, problems: Problems): void {
  const open: Level[] = [];
  let text = "";
  for (let i = 0; i < json.length; i++) {
    const level = open.at(-1);
    switch (json[i]) {
      case '"': {
        const end = closingQuote(json, i);
        text = json.slice(i, end + 1);
        i = end;
        break;
      }
      case ":": {
        const key = text.includes("\\") ? (JSON.parse(text) as string) : text.slice(1, -1);
        level!.at = key;
        if (level!.keys!.has(key)) problems.add(() => `${pathOf(open)}: is there twice`);
        level!.keys!.add(key);
        break;
      }
      case ",":
        if (typeof level!.at === "number") level!.at += 1;
        break;
      case "{":
      case "[":
        open.push(json[i] === "{" ? { keys: new Set(), at: "" } : { keys: null, at: 0 });
        if (open.length > DEEPEST) throw new InputError(`is nested more than ${DEEPEST} levels deep`);
        break;
      case "}":
      case "]":
        open.pop();
    }
  }
}

/** Where the text that begins at `from` ends. */
function closingQuote(json: string, from: number): number {
  let end = json.indexOf('"', from + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end;
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json[first - 1] === "\\") first -= 1;
  return (at - first) % 2 === 1;
}

/** E.g. `users[3].link.uplinkRate`. */
function pathOf(open: readonly Level[]): string {
  const path = open.map(({ at }) => (typeof at === "number" ? `[${at}]` : `.${at}`)).join("");
  return path.replace(/^\./, "");
}
