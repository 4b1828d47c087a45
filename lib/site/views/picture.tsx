/** What the steps are for: pictures that reverse diffusion makes in as many steps as the user takes, and the error that its law promised. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { ERROR_LAWS } from "../../laws/error/error-laws.js";
import type { Answer } from "../answer/answer.js";
import { LAWS, type Law, type Sense } from "../answer/beliefs.js";
import type { Made, PictureAnswer } from "../answer/picture.js";
import { useNear } from "../draw/near.js";
import { Num } from "../draw/number.js";
import { Plot, path, type Scales, Tag } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { Sized } from "../draw/sized.js";
import { change, state } from "../store.js";
import { asked, makePictures, picturesOf } from "../studies.js";
import { PriceSlider } from "./market.js";

function words(law: Law): string {
  if (law === "own") return "its own law";
  if (law === "measured") return "what is measured";
  return `the ${ERROR_LAWS.find(({ kind }) => kind === law)!.label} law, fitted`;
}
const SENSE_WORDS: Readonly<Record<Sense, string>> = {
  coarse: "larger steps",
  early: "stopping early",
};

export function Picture({ of }: { of: Answer }) {
  const view = useRef<HTMLElement>(null);
  const near = useNear(view);
  const { law = "own", sense = "coarse", noise = 0 } = state.value;
  const { key, hand, count, names } = of;
  const user = Math.min(state.value.user, count - 1);
  useEffect(() => {
    if (near) makePictures({ key, user, price: hand.price, law, sense, noise });
  }, [near, key, user, hand.price, law, sense, noise]);
  const now = picturesOf(of);
  const drawn = useMemo(() => now && <Drawn now={now} name={names[now.user] ?? ""} />, [now, names]);
  return (
    <section
      class="view wide"
      id="picture-view"
      aria-labelledby="picture-title"
      ref={view}
      data-asked={asked.pictures.value}
      data-answered={now?.id}
    >
      <h2 id="picture-title">Picture</h2>
      <p class="lead">
        What the steps are for. A small network that has learned eight letters makes pictures out of noise, here and
        now, in as many steps as {names[user]} takes on its <b class="device">device</b> and at the{" "}
        <b class="edge">edge</b>.
      </p>
      <div class="buttons">
        <label>
          {names[user]} believes{" "}
          <select name="law" value={law} onChange={(event) => change({ law: event.currentTarget.value as Law })}>
            {LAWS.map((name) => (
              <option key={name} value={name}>
                {words(name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          fewer steps mean{" "}
          <select
            name="sense"
            value={sense}
            onChange={(event) => change({ sense: event.currentTarget.value as Sense })}
          >
            {Object.entries(SENSE_WORDS).map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label>
          noise{" "}
          <input
            name="noise"
            type="number"
            min={0}
            value={noise}
            onChange={(event) => setNoise(event.currentTarget.valueAsNumber)}
          />
        </label>
      </div>
      <div class="controls">
        <PriceSlider of={of} name="price-of-picture" />
      </div>
      {drawn ?? <p class="told waiting">Running …</p>}
    </section>
  );
}

function setNoise(noise: number): void {
  if (Number.isInteger(noise) && noise >= 0 && noise < 2 ** 32) change({ noise: noise || undefined });
}

function Drawn({ now, name }: { now: PictureAnswer; name: string }) {
  const { device, edge, law, sense, most } = now;
  const places = [["device", device] as const, ["edge", edge] as const].filter(([, made]) => made !== undefined);
  return (
    <>
      <div class="pictures">
        <Rows now={now} />
        <Errors now={now} name={name} />
      </div>
      <p class="told" role="status">
        {places.map(([place, made], k) => (
          <span key={place} data-told={`made-${place}`}>
            {k > 0 && " "}
            {place === "edge" ? "At the " : "On the "}
            <b class={place}>{place}</b> it takes <Num of={made!.steps} as={place} /> steps, is promised an error of{" "}
            <Num of={made!.promised} />, and gets <Num of={made!.measured} />
            {made!.regret > 1e-9 ? (
              <>
                : what it believes costs it <Num of={made!.regret} as="objective" /> more than the best steps would.
              </>
            ) : (
              <>: no other number of steps is better.</>
            )}
          </span>
        ))}
      </p>
      <p class="lead">
        {sense === "coarse"
          ? `Each picture begins with the same noise, and the truth is a run of ${2 * most} steps. The error of such runs falls like a power of the steps, so a power law fits.`
          : `One run of ${most} steps, stopped after s of them; the truth is its own end. While there is more noise than picture little happens, and then the error falls exponentially.`}{" "}
        {law === "own" && "The user's own law is that of its scenario, not of these letters."}
      </p>
    </>
  );
}

/** Along a picture's side [pixels]. */
const SIDE = 12;
const PIXELS = SIDE * SIDE;
/** Greys between paper and ink. */
const GREYS = 9;
/** A row's words [px], and what is between pictures. */
const WORDS = 24;
const GAP = 8;

/** Noise, what each place makes of it, and the truth: a row each. */
function Rows({ now }: { now: PictureAnswer }) {
  return <Sized>{(width) => <RowsOf now={now} width={width} />}</Sized>;
}

function RowsOf({ now, width }: { now: PictureAnswer; width: number }) {
  const { device, edge, noise, truth, most, sense } = now;
  const steps = (made: Made): string =>
    `${made.steps} ${made.steps === 1 ? "step" : "steps"}, error ${shown(made.measured)}`;
  const rows = [
    { name: "noise", words: "noise", pictures: noise, as: "" },
    ...(device ? [{ name: "device", words: `device: ${steps(device)}`, pictures: device.pictures, as: "device" }] : []),
    ...(edge ? [{ name: "edge", words: `edge: ${steps(edge)}`, pictures: edge.pictures, as: "edge" }] : []),
    { name: "truth", words: `truth: ${sense === "coarse" ? 2 * most : most} steps`, pictures: truth, as: "" },
  ];
  const count = truth.length / PIXELS;
  const size = (width - (count - 1) * GAP) / count;
  const tall = WORDS + size + GAP;
  return (
    <svg
      role="img"
      aria-label={`Rows of ${count} letters: ${rows.map(({ words }) => words).join("; ")}.`}
      data-figure="pictures"
      width={width}
      height={rows.length * tall}
      viewBox={`0 0 ${width} ${rows.length * tall}`}
    >
      {rows.map(({ name, words, pictures, as }, row) => (
        <g key={name} transform={`translate(0 ${row * tall})`}>
          <text class={`tag ${as}`} x={0} y={WORDS - 8}>
            {words}
          </text>
          <g transform={`translate(0 ${WORDS})`}>
            <Letters pictures={pictures} size={size} />
          </g>
        </g>
      ))}
    </svg>
  );
}

function Letters({ pictures, size }: { pictures: Float64Array; size: number }) {
  const shapes = useMemo(() => greysOf(pictures, size), [pictures, size]);
  const count = pictures.length / PIXELS;
  return (
    <g class="letters">
      {Array.from({ length: count }, (_, k) => (
        <rect key={k} class="paper" x={k * (size + GAP)} y={0} width={size} height={size} />
      ))}
      {shapes.map((d, k) => (
        <path key={k} class="ink" d={d} fill-opacity={(k + 1) / GREYS} />
      ))}
    </g>
  );
}

/** For each grey, darker and darker, the squares of all pixels that have it; −1 is paper, 1 is ink. */
function greysOf(pictures: Float64Array, size: number): string[] {
  const shapes = Array.from({ length: GREYS }, () => "");
  const at = (k: number, part: number): string => (k * (size + GAP) + (part * size) / SIDE).toFixed(1);
  const down = (part: number): string => ((part * size) / SIDE).toFixed(1);
  for (const [i, ink] of pictures.entries()) {
    const grey = Math.round(Math.min(Math.max((ink + 1) / 2, 0), 1) * GREYS);
    if (grey === 0) continue;
    const k = Math.floor(i / PIXELS);
    const [x, y] = [i % SIDE, Math.floor((i % PIXELS) / SIDE)];
    shapes[grey - 1] += `M${at(k, x)} ${down(y)}H${at(k, x + 1)}V${down(y + 1)}H${at(k, x)}Z`;
  }
  return shapes;
}

/** The error after every number of steps, measured and as the law has it. */
function Errors({ now, name }: { now: PictureAnswer; name: string }) {
  const { steps, errors, believed, device, edge, law, most } = now;
  const high = Math.max(...errors, ...believed);
  return (
    <Plot
      name="errors"
      label={`Error over steps, from ${shown(errors[0]!)} after one to ${shown(errors.at(-1)!)} after ${most}; ${words(law)} says ${shown(believed[0]!)} and ${shown(believed.at(-1)!)}.`}
      height={430}
      x={[0, most * 1.02]}
      y={[0, 1.16 * high]}
      xTitle={`steps of ${name}`}
      yTitle="error"
    >
      {(scales: Scales) => {
        const { x, y, top, bottom, right } = scales;
        return (
          <g>
            {(
              [
                ["device", device],
                ["edge", edge],
              ] as const
            ).map(
              ([place, made]) =>
                made && (
                  <g key={place} class={`taken ${place}`}>
                    <line x1={x(made.steps)} x2={x(made.steps)} y1={top + 46} y2={bottom} />
                    <line
                      class="broken"
                      x1={x(made.steps)}
                      x2={x(made.steps)}
                      y1={y(made.promised)}
                      y2={y(made.measured)}
                    />
                    <circle cx={x(made.steps)} cy={y(made.measured)} r={6} />
                  </g>
                ),
            )}
            <path class="error-curve" d={path(steps, believed, scales)} />
            <path class="measured-curve" d={path(steps, errors, scales)} />
            {steps.map((s, k) => (
              <circle key={s} class="measured-dot" cx={x(s)} cy={y(errors[k]!)} r={3.5} />
            ))}
            <Tag x={right - 6} y={top + 10} text="● measured" as="objective" within={scales} end />
            <Tag
              x={right - 6}
              y={top + 26}
              text={law === "measured" ? "" : `- - ${words(law)}`}
              as="error"
              within={scales}
              end
            />
          </g>
        );
      }}
    </Plot>
  );
}
