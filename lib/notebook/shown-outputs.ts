import type { Output } from "./nbformat.js";

type Display = Extract<Output, { output_type: "display_data" }>;

/** A message of Jupyter's protocol that shows or updates a bundle. */
interface DisplayMessage {
  readonly data: Display["data"];
  readonly metadata: object;
  readonly transient?: { readonly display_id?: string };
}

/** What the cells of a session have shown, in order. */
export class ShownOutputs {
  readonly cells: Output[][] = [];
  readonly #displays = new Map<string, Display>();

  startCell(): void {
    this.cells.push([]);
  }

  add(output: Output): void {
    this.cells.at(-1)!.push(output);
  }

  /** Text printed in pieces is one output, however the pieces were timed. */
  readonly stream = (name: string, text: string): void => {
    const cell = this.cells.at(-1)!;
    const last = cell.at(-1);
    if (last?.output_type !== "stream" || last.name !== name) this.add({ output_type: "stream", name, text });
    else cell[cell.length - 1] = { ...last, text: last.text + text };
  };

  /** An update replaces what its display showed, in whichever cell. */
  readonly display = ({ data, metadata, transient }: DisplayMessage, update: boolean): void => {
    const id = transient?.display_id;
    const earlier = id === undefined ? undefined : this.#displays.get(id);
    if (update && earlier) {
      Object.assign(earlier, { data, metadata });
      return;
    }
    const output: Display = { output_type: "display_data", data, metadata };
    this.add(output);
    if (id !== undefined) this.#displays.set(id, output);
  };
}
