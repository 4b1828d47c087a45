import type { Theme } from "../theme.js";
import { ieee } from "./ieee.js";
import { slides } from "./slides.js";

/** The themes by name: the command line and the tests read this list. */
export const themes = { ieee, slides } as const satisfies Readonly<Record<string, Theme>>;
