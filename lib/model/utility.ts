/** Utility g of reverse diffusion steps, a concave gain, and its derivatives (MODEL.md §1). */
import type { UtilityKind } from "../scenario/types.js";

/** g(s). */
export function utility(kind: UtilityKind, s: number): number {
  return kind === "linear" ? s : Math.log1p(s);
}

/** g′(s) [1/step]. */
export function utilitySlope(kind: UtilityKind, s: number): number {
  return kind === "linear" ? 1 : 1 / (1 + s);
}

/** g″(s) ≤ 0 [1/step²]. */
export function utilityCurvature(kind: UtilityKind, s: number): number {
  return kind === "linear" ? 0 : -1 / ((1 + s) * (1 + s));
}
