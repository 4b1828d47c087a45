/** The part of Plotly that the pages use. */
declare module "plotly.js-dist" {
  const plotly: {
    react(place: HTMLElement, data: readonly object[], layout: object, config: object): Promise<unknown>;
  };
  export default plotly;
}
