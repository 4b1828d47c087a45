/** The thread that runs cells: `startCrew` starts it. */
import { answerRequests } from "../../files/thread.js";
import type { Cell } from "../cells.js";
import { cellRunner, type Row } from "../run.js";
import type { CrewRequest } from "./crew.js";

let run: (cell: Cell) => Row;

answerRequests((request: CrewRequest): readonly Row[] => {
  if ("cells" in request) return request.cells.map(run);
  run = cellRunner(request.plan);
  return [];
});
