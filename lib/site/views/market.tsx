/** The market: what users want of the edge at every price, and the capacity that there is. */
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Answer } from "../answer/answer.js";
import { Formula, I, O, Sub } from "../draw/math.js";
import { Num } from "../draw/number.js";
import { area, fitting, Plot, path, type Scales, Tag } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { Slider } from "../draw/slider.js";
import { change, state } from "../store.js";
import { settle, settling } from "./settle.js";

/** Which line a hand moves. */
const PRICE = 0;
const CAPACITY = 1;
/** A touch this near to the capacity's line takes it [px]. */
const NEAR = 14;
/** Widths of what is wrong at the price [px]. */
const OVER = 12;
const IDLE = 30;
/** More bands than this are told apart by a thinner line. */
const FEW = 12;
/** Where a band's name begins, and how high it is [px]. */
const NAME_AT = 7;
const NAME_HIGH = 16;

export function Market({ of, controls = true }: { of: Answer; controls?: boolean }) {
  const { market, capacity, hand } = of;
  const end = market.prices.at(-1)!;
  const most = marketTop(of);
  const over = hand.demand - capacity;
  const label =
    `Demand for edge steps over the price, stacked by user. At the price ${shown(hand.price)} users want ` +
    `${shown(hand.demand)} steps of ${shown(capacity)}. ${splitText(of)}`;
  return (
    <section class="view" id="market" aria-labelledby="market-title">
      <h2 id="market-title">Market</h2>
      <p class="lead">
        Each band is one user, as tall as the steps that it wants at the <b class="price">price λ</b>. Drag the price,
        drag the <b class="capacity">capacity S</b>.
      </p>
      <Plot
        name="market"
        label={label}
        height={430}
        x={[0, end]}
        y={[0, most]}
        xTitle="price λ of an edge step"
        yTitle="edge steps"
        onDrag={(x, y, grip) => {
          if (grip === CAPACITY) change({ capacity: Math.max(0, Math.round(y)) });
          else setPrice(x, end);
        }}
        gripAt={({ y }, _, at) => (Math.abs(at - y(capacity)) < NEAR ? CAPACITY : PRICE)}
      >
        {(scales) => (
          <>
            <Bands of={of} scales={scales} />
            <Balance of={of} scales={scales} />
          </>
        )}
      </Plot>
      <p class="told" role="status">
        {of.capacity === Infinity ? (
          <>There is no limit, so a step is free.</>
        ) : over > 1e-6 * Math.max(1, capacity) ? (
          <>
            At <Num of={hand.price} as="price" /> users want <Num of={hand.demand} as="edge" /> steps:{" "}
            <b class="wrong">{shown(over)} too many</b>. The price is too low.
          </>
        ) : over < -1e-6 * Math.max(1, capacity) && hand.price > 0 ? (
          <>
            At <Num of={hand.price} as="price" /> users want <Num of={hand.demand} as="edge" /> steps:{" "}
            <b>{shown(-over)} stay idle</b>. {tieText(of)}
          </>
        ) : hand.price === 0 ? (
          <>Everyone has what it wants, and steps are left: a step is free.</>
        ) : (
          <>
            At <Num of={hand.price} as="price" /> demand is just the capacity. {splitText(of)}
          </>
        )}
      </p>
      {controls && <MarketControls of={of} />}
    </section>
  );
}

/** The price under the hand, in each view that it changes. */
export function PriceSlider({ of, name, children }: { of: Answer; name: string; children?: ComponentChildren }) {
  const end = of.market.prices.at(-1)!;
  return (
    <Slider
      name={name}
      label="price λ"
      as="price"
      value={Math.min(state.value.price ?? of.hand.price, end)}
      told={of.hand.price}
      min={0}
      max={end}
      onChange={(price) => setPrice(price, end)}
    >
      {children}
    </Slider>
  );
}

function MarketControls({ of }: { of: Answer }) {
  const { capacity, relaxed, market } = of;
  const most = Math.max(10, Math.ceil(1.1 * market.total[0]!));
  return (
    <div class="controls">
      <PriceSlider of={of} name="price">
        <button
          type="button"
          name="settle"
          disabled={state.value.price === undefined && !settling.value}
          onClick={() => settle(of)}
        >
          {settling.value ? "searching …" : "settle"}
        </button>
      </PriceSlider>
      <Slider
        name="capacity"
        label="capacity S"
        as="capacity"
        value={Math.min(state.value.capacity ?? capacity, most)}
        told={capacity}
        unit="steps"
        min={0}
        max={most}
        step={1}
        onChange={(value) => change({ capacity: value })}
      />
      <details>
        <summary>In symbols</summary>
        <p>
          User <i>n</i> is at the edge while <UserRule />. Then it takes the steps{" "}
          <Formula>
            <I>ŝ</I>
            <O>(</O>
            <I as="price">λ</I>
            <O>)</O>
          </Formula>{" "}
          at which one step more saves just <b class="price">λ</b>. The price that clears the market here is{" "}
          <span data-told="clearing">
            <Num of={relaxed.price} as="price" />
          </span>
          ; with whole steps it is{" "}
          <span data-told="price">
            <Num of={of.price} as="price" />
          </span>
          .
        </p>
      </details>
    </div>
  );
}

function UserRule() {
  return (
    <Formula>
      <Sub of="V" by="e" as="edge" />
      <O>(</O>
      <I as="price">λ</I>
      <O>)</O>
      <O>=</O>
      <O>min</O>
      <Sub of="φ" by="e" as="edge" />
      <O>(</O>
      <I>s</I>
      <O>)</O>
      <O>+</O>
      <I as="price">λ</I>
      <I>s</I>
      <O>&lt;</O>
      <Sub of="V" by="l" as="device" />
    </Formula>
  );
}

/** Where the axis of steps ends. */
function marketTop({ market, capacity }: Answer): number {
  const most = market.total.reduce((top, s) => Math.max(top, s), 1);
  return 1.08 * (capacity < Infinity ? Math.min(Math.max(most, capacity), 1.5 * most) : most);
}

/** A price by hand; the price that a market finds is not typed. */
export function setPrice(price: number, end: number): void {
  change({ price: Number(Math.min(Math.max(price, 0), end).toPrecision(5)) });
}

/** Users as stacked areas, who stays longest at the bottom. */
function Bands({ of, scales }: { of: Answer; scales: Scales }) {
  const { market, split, names } = of;
  const { bands, prices, total } = market;
  const selected = state.value.user;
  const drawn = useMemo(() => {
    let low = new Float64Array(prices.length);
    return bands.map(({ demand, users }) => {
      const high = low.map((base, k) => base + demand[k]!);
      const shape = { users, d: area(prices, low, high, scales), low, high };
      low = high;
      return shape;
    });
  }, [market, scales.right, scales.bottom, scales.y(1)]);
  const outline = useMemo(() => path(prices, total, scales), [drawn]);
  const line = scales.y(of.capacity);
  // the same element is not looked at again
  const areas = useMemo(
    () => (
      <g>
        <defs>
          <pattern id="split" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="split-edge" width="6" height="6" />
            <rect class="split-device" width="3" height="6" />
          </pattern>
          <pattern id="idle" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="idle-line" width="1.5" height="7" />
          </pattern>
        </defs>
        {drawn.map(({ users, d, low, high }, k) => {
          const name = users.length === 1 ? names[users[0]!]! : `${users.length} users`;
          const kind = users.includes(split) && users.length === 1 ? "split" : k % 2 === 0 ? "even" : "odd";
          return (
            <path key={users[0]} class={`band ${kind} ${drawn.length > FEW ? "thin" : ""}`} d={d}>
              <title>{`${name}: ${shown(high[0]! - low[0]!)} steps if they are free`}</title>
            </path>
          );
        })}
        <path class="outline" d={outline} />
      </g>
    ),
    [drawn, split],
  );
  const words = useMemo(
    () =>
      drawn.map(({ users, low, high }) => {
        const name = short(names[users[0]!]!);
        if (users.length > 1) return null;
        // where the word ends, so that it does not leave a band that falls
        const end = scales.toX(scales.left + NAME_AT + 7 * name.length);
        const k = Math.max(
          0,
          prices.findIndex((price) => price >= end),
        );
        const [bottom, top] = [scales.y(low[0]!), scales.y(high[k]!)];
        if (bottom - top < NAME_HIGH) return null;
        const middle = (bottom + top) / 2;
        // beside the capacity's line, not under it
        const off = Math.abs(middle - line) > NAME_HIGH / 2 ? 0 : middle < line ? -NAME_HIGH / 2 : NAME_HIGH / 2;
        return (
          <text
            key={users[0]}
            class={users.includes(selected) ? "band-name selected" : "band-name"}
            x={scales.left + NAME_AT}
            y={middle + off + 4}
          >
            {name}
          </text>
        );
      }),
    [drawn, selected, Math.round(line)],
  );
  return (
    <g>
      {areas}
      {words}
    </g>
  );
}

function short(name: string): string {
  return name.length <= 12 ? name : `${name.slice(0, 11)}…`;
}

/** Price, capacity, and what lies between demand and it. */
function Balance({ of, scales }: { of: Answer; scales: Scales }) {
  const { hand, capacity, relaxed, split } = of;
  const { x, y, left, right, top, bottom } = scales;
  const at = x(hand.price);
  const line = Math.max(y(capacity), top);
  const wanted = Math.max(y(hand.demand), top);
  const over = hand.demand > capacity * (1 + 1e-9);
  const limited = capacity < Infinity;
  const splitShare = split < 0 ? "" : shown(100 * relaxed.offload[split]!);
  return (
    <g class="balance">
      {limited && !over && wanted - line > 0.5 && (
        <rect
          class="idle"
          x={Math.min(Math.max(at - IDLE / 2, left), right - IDLE)}
          width={IDLE}
          y={line}
          height={wanted - line}
        />
      )}
      {limited && over && <rect class="over" x={at - OVER / 2} width={OVER} y={wanted} height={line - wanted} />}
      {limited && (
        <>
          <line class="capacity-line" x1={left} x2={right} y1={line} y2={line} />
          <circle class="grip capacity-grip" cx={right - 9} cy={line} r={8} />
          <Tag x={right - 24} y={line - 8} text={`S = ${shown(capacity)}`} as="capacity" within={scales} end />
        </>
      )}
      <line class="price-line" x1={at} x2={at} y1={top} y2={bottom} />
      <circle class="demand-dot" cx={at} cy={wanted} r={5} />
      <circle class="grip price-grip" cx={at} cy={bottom} r={8} />
      <Tag x={at + 8} y={top + 10} text={`λ = ${shown(hand.price)}`} as="price" within={scales} />
      {state.value.price === undefined && split >= 0 && limited && (
        <Tag
          x={at + 10}
          y={line + 18}
          text={fitting(
            right - at - 10,
            `${short(of.names[split]!)} is split: ${splitShare} % at the edge`,
            `${splitShare} % of ${short(of.names[split]!)}`,
          )}
          as="split-text"
          within={scales}
        />
      )}
    </g>
  );
}

/** Who is split at the price that clears the market. */
export function splitText({ split, names, relaxed }: Answer): string {
  if (split < 0) return "Nobody is split.";
  const share = shown(100 * relaxed.offload[split]!);
  return `${names[split]} is indifferent, and is split: ${share} % of it at the edge fills the capacity.`;
}

function tieText({ hand, relaxed, split, names }: Answer): string {
  if (split < 0 || Math.abs(hand.price - relaxed.price) > 0.01 * relaxed.price) return "The price is too high.";
  return `${names[split]} has just left; a little lower it is back, and too many are there.`;
}
