/** The iterates of the paper's algorithm as a picture that moves: every user's share, and the penalty with its tangents (MODEL.md §4). */
import { groups } from "d3-array";
import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

const SHARES = Array.from({ length: 41 }, (_, i) => i / 40);

/**
 * A frame for each iterate, the last one as the picture. Tangents are those of the user who is longest between the places.
 * @param table Of the study `scaIterates`.
 */
export function scaIteratesChart(table: Table): Chart {
  const rows = table.rows as readonly { iteration: number; user: string; share: number; penaltyWeight: number }[];
  const τ = rows[0]!.penaltyWeight;
  const iterates = groups(rows, (row) => row.iteration).map(([, own]) => own);
  const between = rows.findLast(({ share }) => share > 0 && share < 1)!.user;
  const penalty = (a: number): number => τ * a * (1 - a);
  const stage = (last: number): PlotlyTrace[] => {
    const trail = iterates.slice(0, last + 1);
    const at = trail.map((own) => own.find(({ user }) => user === between)!.share);
    // the tangent of τa(1 − a) at aᵢ, a little to either side
    const ends = at.flatMap((a) => [Math.max(0, a - 0.25), Math.min(1, a + 0.25), null]);
    const slopes = ends.map((x, i) => {
      const a = at[Math.floor(i / 3)]!;
      return x === null ? null : penalty(a) + τ * (1 - 2 * a) * (x - a);
    });
    const line = { mode: "lines", ...axesOf(1) };
    return [
      { ...markers("earlier", "circle-open", trail.flat()), ...axesOf(0) },
      { ...markers("now", "circle", trail[last]!), ...axesOf(0) },
      { ...series(0), ...line, name: "penalty <i>τa</i>(1 − <i>a</i>)", x: SHARES, y: SHARES.map(penalty) },
      { ...series(1), ...line, name: "its tangents", x: ends, y: slopes },
      {
        ...series(4),
        ...axesOf(1),
        mode: "markers+text",
        name: `${between}, by iterate`,
        x: at,
        y: at.map(penalty),
        text: at.map((a, i) => (a === at[i - 1] ? "" : `${i}`)),
        textposition: "top left",
      },
    ];
  };
  const frames = iterates.map((_, i) => ({ name: `${i}`, data: stage(i) }));
  const share = "Share at the edge <i>a</i>";
  return {
    name: "sca-iterates",
    caption: `Successive convex approximation from ½ with the penalty weight τ = ${τ}: (a) the share of each user, (b) the penalty of a share and the tangents that took its place at the iterates of user ${between}, by number.`,
    data: frames.at(-1)!.data,
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 2 },
      xaxis: { title: panelTitle(0, share, "Users"), range: [-0.08, 1.08] },
      xaxis2: { title: panelTitle(1, share, "Penalty"), range: [-0.08, 1.08] },
      yaxis: { autorange: "reversed", type: "category" },
      yaxis2: { title: { text: "Penalty" }, range: [-0.06 * τ, 0.36 * τ] },
    }),
    table,
    frames,
  };
}

function markers(name: string, symbol: string, rows: readonly { user: string; share: number }[]): PlotlyTrace {
  const { marker, ...look } = series(0);
  const x = rows.map(({ share }) => share);
  const y = rows.map(({ user }) => user);
  return { ...look, mode: "markers", marker: { ...(marker as object), symbol, maxdisplayed: 0 }, name, x, y };
}
