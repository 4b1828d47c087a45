/** A million phones in the tab: one price divides them, and proves it. */
import { render } from "preact";
import { grouped } from "./draw/shown.js";
import { Answer } from "./million/answer.js";
import { MillionBar } from "./million/bar.js";
import { Crowd } from "./million/crowd.js";
import { Controls, Demand } from "./million/demand.js";
import { Progress } from "./million/progress.js";
import { answer, failed, lastAnswered, lastQuestion, start, state, waited } from "./million/store.js";
import "./style.css";
import "./million/million.css";
import { followTheme } from "./theme.js";

function Million() {
  const { users } = state.value;
  const found = answer.value;
  return (
    <>
      <MillionBar />
      {failed.value !== "" && (
        <div class="refused" role="alert">
          <p>{failed.value}</p>
        </div>
      )}
      <main
        class="million"
        data-asked={lastQuestion.value}
        data-answered={lastAnswered.value}
        data-waited={waited.value.toFixed(1)}
        data-capacity={found?.capacity}
      >
        <h2 class="opening">
          {users === 1_000_000 ? "A million" : grouped(users)} phones, <b class="price">one price</b>
        </h2>
        <p class="lead">
          Each phone wants a picture from a diffusion model, and the edge has only so many steps to sell. Each goes to
          the <b class="edge">edge</b> while a step costs less than it is worth to it, or else stays with its{" "}
          <b class="device">own device</b>. Move the capacity: the price moves until demand just fits, and then it
          proves that no other plan is better.
        </p>
        <Progress />
        <Answer />
        <Controls />
        <Crowd />
        <Demand />
      </main>
      <footer>
        <p>
          All phones are drawn, solved and proven in this page by threads of its own; nothing is sent anywhere. They are
          those of the library’s generator: the command line finds the same.
        </p>
      </footer>
    </>
  );
}

followTheme();
start();
render(<Million />, document.getElementById("page")!);
