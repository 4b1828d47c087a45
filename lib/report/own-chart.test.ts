import { expect, test } from "vitest";
import {
  axesOf,
  band,
  bars,
  type Chart,
  errorBars,
  figureTex,
  fromCsv,
  ieee,
  layout,
  panelTitle,
  plotlyJson,
  px,
  restyled,
  series,
  summarise,
  toCsv,
} from "./index.js";

test("a chart of one's own, from CSV to figure, by the door alone", () => {
  const csv = "load,seed,gap,users\n1,1,2,10\n1,2,4,12\n2,1,3,9\n2,2,9,11\n";
  const table = summarise(fromCsv(csv, "runs"), { name: "own", by: ["load"], of: ["gap", "users"], over: "seeds" });
  const column = (name: string): number[] => table.rows.map((row) => Number(row[name]));
  const [x, users] = [column("load"), column("usersMean")];
  const chart: Chart = {
    name: "own",
    caption: "Gap and users against the load.",
    data: [
      { ...band(0, x, column("gapP10"), column("gapP90")), ...axesOf(0) },
      { ...series(0), name: "gap", x, y: column("gapMean"), ...axesOf(0) },
      { ...bars(1), x, y: users, error_y: errorBars(users, column("usersP10"), column("usersP90")), ...axesOf(1) },
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.5,
      panels: { rows: 1, columns: 2 },
      xaxis: { title: panelTitle(0, "Load", "Gap") },
      xaxis2: { title: panelTitle(1, "Load", "Users") },
    }),
    table,
  };
  expect(toCsv(chart.table).split("\n").slice(0, 2)).toEqual([
    "load,seeds,gapMean,gapP10,gapP90,usersMean,usersP10,usersP90",
    "1,2,3,2.2,3.8,11,10.2,11.8",
  ]);
  expect(figureTex(chart)).toContain("\\begin{figure*}");
  expect(plotlyJson(restyled(chart, { theme: { ...ieee, textSize: px(10) } }))).toContain(`"size":${px(10)}`);
});
