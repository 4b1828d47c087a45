/** The dual function, on the same axis as the market: its slope is demand − capacity, so its peak lies beneath the crossing. */
import { useMemo } from "preact/hooks";
import type { Answer } from "../answer/answer.js";
import { Formula, I, O, Sub } from "../draw/math.js";
import { Num } from "../draw/number.js";
import { Plot, path, type Scales, Tag } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { setPrice } from "./market.js";

/** Of more users the trace beside it is taller. */
const FEW = 20;
/** Half of the slope's arrow [px]. */
const ARROW = 62;

export function Dual({ of }: { of: Answer }) {
  const { market, dual, hand, relaxed, sca, capacity, dualBound } = of;
  const end = market.prices.at(-1)!;
  const [low, high] = range(of);
  const excess = hand.demand - capacity;
  // less what is rounded
  const slope = Math.abs(excess) <= 1e-9 * capacity ? 0 : excess;
  const label =
    `The dual function over the price. At ${shown(hand.price)} it is ${shown(hand.dual)}, its slope demand − capacity ` +
    `${shown(slope)}. Its peak is ${shown(relaxed.dual)}, the plan costs ${shown(sca.objective)}.`;
  return (
    <section class="view" id="dual" aria-labelledby="dual-title">
      <h2 id="dual-title">Dual</h2>
      <p class="lead">
        No plan costs less than this curve, at any price. It rises where users want too much: its slope is{" "}
        <b class="edge">demand</b> − <b class="capacity">capacity</b>, so its peak lies beneath the crossing.
      </p>
      <Plot
        name="dual"
        label={label}
        height={of.count > FEW ? 460 : 360}
        x={[0, end]}
        y={[low, high]}
        xTitle="price λ of an edge step"
        yTitle="cost"
        onDrag={(x) => setPrice(x, end)}
      >
        {(scales) => <Curve of={of} prices={market.prices} values={dual} scales={scales} slope={slope} />}
      </Plot>
      <p class="told">
        <Formula>
          <I as="bound">D</I>
          <O>(</O>
          <I as="price">λ</I>
          <O>)</O>
          <O>=</O>
          <O>−</O>
          <I as="price">λ</I>
          <I as="capacity">S</I>
          <O>+</O>
          <O>∑</O>
          <O>min</O>
          <O>(</O>
          <Sub of="V" by="l" as="device" />
          <O>,</O>
          <Sub of="V" by="e" as="edge" />
          <O>(</O>
          <I as="price">λ</I>
          <O>)</O>
          <O>)</O>
        </Formula>{" "}
        is <Num of={hand.dual} as="bound" /> here; slope <Num of={slope} />
        {capacity < Infinity && (
          <>
            , slackness{" "}
            <Formula>
              <I as="price">λ</I>
              <O>(</O>
              <I as="capacity">S</I>
              <O>−</O>
              <mtext>demand</mtext>
              <O>)</O>
            </Formula>{" "}
            = <Num of={slope === 0 ? 0 : -hand.price * slope} />
          </>
        )}
        . Peak <Num of={relaxed.dual} as="bound" />, with whole steps <Num of={dualBound} as="bound" />; the plan costs{" "}
        <span data-told="objective">
          <Num of={sca.objective} as="objective" />
        </span>
        : a gap of{" "}
        <span data-told="gap">
          <Num of={100 * sca.gap} />
        </span>{" "}
        %.
      </p>
    </section>
  );
}

/** Around the peak: no further down than the curve begins, or falls in as much again. */
function range({ dual, relaxed, sca, hand }: Answer): readonly [number, number] {
  const top = Math.max(relaxed.dual, sca.objective);
  const depth = Math.max(relaxed.dual - dual[0]!, 0.02 * Math.abs(top), 1e-9);
  const low = Math.min(relaxed.dual - 1.25 * depth, Math.max(hand.dual, relaxed.dual - 3 * depth) - 0.1 * depth);
  return [low, top + 0.22 * (top - low)];
}

interface CurveProps {
  readonly of: Answer;
  readonly prices: Float64Array;
  readonly values: Float64Array;
  readonly scales: Scales;
  readonly slope: number;
}

function Curve({ of, prices, values, scales, slope }: CurveProps) {
  const { relaxed, sca, hand, capacity } = of;
  const { x, y, left, right, top, bottom } = scales;
  const d = useMemo(() => path(prices, values, scales), [values, right, y(0), y(1)]);
  // the slope, on the screen
  const [dx, dy] = [x(1) - x(0), slope * (y(1) - y(0))];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const [cx, cy] = [x(hand.price), y(hand.dual)];
  const plan = y(sca.objective);
  return (
    <g>
      <defs>
        <clipPath id="dual-clip">
          <rect x={left} y={top} width={Math.max(0, right - left)} height={Math.max(0, bottom - top)} />
        </clipPath>
        <marker id="head" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path class="arrow-head" d="M0 0L8 4L0 8Z" />
        </marker>
      </defs>
      <line class="objective-line" x1={left} x2={right} y1={plan} y2={plan} />
      <Tag x={right - 6} y={plan - 7} text={`plan ${shown(sca.objective)}`} as="objective" within={scales} end />
      <g clip-path="url(#dual-clip)">
        <path class="bound-curve" d={d} />
        <line class="price-line faint" x1={cx} x2={cx} y1={top} y2={bottom} />
        {capacity < Infinity && (
          <line
            class="arrow"
            marker-end={slope !== 0 ? "url(#head)" : undefined}
            x1={cx - ARROW * ux}
            y1={cy - ARROW * uy}
            x2={cx + ARROW * ux}
            y2={cy + ARROW * uy}
          />
        )}
        <circle class="peak" cx={x(relaxed.price)} cy={y(relaxed.dual)} r={4} />
        <circle class="price-dot" cx={cx} cy={cy} r={6} />
      </g>
    </g>
  );
}
