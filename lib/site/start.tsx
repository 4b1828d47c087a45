/** The first page's picture: the market of five laptops, under the reader's hand. */
import { render } from "preact";
import { answer, start } from "./store.js";
import "./style.css";
import { followTheme } from "./theme.js";
import { Market } from "./views/market.js";

function Picture() {
  const of = answer.value;
  return of === undefined ? <p class="told">Solving …</p> : <Market of={of} />;
}

followTheme();
start();
render(<Picture />, document.getElementById("picture")!);
