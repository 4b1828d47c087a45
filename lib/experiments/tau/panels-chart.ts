/** Panels of an outcome against τ with a line for each kind of start: two columns, one for each relaxation. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { counted } from "../../report/words.js";
import { STARTS } from "../../solver/sca/starts.js";

export interface TauPanel {
  readonly relaxation: string;
  /** Stem of the columns with the quantiles. */
  readonly outcome: string;
  /** Column of the line. */
  readonly centre: string;
  readonly title: string;
  /** A value as it is drawn. */
  readonly shown: (value: number) => number;
  readonly axis: Readonly<Record<string, unknown>>;
}

interface TauPanels {
  readonly name: string;
  /** Given the kinds of start in words. */
  readonly caption: (kinds: string) => string;
  readonly heightInches: number;
  readonly panels: readonly TauPanel[];
}

const NAMES: Readonly<Record<string, string>> = {
  half: "½",
  local: "all local",
  edge: "all at the edge",
  random: "random",
};
/** Where the continuation, which has no τ of its own, is drawn: so many decades left of the smallest τ. */
const LEFT = 0.1;
const DISTINCT = 4;

export function tauPanels(table: Table, { name, caption, heightInches, panels }: TauPanels): Chart {
  const factors = table.rows.map((row) => Number(row["penaltyFactor"])).filter((factor) => factor > 0);
  const decades = [...new Set(factors.map((factor) => Math.round(Math.log10(factor))))].filter((k) => k % 2 === 0);
  const axes = panels.flatMap(({ title, axis }, i) => [
    [
      `xaxis${suffix(i)}`,
      {
        title: panelTitle(i, "<i>τ</i> over its default", title),
        type: "log",
        tickvals: decades.map((decade) => 10 ** decade),
        ticktext: decades.map((decade) => (decade === 0 ? "1" : `10<sup>${decade}</sup>`.replace("-", "−"))),
      },
    ],
    [`yaxis${suffix(i)}`, axis],
  ]);
  return {
    name,
    caption: caption(counted(new Set(table.rows.map(({ start }) => start)).size, "kind")),
    data: panels.flatMap((panel, i) => traces(table, panel, i)),
    layout: layout({
      columns: 2,
      heightInches,
      panels: { rows: panels.length / 2, columns: 2 },
      legend: { entrywidthmode: "fraction", entrywidth: 0.19, y: 1.03 },
      ...Object.fromEntries(axes),
    }),
    table: { ...table, name },
  };
}

function traces({ rows }: Table, { relaxation, outcome, centre, shown }: TauPanel, panel: number): PlotlyTrace[] {
  const place = { ...axesOf(panel), showlegend: panel === 0 };
  const of = (start: string): Table["rows"] =>
    rows.filter(
      (row) => row["relaxation"] === relaxation && row["start"] === start && Number(row["penaltyFactor"]) > 0,
    );
  const column = (own: Table["rows"], name: string): number[] => own.map((row) => shown(Number(row[name])));
  const bands = STARTS.map((start, i) => {
    const own = of(start);
    const x = own.map((row) => Number(row["penaltyFactor"]));
    return { ...band(i, x, column(own, `${outcome}P10`), column(own, `${outcome}P90`)), ...place, showlegend: false };
  });
  const lines = STARTS.map((start, i) => {
    const own = of(start);
    const x = own.map((row) => Number(row["penaltyFactor"]));
    const style = series(i);
    return { ...style, ...place, name: NAMES[start], legendgroup: start, cliponaxis: false, x, y: column(own, centre) };
  });
  const continuation = rows.find((row) => row["relaxation"] === relaxation && row["penaltyFactor"] === 0)!;
  const smallest = Math.min(...rows.map((row) => Number(row["penaltyFactor"])).filter((factor) => factor > 0));
  return [
    ...bands,
    ...lines,
    {
      ...series(DISTINCT),
      ...place,
      mode: "markers",
      name: "continuation",
      legendgroup: "continuation",
      cliponaxis: false,
      x: [LEFT * smallest],
      y: [shown(Number(continuation[centre]))],
    },
  ];
}
