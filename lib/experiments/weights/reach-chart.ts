import type { Table } from "../../report/table.js";
import { counted } from "../../report/words.js";

/** How far the weights of a table go from the preset's, before these words. */
export function reach({ about }: Table): string {
  const decades = about?.["decades"];
  return decades === undefined ? "around" : `up to ${counted(Number(decades), "decade")} from`;
}
