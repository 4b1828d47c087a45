/** A chart of curves and points that are told by their coordinates. */
import type { Chart } from "./chart.js";
import { layout, powersOfTen, series } from "./drawing.js";
import { ieee } from "./themes/ieee.js";

export interface CurveChartOptions {
  /** Of the figure; default `curves`. */
  readonly name?: string;
  /** A sentence for those who read or cannot see it. */
  readonly caption: string;
  /** Titles of the axes. */
  readonly x: string;
  readonly y: string;
  /** Names of those that are points with no line between them; one that has a single point always is. */
  readonly points?: readonly string[];
  /** Axes with powers of ten; default neither. */
  readonly log?: "x" | "y" | "xy";
  /** Ends of the axes, in place of what is drawn; powers where an axis has powers of ten. */
  readonly range?: Readonly<Partial<Record<"x" | "y", readonly [from: number, to: number]>>>;
  /** Columns of the page that the figure spans; default 1. */
  readonly columns?: 1 | 2;
  /** Default 2.5. */
  readonly heightInches?: number;
}

/**
 * The chart of what was just computed: for each curve its name and its points.
 *
 *     curveChart({ cost: steps.map((s) => [s, φ(s)]), optimum: [[best, φ(best)]] }, { caption, x: "Steps", y: "Cost" })
 *
 * Points that are no finite numbers are left out.
 * @throws RangeError for more curves than can be told apart.
 */
export function curveChart(
  curves: Readonly<Record<string, readonly (readonly number[])[]>>,
  { name = "curves", caption, x, y, points = [], log, range = {}, ...size }: CurveChartOptions,
): Chart {
  const finite = Object.entries(curves).map(([curve, all]) => ({
    curve,
    at: all.filter(([u, v]) => Number.isFinite(u) && Number.isFinite(v)),
  }));
  const axis = (which: "x" | "y", title: string): object => ({
    title: { text: title },
    ...(log?.includes(which) &&
      powersOfTen(finite.flatMap(({ at }) => at.map((point) => point[which === "x" ? 0 : 1]!)))),
    ...(range[which] && { range: range[which] }),
  });
  return {
    name,
    caption,
    data: finite.map(({ curve, at }, i) => {
      const own = series(i);
      const alone = at.length === 1 || points.includes(curve);
      const size = at.length > 50 ? ieee.markerSize / 1.5 : ieee.markerSize;
      const all = alone && { marker: { ...(own["marker"] as object), maxdisplayed: 0, size } };
      const drawn = { ...own, ...all, mode: alone ? "markers" : "lines", name: curve };
      return { ...drawn, x: at.map(([u]) => u), y: at.map(([, v]) => v) };
    }),
    layout: layout({
      columns: size.columns ?? 1,
      heightInches: size.heightInches ?? 2.5,
      xaxis: axis("x", x),
      yaxis: axis("y", y),
    }),
    table: {
      name,
      columns: [
        { name: "curve", unit: "", description: "Name of the curve." },
        { name: "x", unit: "", description: x },
        { name: "y", unit: "", description: y },
      ],
      rows: finite.flatMap(({ curve, at }) => at.map(([u, v]) => ({ curve, x: u!, y: v! }))),
    },
  };
}
