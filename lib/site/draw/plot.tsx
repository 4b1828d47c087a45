/** A plot as SVG: axes, and whatever stands in them. Its text keeps its size whatever the width. */

import { ticks } from "d3-array";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { shown } from "./shown.js";
import { Sized } from "./sized.js";

/** From quantities to pixels and back. */
export interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly toX: (pixel: number) => number;
  readonly toY: (pixel: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlotProps {
  /** Names the picture, in files too. */
  readonly name: string;
  /** What it shows, for who can't see it. */
  readonly label: string;
  readonly height: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xTitle?: string;
  readonly yTitle?: string;
  /** Whether the x axis counts. */
  readonly counts?: boolean;
  /** Told where the pointer is while it drags, in quantities and in pixels of the first touch. */
  readonly onDrag?: (x: number, y: number, grip: number) => void;
  /** Which grip a touch takes, by the pixel; below 0 is none. */
  readonly gripAt?: (scales: Scales, x: number, y: number) => number;
  /** Whether a touch alone moves nothing. */
  readonly still?: boolean;
  readonly children: (scales: Scales) => ComponentChildren;
}

const MARGIN = { left: 66, right: 14, top: 14, bottom: 40 };
const CHARACTER = 7;

export function Plot(props: PlotProps) {
  return <Sized>{(width) => <Drawing {...props} width={width} />}</Sized>;
}

function Drawing(props: PlotProps & { readonly width: number }) {
  const {
    width,
    name,
    label,
    height,
    x: [x0, x1],
    y: [y0, y1],
    xTitle,
    yTitle,
    counts = false,
    onDrag,
    gripAt,
    still = false,
  } = props;
  const [left, right, top] = [MARGIN.left, width - MARGIN.right, MARGIN.top];
  const bottom = height - MARGIN.bottom;
  const scales: Scales = {
    x: (value) => left + ((value - x0) / (x1 - x0)) * (right - left),
    y: (value) => bottom - ((value - y0) / (y1 - y0)) * (bottom - top),
    toX: (pixel) => x0 + ((pixel - left) / (right - left)) * (x1 - x0),
    toY: (pixel) => y0 + ((bottom - pixel) / (bottom - top)) * (y1 - y0),
    left,
    right,
    top,
    bottom,
  };
  const xTicks = ticks(x0, x1, Math.max(2, (right - left) / 90)).filter((value) => !counts || Number.isInteger(value));
  const yTicks = ticks(y0, y1, Math.max(2, (bottom - top) / 48));
  const grip = useRef(0);
  const drag = (event: PointerEvent & { currentTarget: SVGSVGElement }): void => {
    if (onDrag === undefined || (event.type === "pointermove" && event.buttons === 0)) return;
    const { left: atX, top: atY } = event.currentTarget.getBoundingClientRect();
    const [px, py] = [event.clientX - atX, event.clientY - atY];
    if (event.type === "pointerdown") {
      grip.current = gripAt?.(scales, px, py) ?? 0;
      if (grip.current < 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      if (still) return;
    }
    if (grip.current >= 0) onDrag(scales.toX(px), scales.toY(py), grip.current);
  };
  return (
    <svg
      role="img"
      aria-label={label}
      data-figure={name}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      class={onDrag === undefined ? "" : "draggable"}
      onPointerDown={drag}
      onPointerMove={drag}
    >
      <g class="axes">
        {yTicks.map((value) => (
          <g key={value}>
            <line class="grid" x1={left} x2={right} y1={scales.y(value)} y2={scales.y(value)} />
            <text x={left - 8} y={scales.y(value) + 4} text-anchor="end">
              {ticked(value, yTicks)}
            </text>
          </g>
        ))}
        {xTicks.map((value) => {
          const text = ticked(value, xTicks);
          const x = Math.min(scales.x(value), width - (CHARACTER * text.length) / 2);
          return (
            <text key={value} x={x} y={bottom + 17} text-anchor="middle">
              {text}
            </text>
          );
        })}
        <line class="axis" x1={left} x2={right} y1={bottom} y2={bottom} />
        {xTitle !== undefined && (
          <text class="title" x={right} y={bottom + 34} text-anchor="end">
            {xTitle}
          </text>
        )}
        {yTitle !== undefined && (
          <text class="title" transform={`translate(13 ${(top + bottom) / 2}) rotate(-90)`} text-anchor="middle">
            {yTitle}
          </text>
        )}
      </g>
      {props.children(scales)}
    </svg>
  );
}

/** A number of an axis, with the digits that tell it from its neighbours. */
function ticked(value: number, all: readonly number[]): string {
  const step = all.length > 1 ? Math.abs(all[1]! - all[0]!) : 0;
  if (step === 0 || Math.abs(value) >= 1e6 || step < 1e-9) return shown(value);
  return value.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9))).replace("-", "−");
}

/** A path through points; gaps where a number is missing. */
export function path(xs: ArrayLike<number>, ys: ArrayLike<number>, { x, y }: Scales): string {
  let text = "";
  let pen = false;
  for (let k = 0; k < xs.length; k++) {
    const there = Number.isFinite(ys[k]!);
    if (there) text += `${pen ? "L" : "M"}${x(xs[k]!).toFixed(1)} ${y(ys[k]!).toFixed(1)}`;
    pen = there;
  }
  return text;
}

/** The area between two lines. */
export function area(xs: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>, scales: Scales): string {
  const { x, y } = scales;
  let text = path(xs, high, scales);
  for (let k = xs.length - 1; k >= 0; k--) text += `L${x(xs[k]!).toFixed(1)} ${y(low[k]!).toFixed(1)}`;
  return `${text}Z`;
}

/** The longer words where they fit, else the shorter ones. @param room For them [px]. */
export function fitting(room: number, long: string, short: string): string {
  return long.length * CHARACTER <= room ? long : short;
}

/** From words to the mark that they are beside, and on to its other side [px]. */
const ACROSS = 18;

/** Words beside a mark; on its other side where they would leave the plot, and within the plot if they fit nowhere. */
export function Tag(props: { x: number; y: number; text: string; as?: string; within: Scales; end?: boolean }) {
  const { text, as = "", within } = props;
  const wide = text.length * CHARACTER;
  const fits = (x: number, end: boolean): boolean => (end ? x - wide >= within.left : x + wide <= within.right);
  const wanted = props.end ?? false;
  const other = props.x + (wanted ? ACROSS : -ACROSS);
  const across = !fits(props.x, wanted) && fits(other, !wanted);
  const end = across ? !wanted : wanted;
  const at = across ? other : props.x;
  const x = end ? Math.max(at, within.left + wide) : Math.min(at, within.right - wide);
  return (
    <text class={`tag ${as}`} x={x} y={props.y} text-anchor={end ? "end" : "start"}>
      {text}
    </text>
  );
}
