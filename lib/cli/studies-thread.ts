/** The thread that makes tables and charts of the catalogue: {@link withCatalogue} starts it. */
import { catalogue } from "../experiments/catalogue.js";
import { answerRequests } from "../files/thread.js";
import { made, type StudyRequest } from "./studies.js";

answerRequests((request: StudyRequest, progress) => made(catalogue, request, progress));
