import type { Theme } from "../theme.js";
import { ieee } from "./ieee.js";
import { slides } from "./slides.js";

/** The themes by name. */
export const themes: { readonly ieee: Theme; readonly slides: Theme } = { ieee, slides };
