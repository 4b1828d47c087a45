/** What views ask for when they are looked at, of workers of their own, and what was answered last. */
import { signal } from "@preact/signals";
import { type Answer, withCapacity } from "./answer/answer.js";
import type { FormsAnswer, FormsQuestion } from "./answer/forms.js";
import type { PictureAnswer, PictureQuestion } from "./answer/picture.js";
import { asker } from "./ask.js";
import { named, state } from "./store.js";
import type { StudyQuestion } from "./study-worker.js";

export const forms = signal<FormsAnswer | undefined>(undefined);
export const pictures = signal<PictureAnswer | undefined>(undefined);
/** Ids of the last questions. */
export const asked = { forms: signal(0), pictures: signal(0) };

let askForms: ((question: StudyQuestion) => void) | undefined;
let askPictures: ((question: PictureQuestion) => void) | undefined;

/** The same for the same scenario and capacity. */
export function formsKey({ key, capacity }: Answer): string {
  return `${key} ${capacity}`;
}

/** What is known of both forms, if it is of this answer's scenario and capacity. */
export function formsOf(of: Answer): FormsAnswer | undefined {
  return forms.value?.key === formsKey(of) ? forms.value : undefined;
}

/** The pictures, if they are of a user of this answer's scenario. */
export function picturesOf({ key }: Answer): PictureAnswer | undefined {
  return pictures.value?.key === key ? pictures.value : undefined;
}

export function studyForms(question: Omit<FormsQuestion, "id" | "scenario">): void {
  askForms ??= asker<StudyQuestion, FormsAnswer>(
    new Worker(new URL("./study-worker.ts", import.meta.url), { type: "module" }),
    (answer) => {
      forms.value = answer;
    },
  );
  asked.forms.value += 1;
  const scenario = withCapacity({ scenario: named.peek().scenario, capacity: state.peek().capacity });
  askForms({ forms: { ...question, id: asked.forms.peek(), scenario } });
}

export function makePictures(question: Omit<PictureQuestion, "id" | "scenario">): void {
  askPictures ??= asker<PictureQuestion, PictureAnswer>(
    new Worker(new URL("./picture-worker.ts", import.meta.url), { type: "module" }),
    (answer) => {
      pictures.value = answer;
    },
  );
  asked.pictures.value += 1;
  askPictures({ ...question, id: asked.pictures.peek(), scenario: named.peek().scenario });
}
