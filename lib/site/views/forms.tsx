/** Loose and tight: how cheap each relaxation lets a user stand between its two plans, and what its bound loses by that. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Answer } from "../answer/answer.js";
import type { FormsAnswer, ShareCosts } from "../answer/forms.js";
import { Formula, I, O, Sub } from "../draw/math.js";
import { useNear } from "../draw/near.js";
import { Num } from "../draw/number.js";
import { area, Plot, path, type Scales, Tag } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { Slider } from "../draw/slider.js";
import { change, state } from "../store.js";
import { asked, formsKey, formsOf, studyForms } from "../studies.js";
import { mixedAt, mixedCosts, type Range, within } from "./mixed.js";

export function Forms({ of }: { of: Answer }) {
  const view = useRef<HTMLElement>(null);
  const near = useNear(view);
  const { tight = 0 } = state.value;
  const { hand } = of;
  const pair = pairOf(of);
  const here = formsKey(of);
  useEffect(() => {
    if (near) studyForms({ key: here, tight, price: hand.price, users: pair });
  }, [near, here, tight, hand.price, pair.join(" ")]);
  const now = formsOf(of);
  // what a price alone changes of the answer is not looked at again
  const drawn = useMemo(
    () => now && <Drawn of={of} now={now} tight={tight} />,
    [now, tight, of.optimum, of.dualBound, of.cards.map(({ user }) => user).join(" ")],
  );
  return (
    <section
      class="view wide"
      id="forms"
      aria-labelledby="forms-title"
      ref={view}
      data-asked={asked.forms.value}
      data-answered={now?.id}
    >
      <h2 id="forms-title">Loose and tight</h2>
      <p class="lead">
        A relaxation lets a user stand between <b class="device">device</b> and <b class="edge">edge</b>. Big-M lets it
        do so too cheaply: the curve of its cost sags below the straight line from plan to plan, and so its{" "}
        <b class="bound">bound</b> is low. The perspective form is that line. Slide from one to the other.
      </p>
      {drawn ?? <p class="told waiting">Solving …</p>}
    </section>
  );
}

/** The selected user, and another that has a choice. */
function pairOf(of: Answer): readonly number[] {
  const { user: chosen, other } = state.value;
  const { count, market, relaxed, deviceOpen, edgeOpen } = of;
  const user = Math.min(chosen, count - 1);
  if (other !== undefined && other < count && other !== user) return [user, other];
  const apart = (n: number): number => Math.abs(market.leaving[n]! - relaxed.price);
  const others = Array.from(market.leaving.keys()).filter((n) => n !== user);
  const free = others.filter((n) => deviceOpen[n] === 1 && edgeOpen[n] === 1);
  const rest = free.length > 0 ? free : others;
  return rest.length === 0 ? [user] : [user, rest.reduce((best, n) => (apart(n) < apart(best) ? n : best))];
}

function Drawn({ of, now, tight }: { of: Answer; now: FormsAnswer; tight: number }) {
  const { names, optimum, scale, dualBound } = of;
  const [one, two] = now.users;
  const { bounds, split } = now;
  const [loose, own] = [bounds[0]!.bound, bounds.at(-1)!.bound];
  const gap = (bound: number): number => (100 * (optimum.objective - bound)) / scale;
  return (
    <>
      <div class="controls">
        <Slider
          name="tight"
          label="from loose to tight"
          as="bound"
          value={tight}
          min={0}
          max={1}
          step={0.01}
          marks={[
            { at: 0, text: "big-M" },
            { at: 1, text: "perspective" },
          ]}
          onChange={(value) => change({ tight: value === 0 ? undefined : value })}
        >
          <label>
            beside {names[now.users[0]!.user]}{" "}
            <select
              name="beside"
              value={two?.user ?? ""}
              onChange={(event) => change({ other: Number(event.currentTarget.value) })}
            >
              {of.cards
                .map(({ user }) => user)
                .concat(two === undefined || of.cards.some(({ user }) => user === two.user) ? [] : [two.user])
                .filter((user) => user !== one?.user)
                .map((user) => (
                  <option key={user} value={user}>
                    {names[user]}
                  </option>
                ))}
            </select>
          </label>
        </Slider>
      </div>
      <div class="forms">
        {now.users.map((costs, k) => (
          <Share
            key={costs.user}
            figure={k === 0 ? "share" : "beside"}
            costs={costs}
            name={names[costs.user]!}
            price={now.price}
            tight={tight}
          />
        ))}
        {one !== undefined && two !== undefined && one.shares.length > 0 && two.shares.length > 0 && (
          <Pair one={one} two={two} names={[names[one.user]!, names[two.user]!]} tight={tight} />
        )}
        <Rise of={of} now={now} tight={tight} />
      </div>
      <p class="told" role="status">
        {now.now.tight === tight ? (
          <>
            The bound is{" "}
            <span data-told="form-bound">
              <Num of={now.now.bound} as="bound" />
            </span>
            , <Num of={gap(now.now.bound)} /> % below the {optimum.proven ? "optimum" : "best plan met"}: big-M's is{" "}
            <span data-told="loose-bound">
              <Num of={loose} as="bound" />
            </span>{" "}
            with <Num of={split.loose} /> users split, the perspective form's{" "}
            <span data-told="tight-bound">
              <Num of={own} as="bound" />
            </span>{" "}
            with <Num of={split.tight} />. Whole steps lift it to <Num of={dualBound} as="bound" />.
          </>
        ) : (
          <>Solving for the bound …</>
        )}
      </p>
      <details>
        <summary>In symbols</summary>
        <p>
          Big-M counts one error for both places, <OneError />, and asks only that <Limit of="x" place="l" /> and{" "}
          <Limit of="y" place="e" />: half a user may have all of its steps at one place. At the tightness{" "}
          <Formula>
            <I as="bound">θ</I>
          </Formula>{" "}
          a share costs{" "}
          <Formula>
            <mn>1</mn>
            <O>−</O>
            <I as="bound">θ</I>
          </Formula>{" "}
          of what big-M says and{" "}
          <Formula>
            <I as="bound">θ</I>
          </Formula>{" "}
          of what the perspective form says. That is convex and right at both ends, so it is a relaxation by itself:
          each position has a bound of its own, found at its own best price.
        </p>
      </details>
    </>
  );
}

function OneError() {
  return (
    <Formula>
      <I>ε̄</I>
      <O>(</O>
      <I as="device">x</I>
      <O>+</O>
      <I as="edge">y</I>
      <O>)</O>
    </Formula>
  );
}

/** x ≤ (1 − a)·s̄_l, or y ≤ a·s̄_e. */
function Limit({ of, place }: { of: string; place: "l" | "e" }) {
  const as = place === "l" ? "device" : "edge";
  return (
    <Formula>
      <I as={as}>{of}</I>
      <O>≤</O>
      {place === "l" ? (
        <>
          <O>(</O>
          <mn>1</mn>
          <O>−</O>
          <I>a</I>
          <O>)</O>
        </>
      ) : (
        <I>a</I>
      )}
      <Sub of="s̄" by={place} as={as} />
    </Formula>
  );
}

/** One user: what a share of it at the edge costs, from plan to plan. */
function Share(props: { figure: string; costs: ShareCosts; name: string; price: number; tight: number }) {
  const { figure, costs, name, price, tight } = props;
  const { device, edge, shares, loose } = costs;
  const now = useMemo(() => mixedCosts(costs, tight), [costs, tight]);
  if (shares.length === 0) return <p class="told alone">{`${name} has one place only: there is nothing to relax.`}</p>;
  const best = Math.min(device, edge);
  const at = now.reduce((least, cost, k) => (cost < now[least]! ? k : least), 0);
  const [share, least] = [shares[at]!, now[at]!];
  const [low, high] = [Math.min(...loose), Math.max(device, edge)];
  const room = Math.max(high - low, 1e-9);
  const lost = best - least;
  const told = lost > 1e-9 * Math.abs(best);
  return (
    <Plot
      name={figure}
      label={`What a share of ${name} at the edge costs at the price ${shown(price)}: its device ${shown(device)}, the edge ${shown(edge)}; the cheapest is the share ${shown(share)} for ${shown(least)}, ${shown(lost)} below the better plan.`}
      height={270}
      x={[0, 1]}
      y={[low - 0.3 * room, high + 0.22 * room]}
      xTitle={`share of ${name} at the edge`}
      yTitle="cost"
    >
      {(scales) => {
        const { x, y, top, bottom } = scales;
        const roof = now.map(() => scales.toY(top));
        return (
          <g>
            <path class="relaxed-set" d={area(shares, now, roof, scales)} />
            <path class="loose-curve" d={path(shares, loose, scales)} />
            <line class="chord" x1={x(0)} x2={x(1)} y1={y(device)} y2={y(edge)} />
            <path class="bound-curve" d={path(shares, now, scales)} />
            {told && <line class="lost" x1={x(share)} x2={x(share)} y1={y(least)} y2={y(best)} />}
            {told && <line class="level" x1={x(device < edge ? 0 : 1)} x2={x(share)} y1={y(best)} y2={y(best)} />}
            <circle class="least device" cx={x(0)} cy={y(device)} r={6} />
            <circle class="least edge" cx={x(1)} cy={y(edge)} r={6} />
            <circle class="lowest" cx={x(share)} cy={y(least)} r={5} />
            <Tag
              x={x(0) + 10}
              y={y(device) + (device < edge ? 22 : -10)}
              text={`device ${shown(device)}`}
              as="device"
              within={scales}
            />
            <Tag
              x={x(1) - 10}
              y={y(edge) + (edge < device ? 22 : -10)}
              text={`edge ${shown(edge)}`}
              as="edge"
              within={scales}
              end
            />
            {told && (
              <Tag
                x={device < edge ? x(1) : x(0.5) - 52}
                y={bottom - 8}
                text={`${shown(lost)} too cheap`}
                as="bound"
                within={scales}
                end={device < edge}
              />
            )}
          </g>
        );
      }}
    </Plot>
  );
}

const GRID = Float64Array.from({ length: 101 }, (_, k) => k / 100);

/** Two users together: the shares that cost no more than the best of their four plans. */
function Pair(props: { one: ShareCosts; two: ShareCosts; names: readonly string[]; tight: number }) {
  const { one, two, names, tight } = props;
  const [first, second] = [mixedCosts(one, tight), mixedCosts(two, tight)];
  const plans = [
    { at: [0, 0], cost: one.device + two.device },
    { at: [1, 0], cost: one.edge + two.device },
    { at: [0, 1], cost: one.device + two.edge },
    { at: [1, 1], cost: one.edge + two.edge },
  ] as const;
  const best = Math.min(...plans.map(({ cost }) => cost));
  const slack = 1e-9 * (Math.abs(one.device) + Math.abs(two.device));
  const across = Float64Array.from(new Set([...GRID, ...one.shares])).sort();
  // for each share of the one, the shares of the other that are left
  const spans = Array.from(across, (a): Range | undefined =>
    within(two.shares, second, best + slack - mixedAt(one.shares, first, a)),
  );
  const held = spans.flatMap((span, k) => (span === undefined ? [] : [{ a: across[k]!, ...span }]));
  const xs = held.map(({ a }) => a);
  const lowest = [one.shares[least(first)]!, two.shares[least(second)]!] as const;
  const part = areaOf(held);
  return (
    <Plot
      name="pair"
      label={`Shares of ${names[0]} and ${names[1]} at the edge that cost no more than the best of their four plans, ${shown(best)}: ${shown(100 * part)} % of the square.`}
      height={270}
      x={[-0.06, 1.06]}
      y={[-0.18, 1.14]}
      xTitle={`share of ${names[0]}`}
      yTitle={`share of ${names[1]}`}
    >
      {(scales) => (
        <g>
          <rect
            class="square"
            x={scales.x(0)}
            y={scales.y(1)}
            width={scales.x(1) - scales.x(0)}
            height={scales.y(0) - scales.y(1)}
          />
          <path
            class="relaxed-set outlined"
            d={area(
              xs,
              held.map(({ low }) => low),
              held.map(({ high }) => high),
              scales,
            )}
          />
          {plans.map(({ at: [a, b], cost }) => (
            <g key={`${a}${b}`}>
              <circle class={cost === best ? "plan best" : "plan"} cx={scales.x(a)} cy={scales.y(b)} r={5} />
              <Tag
                x={scales.x(a) + (a === 1 ? -9 : 9)}
                y={scales.y(b) + (b === 1 ? -8 : 18)}
                text={shown(cost)}
                as={cost === best ? "objective" : "error"}
                within={scales}
                end={a === 1}
              />
            </g>
          ))}
          <circle class="lowest" cx={scales.x(lowest[0])} cy={scales.y(lowest[1])} r={5} />
          <Tag
            x={scales.x(0.5) - 56}
            y={scales.y(0.8)}
            text={part > 1e-6 ? `${shown(100 * part)} % too cheap` : "plans alone"}
            as="bound"
            within={scales}
          />
        </g>
      )}
    </Plot>
  );
}

/** The index of the least. */
function least(costs: Float64Array): number {
  return costs.reduce((best, cost, k) => (cost < costs[best]! ? k : best), 0);
}

/** The area between low and high, by trapezia. */
function areaOf(held: readonly (Range & { readonly a: number })[]): number {
  let sum = 0;
  for (let k = 1; k < held.length; k++) {
    const [from, to] = [held[k - 1]!, held[k]!];
    sum += (to.a - from.a) * 0.5 * (from.high - from.low + to.high - to.low);
  }
  return sum;
}

/** The bound of all users over θ, below the optimum. */
function Rise({ of, now, tight }: { of: Answer; now: FormsAnswer; tight: number }) {
  const { optimum } = of;
  const { bounds } = now;
  const [low, high] = [bounds[0]!.bound, Math.max(optimum.objective, bounds.at(-1)!.bound)];
  const room = Math.max(high - low, 1e-9);
  const known = now.now.tight === tight ? now.now.bound : undefined;
  return (
    <Plot
      name="rise"
      label={`The bound of all users from big-M, ${shown(low)}, to the perspective form, ${shown(bounds.at(-1)!.bound)}; the optimum costs ${shown(optimum.objective)}.`}
      height={270}
      x={[0, 1]}
      y={[low - 0.22 * room, high + 0.24 * room]}
      xTitle="from loose (0) to tight (1)"
      yTitle="cost of all"
      onDrag={(x) => change({ tight: Math.round(100 * Math.min(Math.max(x, 0), 1)) / 100 || undefined })}
    >
      {(scales: Scales) => {
        const { x, y, left, right } = scales;
        return (
          <g>
            <line class="objective-line" x1={left} x2={right} y1={y(optimum.objective)} y2={y(optimum.objective)} />
            <Tag
              x={left + 6}
              y={y(optimum.objective) - 7}
              text={`${optimum.proven ? "optimum" : "best plan met"} ${shown(optimum.objective)}`}
              as="objective"
              within={scales}
            />
            <path
              class="bound-curve"
              d={path(
                bounds.map(({ tight: θ }) => θ),
                bounds.map(({ bound }) => bound),
                scales,
              )}
            />
            {known !== undefined && (
              <>
                <line class="lost" x1={x(tight)} x2={x(tight)} y1={y(known)} y2={y(optimum.objective)} />
                <circle class="lowest" cx={x(tight)} cy={y(known)} r={6} />
                <Tag
                  x={x(tight) + (tight > 0.6 ? -8 : 10)}
                  y={y(known) + 20}
                  text={`bound ${shown(known)}`}
                  as="bound"
                  within={scales}
                  end={tight > 0.6}
                />
              </>
            )}
          </g>
        );
      }}
    </Plot>
  );
}
