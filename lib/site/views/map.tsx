/** The map: how good the plan is over τ and the start, each cell a whole run of the algorithm. */
import { signal } from "@preact/signals";
import { type Answer, withCapacity } from "../answer/answer.js";
import { DECADES, MAP_STARTS, type MapCell, type MapRow, mapPenalties } from "../answer/map.js";
import { Num } from "../draw/number.js";
import { Plot, type Scales, Tag } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { change, chosenDraw, chosenStart, named } from "../store.js";
import type { StudyQuestion } from "../study-worker.js";

/** Rows that are there, and of which scenario and capacity they are. */
const rows = signal<readonly MapRow[]>([]);
const mapped = signal("");
let worker: Worker | undefined;
let asked = 0;

/** Gaps up to these are shades of their own. */
const SHADES = [1e-4, 1e-3, 1e-2, 1e-1];

export function ParameterMap({ of }: { of: Answer }) {
  const { penalty, capacity, key } = of;
  const here = `${key} ${capacity}`;
  const drawn = mapped.value === here ? rows.value : [];
  const usual = Math.log10(penalty.default);
  const count = mapPenalties(1).length;
  const half = DECADES / (count - 1);
  const [left, right] = [usual - DECADES - half, usual + DECADES + half];
  const busy = mapped.value === here && drawn.length < MAP_STARTS.length;
  const split = drawn.flatMap(({ cells }) => cells).filter((cell) => cell.split > 0).length;
  return (
    <section class="view wide" id="map" aria-labelledby="map-title">
      <h2 id="map-title">Map</h2>
      <p class="lead">
        Each cell is a whole run: how far its plan is from the <b class="bound">bound</b>, and whether a user is still
        split at the end. Touch one to see its steps.
      </p>
      <div class="buttons">
        <button type="button" name="map" disabled={busy} onClick={() => ask(here, capacity)}>
          {busy ? `${drawn.length} of ${MAP_STARTS.length} rows` : `run ${count * MAP_STARTS.length} times`}
        </button>
        <ul class="key">
          {[...SHADES, Number.POSITIVE_INFINITY].map((limit, k) => (
            <li key={limit}>
              <i class={`swatch shade-${k}`} />{" "}
              {limit === Number.POSITIVE_INFINITY
                ? `gap above ${shown(100 * SHADES.at(-1)!)} %`
                : `up to ${shown(100 * limit)} %`}
            </li>
          ))}
          <li>
            <i class="swatch still-split" /> a user stays split
          </li>
        </ul>
      </div>
      {drawn.length > 0 && (
        <>
          <Plot
            name="map"
            label={`Gaps over τ and ${MAP_STARTS.length} starts; in ${split} of ${drawn.length * count} runs a user stays split. The chosen τ is ${shown(penalty.value)}.`}
            height={24 * MAP_STARTS.length + 134}
            x={[left, right]}
            y={[MAP_STARTS.length, -3]}
            xTitle="log₁₀ τ"
            onDrag={(x, y) => choose(of, x, y)}
          >
            {(scales) => <Cells drawn={drawn} of={of} left={left} width={2 * half} scales={scales} />}
          </Plot>
          <p class="told">
            In <Num of={split} /> of <Num of={drawn.length * count} /> runs a user stays split.
          </p>
        </>
      )}
    </section>
  );
}

interface CellsProps {
  readonly drawn: readonly MapRow[];
  readonly of: Answer;
  readonly left: number;
  readonly width: number;
  readonly scales: Scales;
}

function Cells({ drawn, of: { penalty }, left, width, scales }: CellsProps) {
  const { x, y } = scales;
  // from the right upward, so that no word lies under the line of another
  const marks = [
    { at: penalty.low, text: "stays split below" },
    { at: penalty.default, text: "default" },
    { at: penalty.freezing, text: "freezes" },
  ]
    .filter(({ at }) => at > 0 && at < Infinity && x(Math.log10(at)) < scales.right && x(Math.log10(at)) > scales.left)
    .sort((a, b) => b.at - a.at)
    .map((mark, up) => ({ ...mark, up }));
  const chosen = MAP_STARTS.findIndex(
    ({ start, seed }) => start === chosenStart.value && (start !== "random" || seed === chosenDraw.value),
  );
  return (
    <g>
      <rect class="cover" x={0} y={0} width={scales.left - 1} height={scales.bottom + 6} />
      {MAP_STARTS.map(({ start, seed }, row) => (
        <text key={row} x={scales.left - 6} y={y(row + 0.5) + 4} text-anchor="end">
          {start === "random" ? `rand. ${seed}` : start}
        </text>
      ))}
      {drawn.map(({ row, cells }) =>
        cells.map((cell, k) => (
          <g key={`${row} ${left + k * width}`}>
            <rect
              class={`map-cell shade-${shadeOf(cell)}`}
              x={x(left + k * width)}
              width={x(left + (k + 1) * width) - x(left + k * width) - 1}
              y={y(row)}
              height={y(row + 1) - y(row) - 1}
            />
            {cell.split > 0 && <circle class="still-split" cx={x(left + (k + 0.5) * width)} cy={y(row + 0.5)} r={3} />}
          </g>
        )),
      )}
      {marks.map(({ at, text, up }) => (
        <line
          key={text}
          class="mark-line"
          x1={x(Math.log10(at))}
          x2={x(Math.log10(at))}
          y1={y(-0.9 - up)}
          y2={scales.bottom}
        />
      ))}
      {marks.map(({ at, text, up }) => (
        <Tag key={text} x={x(Math.log10(at)) + 5} y={y(-0.3 - up)} text={text} as="penalty" within={scales} />
      ))}
      {chosen >= 0 && <circle class="chosen" cx={x(Math.log10(penalty.value))} cy={y(chosen + 0.5)} r={7} />}
    </g>
  );
}

function shadeOf({ gap }: MapCell): number {
  const shade = SHADES.findIndex((limit) => gap <= limit);
  return shade < 0 ? SHADES.length : shade;
}

/** The τ and the start of a cell, from its first iterate. */
function choose({ penalty }: Answer, x: number, y: number): void {
  const row = MAP_STARTS[Math.floor(y)];
  if (row === undefined) return;
  const apart = (τ: number): number => Math.abs(Math.log10(τ) - x);
  const τ = mapPenalties(penalty.default).reduce((best, one) => (apart(one) < apart(best) ? one : best));
  change({ penalty: τ, start: row.start, draw: row.seed, iterate: undefined });
}

/** Begins a map. */
function ask(here: string, capacity: number): void {
  if (worker === undefined) {
    worker = new Worker(new URL("../study-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<MapRow>): void => {
      if (data.id === asked) rows.value = [...rows.peek(), data];
    };
  }
  mapped.value = here;
  rows.value = [];
  asked += 1;
  const { scenario } = named.peek();
  const whole = capacity < Infinity ? withCapacity({ scenario, capacity }) : scenario;
  const question: StudyQuestion = { map: { id: asked, scenario: whole } };
  worker.postMessage(question);
}
