import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { layout, panelTitle, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";

/**
 * The computation time as a decision: the same steps computed slower take less energy, and one speed costs least.
 * @param table Of `speedTradeoff`.
 */
export function computationTimeChart(table: Table): Chart {
  const places = [
    { place: "local", name: "Device" },
    { place: "edge", name: "Edge" },
  ];
  const data = places.flatMap(({ place, name }, i) => {
    const points = table.rows.filter(({ place: at }) => at === place);
    const best = points.reduce((least, point) => (Number(point["cost"]) < Number(least["cost"]) ? point : least));
    const draw = (rows: Table["rows"], panel: number, x: string, y: string): PlotlyTrace => ({
      x: rows.map((row) => row[x]),
      y: rows.map((row) => row[y]),
      xaxis: `x${panel}`,
      yaxis: `y${panel}`,
      showlegend: panel === 1,
    });
    const curve = { ...series(i), mode: "lines", name };
    const mark = { ...series(i), mode: "markers", name: `${name}, least cost` };
    return [
      { ...curve, ...draw(points, 1, "computationTime", "energy") },
      { ...mark, ...draw([best], 1, "computationTime", "energy") },
      { ...curve, ...draw(points, 2, "share", "cost") },
      { ...mark, ...draw([best], 2, "share", "cost") },
    ];
  });
  return {
    name: "computation-time",
    caption:
      "The same reverse diffusion steps at both places, computed faster or slower: (a) energy against computation time, (b) cost against speed as a share of full speed. The markers are where the cost is least.",
    data,
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 2 },
      xaxis: {
        title: panelTitle(0, "Computation time (s)", "Energy by time"),
        type: "log",
        dtick: "D2",
        tickformat: "~g",
      },
      yaxis: { title: { text: "Energy (J)" }, type: "log", dtick: 1, tickformat: "~g" },
      xaxis2: { title: panelTitle(1, "Speed / full speed", "Cost by speed"), range: [0, 1.02] },
      yaxis2: { title: { text: "Cost" }, rangemode: "tozero" },
    }),
    table,
  };
}
