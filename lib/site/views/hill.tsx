/** The penalty τ·a(1 − a) as a hill with all users on it, and the tangent that takes its place: SCA, step by step. */
import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { STARTS, type Start } from "../../solver/sca/starts.js";
import type { Answer } from "../answer/answer.js";
import { Formula, I, O } from "../draw/math.js";
import { Num } from "../draw/number.js";
import { Plot, path, type Scales } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { Slider } from "../draw/slider.js";
import {
  change,
  chosenDraw,
  chosenPenalty,
  chosenStart,
  chosenUser,
  iterate,
  lastIterate,
  shares,
  state,
} from "../store.js";

const playing = signal(false);
/** How long an iterate is looked at [ms]. */
const LOOK = 450;
/** A touch this near to a dot takes it [px]. */
const NEAR = 24;
/** Of a letter of a name [px]. */
const CHARACTER = 8;
const HIGH = 14;
const GRID = Float64Array.from({ length: 61 }, (_, k) => k / 60);

/** Users who stand at the same share. */
interface Dot {
  readonly share: number;
  readonly users: readonly number[];
}

export function Hill({ of }: { of: Answer }) {
  const { penalty, names, steps, count } = of;
  const τ = penalty.value;
  const now = shares.value;
  const user = Math.min(chosenUser.value, count - 1);
  const a = now[user] ?? 0.5;
  const top = Math.max(τ / 4, 1e-9);
  const dots = useMemo(() => dotsOf(now), [now]);
  const i = iterate.value;
  const slope = τ * (1 - 2 * a);
  const label =
    `The penalty over the share at the edge, a hill of height ${shown(τ / 4)}. Iterate ${i}: ${where(now)}. ` +
    `${names[user]} stands at ${shown(a)}, where the tangent's slope is ${shown(slope)}.`;
  return (
    <section class="view" id="hill" aria-labelledby="hill-title">
      <h2 id="hill-title">Hill and tangent</h2>
      <p class="lead">
        Half a user is no plan, so it pays a <b class="penalty">penalty</b>: a hill between <b class="device">device</b>{" "}
        and <b class="edge">edge</b>. A hill is not convex; its tangent is. Each step solves the problem with tangents
        for hills, P2, and moves the users: successive convex approximation, SCA. Drag a dot to set where it starts.
      </p>
      <Plot
        name="hill"
        label={label}
        height={250}
        x={[-0.04, 1.04]}
        y={[-0.26 * top, 1.35 * top]}
        xTitle="share a at the edge"
        yTitle="penalty"
        still
        gripAt={({ x, y }, px, py) => nearest(dots, τ, user, (s, h) => Math.hypot(x(s) - px, y(h) - py))}
        onDrag={(x, _, grip) => setShare(shares.peek(), grip, x)}
      >
        {(scales) => <Dots dots={dots} of={of} τ={τ} user={user} scales={scales} />}
      </Plot>
      <p class="told" role="status">
        Iterate <Num of={i} /> of <Num of={steps.length} />: {where(now)}. <b>{names[user]}</b> is at <Num of={a} />,
        and the tangent pushes it{" "}
        {slope === 0 ? "nowhere" : slope > 0 ? <b class="device">to its device</b> : <b class="edge">to the edge</b>}:{" "}
        <Formula>
          <I as="penalty">π</I>
          <O>=</O>
          <I as="penalty">τ</I>
          <O>(</O>
          <mn>1</mn>
          <O>−</O>
          <mn>2</mn>
          <I>a</I>
          <O>)</O>
        </Formula>{" "}
        = <Num of={slope} as="penalty" />.
      </p>
      <div class="controls">
        <div class="buttons">
          <button type="button" name="back" disabled={i === 0} onClick={() => change({ iterate: i - 1 })}>
            ‹ back
          </button>
          <button type="button" name="step" disabled={i >= steps.length} onClick={() => change({ iterate: i + 1 })}>
            solve P2 ›
          </button>
          <button type="button" name="play" onClick={() => play()}>
            {playing.value ? "pause" : "play"}
          </button>
          <label>
            start{" "}
            <select
              name="start"
              value={typeof chosenStart.value === "string" ? chosenStart.value : "own"}
              onChange={(event) => setStart(event.currentTarget.value, of)}
            >
              {STARTS.map((name) => (
                <option key={name} value={name}>
                  {name === "half" ? "half (½)" : name}
                </option>
              ))}
              <option value="own">your own</option>
            </select>
          </label>
          {chosenStart.value === "random" && (
            <label>
              seed{" "}
              <input
                name="draw"
                type="number"
                min={0}
                value={chosenDraw.value}
                onChange={(event) => setDraw(event.currentTarget.valueAsNumber)}
              />
            </label>
          )}
        </div>
        <Penalty of={of} />
        <Slider
          name="share"
          label={`start of ${names[user]}: share`}
          value={(typeof chosenStart.value === "string" ? of.start : chosenStart.value)[user] ?? 0.5}
          min={0}
          max={1}
          step={0.01}
          onChange={(share) => setShare(of.start, user, share)}
        />
      </div>
    </section>
  );
}

/** τ on a logarithmic scale, with the values that it is measured by. */
function Penalty({ of: { penalty } }: { of: Answer }) {
  const { value, low, high, freezing } = penalty;
  const scale = (τ: number): number => Math.log10(Math.max(τ, 1e-12));
  const usual = scale(penalty.default || 1);
  const marks = [
    ...(low < Infinity ? [{ at: scale(low), text: `stays split below ${shown(low)}` }] : []),
    ...(high < Infinity ? [{ at: scale(high), text: `binary above ${shown(high)}` }] : []),
    { at: usual, text: `default ${shown(penalty.default)}` },
    ...(freezing > 0 ? [{ at: scale(freezing), text: `freezes any start above ${shown(freezing)}` }] : []),
  ];
  return (
    <Slider
      name="tau"
      label="penalty τ"
      as="penalty"
      value={scale(chosenPenalty.value ?? value)}
      told={value}
      min={usual - 3}
      max={Math.max(usual + 3, Math.ceil(scale(freezing)))}
      step={0.01}
      marks={marks}
      onChange={(log) => change({ penalty: Number((10 ** log).toPrecision(4)) })}
    >
      <button type="button" name="default-tau" onClick={() => change({ penalty: undefined })}>
        default
      </button>
    </Slider>
  );
}

function Dots({ dots, of, τ, user, scales }: { dots: Dot[]; of: Answer; τ: number; user: number; scales: Scales }) {
  const { x, y } = scales;
  const height = (a: number): number => τ * a * (1 - a);
  const own = dots.find(({ users }) => users.includes(user));
  const a = own?.share ?? 0.5;
  // the tangent at a: τ[a(1 − a) + (1 − 2a)(x − a)]
  const tangent = (at: number): number => height(a) + τ * (1 - 2 * a) * (at - a);
  const reach = 0.32;
  const [from, to] = [Math.max(0, a - reach), Math.min(1, a + reach)];
  const marks = dots.map(({ share, users }) => {
    const size = 5 + Math.min(7, 1.6 * Math.sqrt(users.length - 1));
    return { share, users, size, px: x(share), py: y(height(share)) };
  });
  const named = namesOf(marks, of.names, user, scales);
  return (
    <g>
      <path class="hill" d={path(GRID, GRID.map(height), scales)} />
      <text class="tag device" x={x(0)} y={y(0) + 20} text-anchor="start">
        device
      </text>
      <text class="tag edge" x={x(1)} y={y(0) + 20} text-anchor="end">
        edge
      </text>
      <line class="tangent" x1={x(from)} y1={y(tangent(from))} x2={x(to)} y2={y(tangent(to))} />
      {marks.map(({ share, users, px, py, size }) => (
        <circle key={users[0]} class={`dot ${share === own?.share ? "selected" : ""}`} cx={px} cy={py} r={size} />
      ))}
      {named.map(({ users, text, left, right, end, base }) => (
        <text key={users[0]} class="tag" x={end ? right : left} y={base} text-anchor={end ? "end" : "start"}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** A dot on the screen [px]. */
interface Mark extends Dot {
  readonly px: number;
  readonly py: number;
  readonly size: number;
}

/** The words of a dot, and the box that they fill [px]. */
interface Name {
  readonly users: readonly number[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly end: boolean;
}

/** Names outside the hill, within it at its feet; where they would hide a dot or a name the selected user's comes first, and others have none. */
function namesOf(marks: readonly Mark[], names: readonly string[], user: number, { left, right }: Scales): Name[] {
  const found: Name[] = [];
  const chosen = (mark: Mark): number => (mark.users.includes(user) ? 0 : 1);
  for (const mark of [...marks].sort((a, b) => chosen(a) - chosen(b))) {
    const { share, users, px, py, size } = mark;
    const text = users.length <= 4 ? users.map((n) => names[n]).join(" ") : `${users.length} users`;
    const wide = CHARACTER * text.length;
    const foot = share < 0.04 || share > 0.96;
    const outwards = share <= 0.5 ? px - size - 4 - wide > left : px + size + 4 + wide > right;
    const end = share <= 0.5 ? !foot && outwards : foot || outwards;
    const from = end ? px - size - (foot ? 8 : 4) : px + size + (foot ? 8 : 4);
    const base = foot ? py + 3 : py - 9;
    const name = { users, text, end, base, left: end ? from - wide : from, right: end ? from : from + wide };
    const hides =
      found.some((one) => one.left < name.right && name.left < one.right && Math.abs(one.base - base) < HIGH) ||
      marks.some(
        (one) =>
          one !== mark &&
          one.px + one.size > name.left &&
          one.px - one.size < name.right &&
          one.py + one.size > base - HIGH &&
          one.py - one.size < base,
      );
    if (!hides || chosen(mark) === 0) found.push(name);
  }
  return found;
}

function dotsOf(now: Float64Array): Dot[] {
  const found = new Map<number, number[]>();
  for (const [n, a] of now.entries()) {
    const place = Math.round(200 * a);
    const there = found.get(place);
    if (there === undefined) found.set(place, [n]);
    else there.push(n);
  }
  return [...found.values()].map((users) => ({ share: now[users[0]!]!, users }));
}

/** The user whose dot is nearest, which is selected; −1 for none. Of several at one place the selected one. */
function nearest(dots: Dot[], τ: number, user: number, apart: (a: number, h: number) => number): number {
  let [best, least] = [-1, NEAR];
  for (const { share, users } of dots) {
    const far = apart(share, τ * share * (1 - share));
    if (far < least) [best, least] = [users.includes(user) ? user : users[0]!, far];
  }
  if (best >= 0) change({ user: best });
  return best;
}

/** How many are where. */
function where(now: Float64Array): string {
  const edge = now.filter((a) => a === 1).length;
  const device = now.filter((a) => a === 0).length;
  const split = now.length - edge - device;
  return `${edge} at the edge, ${device} on ${device === 1 ? "its device" : "their devices"}, ${split} split`;
}

/** Where everyone begins. @param from The shares of the others. */
function setShare(from: Float64Array, user: number, share: number): void {
  const own = Array.from(from, (a, n) => Math.round(1000 * (n === user ? Math.min(Math.max(share, 0), 1) : a)) / 1000);
  playing.value = false;
  change({ start: own, iterate: 0, user });
}

function setDraw(draw: number): void {
  if (Number.isInteger(draw) && draw >= 0 && draw < 2 ** 32) change({ draw, iterate: 0 });
}

function setStart(name: string, { start }: Answer): void {
  change({ start: name === "own" ? Array.from(start) : (name as Start), iterate: 0 });
}

function play(): void {
  playing.value = !playing.peek();
  const look = (): void => {
    if (!playing.peek()) return;
    const { iterate: at } = state.peek();
    if (at === undefined || at >= lastIterate.peek()) {
      playing.value = false;
      return;
    }
    change({ iterate: at + 1 });
    setTimeout(look, LOOK);
  };
  if (playing.peek()) {
    if (iterate.peek() >= lastIterate.peek()) change({ iterate: 0 });
    else change({ iterate: iterate.peek() });
    setTimeout(look, LOOK);
  }
}
