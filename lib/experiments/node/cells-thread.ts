/** The thread that runs cells of the catalogue's experiments. */
import { answerCells } from "../../sweep/node/crew.js";
import { catalogue } from "../catalogue.js";
import type { CellOf } from "./compute-on-threads.js";

answerCells((names: readonly string[]) => {
  const own = names.map((name) => {
    const { study, options, seed = 0 } = catalogue.find((experiment) => experiment.name === name)!;
    return { study, cells: study.cells(options, seed) };
  });
  return ({ experiment, cell }: CellOf): unknown => {
    const { study, cells } = own[experiment]!;
    return study.find(cells[cell]);
  };
});
