/** How each error law is named and drawn, in every figure the same. */
import type { ErrorLaw } from "./fit.js";

export const errorLaws: readonly { readonly law: ErrorLaw; readonly name: string; readonly style: number }[] = [
  { law: "exponential", name: "exponential", style: 0 },
  { law: "exponential-floor", name: "exponential + floor", style: 1 },
  { law: "power", name: "power", style: 4 },
  { law: "power-floor", name: "power + floor", style: 3 },
];
