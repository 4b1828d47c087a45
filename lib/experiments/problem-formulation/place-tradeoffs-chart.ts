import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { layout, panelTitle, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";
import { counted } from "../../report/words.js";

/**
 * Device against edge: the cost of the best steps as the link rate changes, their cost and number as the price changes.
 * @param table Of `placeTradeoff`, for at most three users.
 */
export function placeTradeoffsChart(table: Table): Chart {
  const { rows } = table;
  const users = [...new Set(rows.map(({ user }) => String(user)))];
  const data = users.flatMap((user, i) =>
    places.flatMap(({ place, name }, j) => {
      const own = rows.filter((row) => row["user"] === user && row["place"] === place);
      const look = series(2 * i + j);
      const curve = (varied: string, y: "pricedCost" | "steps", panel: number): PlotlyTrace => {
        const points = own.filter((row) => row["varied"] === varied);
        return {
          ...look,
          name: `User ${user}, ${name}`,
          legendgroup: `${user} ${place}`,
          showlegend: panel === 1,
          x: points.map(({ value }) => value),
          y: points.map((row) => row[y]),
          xaxis: `x${panel}`,
          yaxis: `y${panel}`,
        };
      };
      return [curve("rate", "pricedCost", 1), curve("price", "pricedCost", 2), curve("price", "steps", 3)];
    }),
  );
  const scenarioPrice = rows.map((row) => row["scenarioPrice"])[0];
  const priceLine = {
    type: "line",
    y0: 0,
    y1: 1,
    x0: scenarioPrice,
    x1: scenarioPrice,
    line: { width: 1, dash: "3px,2px" },
    name: "scenario’s price",
  };
  const price = "Edge price <i>λ</i> (1/step)";
  const most = Math.max(...rows.map(({ steps }) => Number(steps)));
  return {
    name: "place-tradeoffs",
    caption: `The best steps of ${counted(users.length, "user")} on the device and at the edge: (a) their cost against the link rate, relative to the user's own, while edge steps have no price; (b) their cost and (c) their number against the price of an edge step. The dashed line is the scenario's own price.`,
    data,
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 3 },
      xaxis: {
        title: panelTitle(0, "Link rate, relative", "Cost by link rate"),
        type: "log",
        dtick: 1,
        tickformat: "~g",
      },
      xaxis2: { title: panelTitle(1, price, "Cost by price"), rangemode: "tozero" },
      xaxis3: { title: panelTitle(2, price, "Steps by price"), rangemode: "tozero" },
      yaxis: { title: { text: "Cost of the best steps" }, rangemode: "tozero" },
      yaxis2: { title: { text: "Cost and price of the best steps" }, rangemode: "tozero" },
      yaxis3: { title: { text: "Best steps" }, range: [0, 1.15 * most] },
      shapes: [
        { ...priceLine, xref: "x2", yref: "y2 domain", showlegend: true },
        { ...priceLine, xref: "x3", yref: "y3 domain" },
      ],
    }),
    table,
  };
}

const places = [
  { place: "local", name: "device" },
  { place: "edge", name: "edge" },
];
