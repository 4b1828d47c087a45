/** The explorer: one screen, in which everything moves together. */
import { render } from "preact";
import { useMemo } from "preact/hooks";
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

function Explorer() {
  const of = answer.value;
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
        data-answered={lastAnswered.value}
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
                <Dual of={of} />
              </div>
              <Algorithm of={of} />
              <Users of={of} />
              <Mapped of={of} />
              <Forms of={of} />
              <Picture of={of} />
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
function Algorithm({ of }: { of: Answer }) {
  return useMemo(
    () => (
      <div class="column">
        <Hill of={of} />
        <Trace of={of} />
      </div>
    ),
    [of.steps, of.market],
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
