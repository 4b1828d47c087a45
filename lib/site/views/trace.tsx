/** How the algorithm went: who was where in each iterate, what it cost, and whether each problem was solved. */
import { useMemo } from "preact/hooks";
import { worstResidual } from "../../solver/sca/residuals.js";
import { SOLVED } from "../../solver/sca/sca.js";
import type { Answer } from "../answer/answer.js";
import { Num } from "../draw/number.js";
import { Plot, path, type Scales, Tag } from "../draw/plot.js";
import { shown } from "../draw/shown.js";
import { Slider } from "../draw/slider.js";
import { change, chosenUser, iterate } from "../store.js";

const LAMPS = ["stationarity", "primal", "dual", "complementarity"] as const;
/** Names stand beside rows of at least this height [px]. */
const READABLE = 11;

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
            <Num of={step.objective} as="objective" />, penalised <Num of={step.penalisedObjective} as="penalty" />,
            price <Num of={step.price} as="price" />, rounded to a plan of{" "}
            <Num of={step.roundedObjective} as="objective" />.
          </>
        )}
      </p>
      <p class="lead">What a best point fulfils (the KKT conditions), and by how much it fails here:</p>
      <ul class="lamps" aria-label="KKT residuals of this problem">
        {LAMPS.map((name) => {
          const residual = i === 0 ? NaN : step.residuals[name];
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

function Strip({ of }: { of: Answer }) {
  const { steps, start, names, count, market } = of;
  const rows = useMemo(() => rowsOf(of), [steps, start, market]);
  const runs = useMemo(() => runsOf(rows), [rows]);
  const height = Math.min(MOST_HIGH, Math.max(110, 17 * rows.length));
  const named = height / rows.length >= READABLE;
  return (
    <Plot
      name="strip"
      label={`Shares of ${count} users over ${steps.length} iterates; iterate ${iterate.value} is marked.`}
      height={height + 54}
      x={[-0.5, steps.length + 0.5]}
      y={[rows.length, 0]}
      xTitle="iterate"
      counts
      onDrag={(x) => change({ iterate: Math.min(Math.max(Math.round(x), 0), steps.length) })}
    >
      {(scales) => (
        <g>
          <rect class="cover" x={0} y={0} width={scales.left - 1} height={scales.bottom + 6} />
          <Cells runs={runs} scales={scales} gap={named ? 1 : 0} />
          {named &&
            rows.map(({ users }, row) => (
              <text
                key={users[0]}
                class={`row-name ${users.includes(chosenUser.value) ? "selected" : ""}`}
                x={scales.left - 8}
                y={scales.y(row + 0.5) + 4}
                text-anchor="end"
              >
                {names[users[0]!]!.slice(0, 7)}
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

function Cells({ runs, scales, gap }: { runs: readonly Run[]; scales: Scales; gap: number }) {
  return useMemo(
    () => (
      <g>
        {runs.map(({ row, rows, from, to, level }) => (
          <rect
            key={`${row} ${from}`}
            fill={`color-mix(in oklab, var(--edge-fill) ${(100 * level) / LEVELS}%, var(--device-fill))`}
            x={scales.x(from - 0.5)}
            width={Math.max(0.5, scales.x(to + 0.5) - scales.x(from - 0.5) - 1)}
            y={scales.y(row)}
            height={Math.max(0.5, scales.y(row + rows) - scales.y(row) - gap)}
          />
        ))}
      </g>
    ),
    [runs, scales.right, scales.bottom, gap],
  );
}

/** The strip is no higher than this [px]. */
const MOST_HIGH = 340;
/** More users than this share rows, as a row of less than two pixels is not seen. */
const MOST_ROWS = MOST_HIGH / 2;
/** Shades between device and edge. */
const LEVELS = 20;

/** A row: one user, or neighbours in the order of the rows, by their mean share. */
interface Row {
  readonly users: readonly number[];
  /** a⁽⁰⁾, a⁽¹⁾, … */
  readonly shares: readonly number[];
}

/** Who ends at the edge comes first, then who would stay there at a higher price. */
function rowsOf({ start, steps, market: { leaving } }: Answer): Row[] {
  const columns = [start, ...steps.map(({ offload }) => offload)];
  const last = columns.at(-1)!;
  const order = Array.from(start.keys()).sort((a, b) => last[b]! - last[a]! || leaving[b]! - leaving[a]! || a - b);
  const size = Math.ceil(order.length / MOST_ROWS);
  return Array.from({ length: Math.ceil(order.length / size) }, (_, k) => {
    const users = order.slice(k * size, (k + 1) * size);
    return { users, shares: columns.map((a) => users.reduce((sum, n) => sum + a[n]!, 0) / users.length) };
  });
}

/** A rectangle of one shade. */
interface Run {
  readonly row: number;
  readonly rows: number;
  readonly from: number;
  readonly to: number;
  readonly level: number;
}

/** Neighbours that look alike are one; where rows are told apart, along a row alone. */
function runsOf(rows: readonly Row[]): Run[] {
  const across = rows.length > MOST_HIGH / READABLE;
  const found: Run[] = [];
  let above: Run[] = [];
  for (const [row, { shares }] of rows.entries()) {
    const own: Run[] = [];
    let from = 0;
    const levels = shares.map((a) =>
      a === 0 ? 0 : a === 1 ? LEVELS : Math.min(LEVELS - 1, Math.max(1, Math.round(LEVELS * a))),
    );
    for (let i = 1; i <= levels.length; i++) {
      if (i < levels.length && levels[i] === levels[from]) continue;
      own.push({ row, rows: 1, from, to: i - 1, level: levels[from]! });
      from = i;
    }
    const alike =
      across &&
      above.length === own.length &&
      own.every(
        ({ from: f, to, level }, k) => f === above[k]!.from && to === above[k]!.to && level === above[k]!.level,
      );
    if (alike) above = above.map((run) => ({ ...run, rows: run.rows + 1 }));
    else {
      found.push(...above);
      above = own;
    }
  }
  return [...found, ...above];
}

function Objectives({ of }: { of: Answer }) {
  const { steps, dualBound, optimum, sca } = of;
  const numbers = steps.map((_, k) => k + 1);
  const lines = {
    penalised: steps.map(({ penalisedObjective }) => penalisedObjective),
    relaxed: steps.map(({ objective }) => objective),
    rounded: steps.map(({ roundedObjective }) => roundedObjective),
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
      y={[low - 0.12 * room, high + 0.4 * room]}
      xTitle="iterate"
      counts
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
            y1={scales.top + 14}
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
