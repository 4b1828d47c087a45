/** How far the phones are drawn, counted and solved for the first time. */
import { answer, counted, failed, prepared, threads } from "./store.js";

export function Progress() {
  if (answer.value !== undefined || failed.value !== "") return null;
  const done = prepared.value < 1 ? prepared.value : counted.value;
  const what = prepared.value < 1 ? "Drawing phones" : counted.value < 1 ? "Counting them" : "Proving the optimum";
  return (
    <p class="progress">
      <label>
        {what}, {threads} {threads === 1 ? "thread" : "threads"} …{" "}
        <progress max={1} value={prepared.value === 1 && counted.value === 1 ? undefined : done} />
      </label>
    </p>
  );
}
