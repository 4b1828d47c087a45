/** The thread that runs a sweep's cells. */
import { cellRunner } from "../run.js";
import { answerCells } from "./crew.js";

answerCells(cellRunner);
