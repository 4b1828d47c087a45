/** Panels of an outcome against τ with a line for each kind of start: a column for each relaxation. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { errorBars, layout, panelTitle, powersOfTen, series, sideBySide } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { counted, listed } from "../../report/words.js";
import { RELAXATIONS, type RelaxationName } from "../../solver/sca/relaxations.js";
import { STARTS, type Start } from "../../solver/sca/starts.js";

/** A row of panels. */
export interface TauOutcome {
  /** Stem of the columns with the quantiles. */
  readonly outcome: string;
  /** Column of the line. */
  readonly centre: string;
  /** A value as it is drawn. */
  readonly shown: (value: number) => number;
  readonly axis: Readonly<Record<string, unknown>>;
}

interface TauPanels {
  readonly name: string;
  /** Given the kinds of start and, for each row of panels, the relaxations, both in words. */
  readonly caption: (kinds: string, relaxations: readonly string[]) => string;
  readonly heightInches: number;
  /** A row of panels each, one for each relaxation of the table. */
  readonly outcomes: readonly TauOutcome[];
}

/** Starts, as legends call them. */
export const START_LABELS: Readonly<Record<Start, string>> = {
  half: "½",
  local: "all local",
  edge: "all at the edge",
  random: "random",
};
/** Where the continuation, which has no τ of its own, is drawn and has a tick: this part of the smallest τ. */
const LEFT = 0.1;
/** Between starts, as a logarithm of τ. */
const APART = 0.4;
const DISTINCT = 4;

export function tauPanels(table: Table, { name, caption, heightInches, outcomes }: TauPanels): Chart {
  const factors = table.rows.map((row) => Number(row["penaltyFactor"])).filter((factor) => factor > 0);
  const powers = powersOfTen(factors, 2) as { readonly tickvals: number[]; readonly ticktext: string[] };
  const left = LEFT * Math.min(...factors);
  const relaxations = RELAXATIONS.filter((one) => table.rows.some(({ relaxation }) => relaxation === one.name));
  const panels = outcomes.flatMap((outcome) => relaxations.map((relaxation) => ({ relaxation, outcome })));
  const axes = panels.flatMap(({ relaxation, outcome }, i) => [
    [
      `xaxis${suffix(i)}`,
      {
        title: panelTitle(i, "<i>τ</i> over its default", relaxation.label),
        ...powers,
        tickvals: [left, ...powers.tickvals.filter((tick) => tick > left)],
        ticktext: ["cont.", ...powers.ticktext.slice(-powers.tickvals.filter((tick) => tick > left).length)],
      },
    ],
    [`yaxis${suffix(i)}`, outcome.axis],
  ]);
  const inWords = outcomes.map((_, row) =>
    listed(relaxations.map(({ label }, i) => `(${letter(row * relaxations.length + i)}) the ${small(label)}`)),
  );
  return {
    name,
    caption: caption(counted(new Set(table.rows.map(({ start }) => start)).size, "kind"), inWords),
    data: panels.flatMap(({ relaxation, outcome }, i) => traces(table, relaxation.name, outcome, i)),
    layout: layout({
      columns: 2,
      heightInches,
      panels: { rows: outcomes.length, columns: relaxations.length },
      legend: { entrywidthmode: "fraction", entrywidth: 0.19, y: 1.03 },
      ...Object.fromEntries(axes),
    }),
    table: { ...table, name },
  };
}

function letter(panel: number): string {
  return String.fromCharCode(97 + panel);
}

function small(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function traces(
  { rows }: Table,
  relaxation: RelaxationName,
  { outcome, centre, shown }: TauOutcome,
  panel: number,
): PlotlyTrace[] {
  const place = { ...axesOf(panel), showlegend: panel === 0 };
  const of = (start: string): Table["rows"] =>
    rows.filter(
      (row) => row["relaxation"] === relaxation && row["start"] === start && Number(row["penaltyFactor"]) > 0,
    );
  const column = (own: Table["rows"], name: string): number[] => own.map((row) => shown(Number(row[name])));
  const lines = STARTS.map((start, i) => {
    const own = of(start);
    const x = own.map((row) => Number(row["penaltyFactor"]));
    const y = column(own, centre);
    const style = series(i);
    return {
      ...style,
      ...place,
      name: START_LABELS[start],
      legendgroup: start,
      cliponaxis: false,
      x: sideBySide(x, i, STARTS.length, APART),
      y,
      error_y: errorBars(y, column(own, `${outcome}P10`), column(own, `${outcome}P90`)),
    };
  });
  const continuation = rows.find((row) => row["relaxation"] === relaxation && row["penaltyFactor"] === 0)!;
  const smallest = Math.min(...rows.map((row) => Number(row["penaltyFactor"])).filter((factor) => factor > 0));
  return [
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
