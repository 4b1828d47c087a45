/** The part of Plotly that the pages use. */
declare module "plotly.js-dist" {
  interface Figure {
    readonly data: readonly object[];
    readonly layout: object;
    readonly frames?: readonly object[];
    readonly config: object;
  }
  const plotly: { newPlot(place: HTMLElement, figure: Figure): Promise<unknown> };
  export default plotly;
}
