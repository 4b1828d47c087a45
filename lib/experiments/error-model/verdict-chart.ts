/** Which of two error laws the sources favour, and whether that hangs on one of them. */
import type { Chart } from "../../report/chart.js";
import { errorBars, layout, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";
import { errorLaws } from "./law-styles-chart.js";

/** How far below a pair its shares without one source lie, in rows. */
const BELOW = 0.28;

/** @param table Of the study `errorModelVerdict`. */
export function errorModelVerdictChart(table: Table): Chart {
  const all = table.rows.filter((row) => row["without"] === "none");
  const nameOf = (law: unknown): string => errorLaws.find((one) => one.law === law)!.name;
  const column = (name: string): number[] => all.map((row) => 100 * Number(row[name]));
  const x = column("share");
  const left = all.flatMap(({ law, other }, at) =>
    table.rows
      .filter((row) => row["law"] === law && row["other"] === other && row["without"] !== "none")
      .filter((row) => row["share"] !== "NA")
      .map((row) => ({ x: 100 * Number(row["share"]), y: at + BELOW })),
  );
  const [main, others] = [series(0), series(1)];
  return {
    name: "error-model-verdict",
    caption:
      "Which of two error laws the sources favour: share of the papers and repositories with more series that the first law foretells better, of those that favour either; in brackets how many those are, and how many series they give. Whiskers: Clopper and Pearson's intervals, which hold for all pairs at once with 95 %. Small marks: the share without one source, for each source in turn.",
    data: [
      {
        ...main,
        mode: "markers",
        name: "all sources",
        x,
        y: all.map((_, at) => at),
        error_x: errorBars(x, column("shareCiLow"), column("shareCiHigh")),
        cliponaxis: false,
      },
      {
        ...others,
        mode: "markers",
        marker: { ...(others["marker"] as object), size: 5, symbol: "line-ns-open", maxdisplayed: 0 },
        name: "without one of them",
        x: left.map((point) => point.x),
        y: left.map((point) => point.y),
        cliponaxis: false,
      },
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      xaxis: { title: { text: "Sources in favour (%)" }, range: [-2, 102], tickvals: [0, 25, 50, 75, 100] },
      yaxis: {
        range: [all.length - 0.4, -0.6],
        tickvals: all.map((_, at) => at),
        ticks: "",
        ticktext: all.map(
          ({ law, other, sourcesFor, sourcesAgainst, series: count }) =>
            `${nameOf(law)} before ${nameOf(other)} (${Number(sourcesFor) + Number(sourcesAgainst)}; ${count})`,
        ),
      },
      shapes: [
        { type: "line", layer: "below", x0: 50, x1: 50, yref: "paper", y0: 0, y1: 1, line: { width: 1, dash: "dot" } },
      ],
    }),
    table,
  };
}
