/** What a user may believe its error to be, and what fewer steps are: named as in a page's address. */

/** Its own law, one that is fitted to what is measured, or that itself, point by point. */
export const LAWS = ["own", "exponential", "power", "measured"] as const;
export type Law = (typeof LAWS)[number];

/** Larger ones, or a run that is stopped. */
export const SENSES = ["coarse", "early"] as const;
export type Sense = (typeof SENSES)[number];

/** Samples behind each measured error. */
export const SAMPLES = 16;
