import { errorModelFits } from "../experiments/error-model/fits.js";
import { publishedQuality } from "../experiments/error-model/published-quality.js";
import { once } from "./once.js";

/** The fits of all published series. */
export const publishedFits = once(() => errorModelFits(publishedQuality));
