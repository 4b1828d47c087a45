/** A thread that solves. */
import { answerRequests } from "../../files/thread.js";
import { chunkOwner, memoryOfAnswer } from "../requests.js";

answerRequests(chunkOwner(), memoryOfAnswer);
