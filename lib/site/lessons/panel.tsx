/** The lessons: guess, reveal, do. */
import { useEffect } from "preact/hooks";
import type { Answer } from "../answer/answer.js";
import { begin, guess, leave, lesson, reveal, ticked, verdict } from "./course.js";
import type { Lesson, View } from "./lesson.js";
import { LESSONS } from "./lessons.js";

/** Views that are not named by their id. */
const WORDS: Readonly<Partial<Record<View, string>>> = { forms: "loose and tight", "picture-view": "the picture" };

export function Lessons({ of }: { of: Answer }) {
  const open = lesson.value;
  return (
    <>
      <section class="lessons" aria-labelledby="lessons-title">
        <h2 id="lessons-title">Lessons</h2>
        <ul class="course">
          {LESSONS.map((one) => (
            <li key={one.name}>
              <button type="button" aria-pressed={one === open} onClick={() => begin(one)}>
                {one.title} {ticked.value.has(one.name) && <span class="tick">✓</span>}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {open && <Open lesson={open} of={of} />}
    </>
  );
}

function Open({ lesson: open, of }: { lesson: Lesson; of: Answer }) {
  const told = verdict.value;
  const mine = guess.value;
  const choices = open.choices(of);
  // the button of a lesson that an address opened may be out of its row's sight, the verdict below the screen
  useEffect(() => bring('.course [aria-pressed="true"]'), [open]);
  useEffect(() => bring(".verdict"), [told]);
  return (
    <section class="lesson" aria-label={open.title}>
      {open.words !== undefined && <p class="lead">{open.words}</p>}
      <fieldset disabled={told !== undefined}>
        <legend>{open.question}</legend>
        {choices.map((text, k) => (
          <label key={text} class={told === undefined ? "" : k === told.right ? "right" : k === mine ? "wrong" : ""}>
            <input
              type="radio"
              name="guess"
              checked={mine === k}
              onChange={() => {
                guess.value = k;
              }}
            />{" "}
            {text}
          </label>
        ))}
      </fieldset>
      <div class="buttons">
        {told === undefined && (
          <button type="button" name="reveal" class="main" disabled={mine === undefined} onClick={() => reveal(open)}>
            reveal
          </button>
        )}
        {open.views.map((view) => (
          <a key={view} class="button" href={`#${view}`} onClick={(event) => look(event, view)}>
            look at {WORDS[view] ?? `the ${view}`}
          </a>
        ))}
        <button type="button" name="leave" onClick={leave}>
          leave the lesson
        </button>
      </div>
      <div role="status">
        {told && (
          <>
            <p class="verdict">
              <b>{mine === told.right ? "As you said." : `Not quite: ${choices[told.right]}.`}</b> {told.because}
            </p>
            <p class="task">
              {ticked.value.has(open.name) ? (
                <b class="done">
                  <span class="tick">✓</span> done
                </b>
              ) : (
                <b>Now you:</b>
              )}{" "}
              {open.task}
            </p>
          </>
        )}
      </div>
    </section>
  );
}

function bring(selector: string): void {
  document.querySelector(selector)?.scrollIntoView({ block: "nearest", inline: "center" });
}

/** Brings a view to the eyes, below a lesson that stays; the address stays that of the state. */
function look(event: Event, view: string): void {
  event.preventDefault();
  const panel = document.querySelector(".lesson")!;
  const covered = getComputedStyle(panel).position === "sticky" ? panel.clientHeight : 0;
  const top = document.getElementById(view)!.getBoundingClientRect().top + scrollY - covered - 12;
  scrollTo({ top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}
