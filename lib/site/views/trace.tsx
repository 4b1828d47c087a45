/** How the algorithm went: who was where in each iterate, what it cost, and whether each problem was solved. */
import { useMemo } from "preact/hooks";
import { worstResidual } from "../../solver/sca/residuals.js";
import { SOLVED } from "../../solver/sca/sca.js";
import type { Answer } from "../answer/answer.js";
import { Num } from "../draw/number.js";
import { Plot, path, Tag } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { Slider } from "../draw/slider.js";
import { change, iterate, state } from "../store.js";

const LAMPS = ["stationarity", "primal", "dual", "complementarity"] as const;
/** Names stand beside rows of at least this height [px]. */
const READABLE = 12;

export function Trace({ of }: { of: Answer }) {
  const { steps, penalty } = of;
  const i = iterate.value;
  const step = steps[Math.max(0, i - 1)]!;
  return (
    <section class="view" id="trace" aria-labelledby="trace-title">
      <h2 id="trace-title">Trace</h2>
      <p class="lead">
        Each column is an iterate, each row a user: <b class="device">device</b>, <b class="edge">edge</b>, or between.
        The <b class="penalty">penalised</b> objective only falls; the objective alone may rise.
      </p>
      <Strip of={of} />
      <Objectives of={of} />
      <Slider
        name="iterate"
        label="iterate"
        value={i}
        min={0}
        max={steps.length}
        step={1}
        onChange={(value) => change({ iterate: value })}
      />
      <p class="told">
        {i === 0 ? (
          <>The start: no problem is solved yet.</>
        ) : (
          <>
            P2 number <Num of={i} /> at τ = <Num of={penalty.value} as="penalty" />: objective{" "}
            <Num of={step.objective} as="objective" />, penalised <Num of={step.penalised} as="penalty" />, price{" "}
            <Num of={step.price} as="price" />, rounded to a plan of <Num of={step.rounded} as="objective" />.
          </>
        )}
      </p>
      <ul class="lamps" aria-label="KKT residuals of this problem">
        {LAMPS.map((name) => {
          const residual = i === 0 ? Number.NaN : step.residuals[name];
          return (
            <li key={name} class={residual <= SOLVED ? "lit" : "dark"}>
              {name} <Num of={residual} />
            </li>
          );
        })}
        <li class={i > 0 && worstResidual(step.residuals) <= SOLVED ? "lit" : "dark"}>
          {i === 0 ? "not yet solved" : worstResidual(step.residuals) <= SOLVED ? "solved" : "not solved"}
        </li>
      </ul>
    </section>
  );
}

/** A run of iterates in which a user's share stays. */
interface Run {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

function Strip({ of }: { of: Answer }) {
  const { steps, start, names, count } = of;
  const columns = useMemo(() => [start, ...steps.map(({ offload }) => offload)], [of]);
  const order = useMemo(() => {
    const last = columns.at(-1)!;
    const { leaving } = of.market;
    return Array.from(start.keys()).sort((a, b) => last[b]! - last[a]! || leaving[b]! - leaving[a]! || a - b);
  }, [of]);
  const runs = useMemo(() => runsOf(columns, order), [columns, order]);
  const height = Math.min(340, Math.max(110, 17 * count));
  const named = height / count >= READABLE;
  return (
    <Plot
      name="strip"
      label={`Shares of ${count} users over ${steps.length} iterates; iterate ${iterate.value} is marked.`}
      height={height + 54}
      x={[-0.5, steps.length + 0.5]}
      y={[count, 0]}
      xTitle="iterate"
      onDrag={(x) => change({ iterate: Math.min(Math.max(Math.round(x), 0), steps.length) })}
    >
      {(scales) => (
        <g>
          <rect class="cover" x={0} y={0} width={scales.left - 1} height={scales.bottom + 6} />
          {runs.map(({ row, from, to, share }) => (
            <rect
              key={`${row} ${from}`}
              class="cell"
              style={{ fill: `color-mix(in oklab, var(--edge-fill) ${Math.round(100 * share)}%, var(--device-fill))` }}
              x={scales.x(from - 0.5)}
              width={Math.max(0.5, scales.x(to + 0.5) - scales.x(from - 0.5) - 1)}
              y={scales.y(row)}
              height={Math.max(0.5, scales.y(row + 1) - scales.y(row) - (named ? 1 : 0))}
            />
          ))}
          {named &&
            order.map((n, row) => (
              <text
                key={n}
                class={`row-name ${n === state.value.user ? "selected" : ""}`}
                x={scales.left - 8}
                y={scales.y(row + 0.5) + 4}
                text-anchor="end"
              >
                {names[n]!.slice(0, 7)}
              </text>
            ))}
          <rect
            class="now"
            x={scales.x(iterate.value - 0.5)}
            width={scales.x(1) - scales.x(0) - 1}
            y={scales.top}
            height={scales.bottom - scales.top}
          />
        </g>
      )}
    </Plot>
  );
}

/** Neighbours that look alike are one. */
function runsOf(columns: readonly Float64Array[], order: readonly number[]): Run[] {
  return order.flatMap((n, row) => {
    const runs: Run[] = [];
    let from = 0;
    for (let i = 1; i <= columns.length; i++) {
      const share = columns[from]![n]!;
      if (i < columns.length && Math.abs(columns[i]![n]! - share) < 5e-3) continue;
      runs.push({ row, from, to: i - 1, share });
      from = i;
    }
    return runs;
  });
}

function Objectives({ of }: { of: Answer }) {
  const { steps, dualBound, optimum, sca } = of;
  const numbers = steps.map((_, k) => k + 1);
  const lines = {
    penalised: steps.map(({ penalised }) => penalised),
    relaxed: steps.map(({ objective }) => objective),
    rounded: steps.map(({ rounded }) => rounded),
  };
  const all = [...Object.values(lines).flat(), dualBound, optimum.objective];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(high - low, 1e-6 * Math.abs(high), 1e-9);
  return (
    <Plot
      name="objectives"
      label={`Objective, penalised objective and rounded plan over ${steps.length} iterates, above the bound ${shown(dualBound)}; the plan costs ${shown(sca.objective)}.`}
      height={200}
      x={[-0.5, steps.length + 0.5]}
      y={[low - 0.12 * room, high + 0.2 * room]}
      xTitle="iterate"
      yTitle="cost"
    >
      {(scales) => (
        <g>
          <line
            class="bound-line"
            x1={scales.left}
            x2={scales.right}
            y1={scales.y(dualBound)}
            y2={scales.y(dualBound)}
          />
          <Tag x={scales.left + 6} y={scales.y(dualBound) - 5} text="bound" as="bound" within={scales} />
          {(["rounded", "relaxed", "penalised"] as const).map((name) => (
            <g key={name} class={`trace-${name}`}>
              <path d={path(numbers, lines[name], scales)} />
              {numbers.map((x, k) => (
                <circle key={x} cx={scales.x(x)} cy={scales.y(lines[name][k]!)} r={3} />
              ))}
            </g>
          ))}
          <line
            class="now"
            x1={scales.x(iterate.value)}
            x2={scales.x(iterate.value)}
            y1={scales.top}
            y2={scales.bottom}
          />
          <Legend x={scales.left + 6} y={scales.top + 8} />
        </g>
      )}
    </Plot>
  );
}

const LEGEND = [
  ["penalised", "penalised"],
  ["relaxed", "objective"],
  ["rounded", "rounded plan"],
] as const;

function Legend({ x, y }: { x: number; y: number }) {
  return (
    <g class="legend">
      {LEGEND.map(([name, text], k) => (
        <g key={name} class={`trace-${name}`} transform={`translate(${x + [0, 82, 160][k]!} ${y})`}>
          <circle cx={4} cy={-4} r={4} />
          <text x={12} y={0}>
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}
