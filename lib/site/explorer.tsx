/** The explorer: one screen, in which everything moves together. */
import { signal } from "@preact/signals";
import { render } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Answer } from "./answer/answer.js";
import { begin, follow, lesson } from "./lessons/course.js";
import { Lessons } from "./lessons/panel.js";
import { answer, lastAnswered, lastQuestion, refused, start, waited } from "./store.js";
import "./style.css";
import { followTheme } from "./theme.js";
import { Bar } from "./views/bar.js";
import { Dual } from "./views/dual.js";
import { Forms } from "./views/forms.js";
import { Hill } from "./views/hill.js";
import { ParameterMap } from "./views/map.js";
import { Market } from "./views/market.js";
import { Picture } from "./views/picture.js";
import { Trace } from "./views/trace.js";
import { Users } from "./views/users.js";

/** How many views after the market are drawn: one more each frame once there is an answer, so that the page is never busy for long. */
const drawn = signal(0);
const ALL = 7;

/** The view that an address asks to see first, by its id; it is no part of the state, so it is read before that is written. */
const asked = new URLSearchParams(location.hash.slice(1)).get("view");

function Explorer() {
  const of = answer.value;
  const views = drawn.value;
  useEffect(() => {
    if (of !== undefined && views < ALL) requestAnimationFrame(() => setTimeout(() => drawn.value++));
    if (views === ALL && asked !== null) document.getElementById(asked)?.scrollIntoView();
  }, [of === undefined, views]);
  return (
    <>
      <Bar of={of} />
      {refused.value.length > 0 && (
        <div class="refused" role="alert">
          {refused.value.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
      <main
        class={refused.value.length > 0 ? "stale" : ""}
        data-asked={lastQuestion.value}
        data-answered={views < ALL ? 0 : lastAnswered.value}
        data-waited={waited.value.toFixed(1)}
      >
        {of === undefined ? (
          <p class="told">Solving …</p>
        ) : (
          <>
            <Lessons of={of} />
            <div class="views">
              <div class="column">
                <Market of={of} />
                {views > 0 && <Dual of={of} />}
              </div>
              <Algorithm of={of} views={views} />
              {views > 3 && <Users of={of} />}
              {views > 4 && <Mapped of={of} />}
              {views > 5 && <Forms of={of} />}
              {views > 6 && <Picture of={of} />}
            </div>
          </>
        )}
      </main>
      <footer>
        <p>
          Everything here is computed in this page by the library edgesteps; nothing is sent anywhere. The method is
          that of arXiv 2312.06203.
        </p>
      </footer>
    </>
  );
}

/** What a price does not change is not looked at again. */
function Algorithm({ of, views }: { of: Answer; views: number }) {
  return useMemo(
    () => (
      <div class="column">
        {views > 1 && <Hill of={of} />}
        {views > 2 && <Trace of={of} />}
      </div>
    ),
    [of.steps, of.market, Math.min(views, 3)],
  );
}

function Mapped({ of }: { of: Answer }) {
  return useMemo(() => <ParameterMap of={of} />, [of.penalty, of.capacity, of.key]);
}

followTheme();
start();
follow();
if (lesson.peek() !== undefined) begin(lesson.peek()!);
render(<Explorer />, document.getElementById("page")!);
