/**
 * Checks what a solution says of itself (MODEL.md §7), without the searches that found it: the plan against every constraint, the
 * bound by listing every choice of every user at the stated price, gap and scale, the proof of an optimum, and the residuals of the
 * relaxed answer. Numbers agree where they differ by no more than rounding can explain, a margin that is derived in `choices`.
 */
import { type Violation, violations } from "../model/constraints.js";
import { evaluate, type Plan, type Totals } from "../model/objective.js";
import { toProblem } from "../model/problem.js";
import { capacityOf } from "../scenario/capacity.js";
import { asColumns, type ScenarioColumns } from "../scenario/columns.js";
import { kindsOf } from "../scenario/groups.js";
import type { Scenario } from "../scenario/types.js";
import type { CoreUser } from "../solver/certificate/exact.js";
import type { RelaxedPlan, Residuals } from "../solver/sca/iterate.js";
import { relaxationOf } from "../solver/sca/relaxations.js";
import { worstResidual } from "../solver/sca/residuals.js";
import { binaryViolation, penaltySlopes, SOLVED } from "../solver/sca/sca.js";
import type { Status } from "../solver/status.js";
import { ROUNDINGS, UNIT_ROUNDOFF } from "./choices.js";
import { type Listed, type Listing, listKinds, sumListed } from "./lagrangian.js";
import { flawOf } from "./proof.js";

/** What a solution says besides its plan: all fields of `Certified` and, where it has them, of the paper's algorithm. */
export interface Claims {
  readonly status?: Status | undefined;
  readonly objective?: number | undefined;
  readonly price?: number | undefined;
  readonly dualBound?: number | undefined;
  readonly lowerBound?: number | undefined;
  readonly excess?: number | undefined;
  readonly gap?: number | undefined;
  readonly scale?: number | undefined;
  readonly core?: readonly CoreUser[] | undefined;
  readonly relaxed?: RelaxedClaims | undefined;
}

/** What the paper's algorithm says of its last convex problem. */
export interface RelaxedClaims {
  readonly relaxation: string;
  readonly point: RelaxedPlan;
  /** λ of that problem. */
  readonly price: number;
  /** τ. */
  readonly penalty: number;
  readonly linearisedAt: Float64Array;
  readonly binaryViolation: number;
  readonly residuals: Residuals;
  /** Optimum of the relaxation at τ = 0: no plan is better. */
  readonly relaxedObjective: number;
}

/** What the check found. */
export interface Verification {
  readonly violations: readonly Violation[];
  /** Recomputed from the plan alone. */
  readonly objective: number;
  readonly totals: Totals;
  /** What is wrong, a sentence each, the field first; empty where all that was said holds. */
  readonly flaws: readonly string[];
  /** D(price) as recomputed; null where the solution has no certificate. */
  readonly dual: number | null;
  /** What rounding can explain [objective unit]. */
  readonly margin: number;
}

/** @throws InputError for a scenario without a best computation time (MODEL.md §3). */
export function verify(scenario: Scenario | ScenarioColumns, plan: Plan, claims: Claims): Verification {
  const columns = asColumns(scenario);
  return verifyListed(columns, plan, claims, (price) => {
    const kinds = kindsOf(columns.users);
    return { kinds, listed: listKinds(columns, price, kinds.first) };
  });
}

/** The same. @param list Lists every choice at a price. */
export function verifyListed(
  columns: ScenarioColumns,
  plan: Plan,
  claims: Claims,
  list: (price: number) => Listing,
): Verification {
  const violated = violations(columns, plan);
  const { objective, totals, magnitude } = evaluate(columns, plan);
  const flaws: string[] = [];
  const rounding = ROUNDINGS * UNIT_ROUNDOFF * magnitude;
  if (claims.objective !== undefined && !near(claims.objective, objective, rounding)) {
    flaws.push(differs("objective", claims.objective, objective));
  }
  const { price, dualBound } = claims;
  if (violated.length > 0 || price === undefined || dualBound === undefined) {
    return { violations: violated, objective, totals, flaws, dual: null, margin: rounding };
  }
  if (!isPrice(columns, price)) {
    flaws.push(`price: is ${price}; must be >= 0, and 0 where the capacity is unlimited`);
    return { violations: violated, objective, totals, flaws, dual: null, margin: rounding };
  }
  const listed = sumListed(columns, price, plan, list(price));
  const margin = listed.margin + rounding;
  flaws.push(...boundFlaws(columns, { ...claims, price, dualBound }, objective, listed, margin));
  if (claims.relaxed) flaws.push(...relaxedFlaws(columns, claims.relaxed, claims.status, listed, margin));
  else if (claims.status === "converged")
    flaws.push("status: is converged, but what it says of the relaxed answer is not complete");
  return { violations: violated, objective, totals, flaws, dual: listed.dual, margin };
}

/** Whether a price may be one of the scenario. */
export function isPrice({ edge }: ScenarioColumns, price: number): boolean {
  return price >= 0 && (price === 0 || capacityOf(edge) < Infinity);
}

/** What is wrong with bound, excess, gap, scale and proof. */
function boundFlaws(
  columns: ScenarioColumns,
  { status, price, dualBound, lowerBound, excess, gap, scale, core }: Claims & { price: number; dualBound: number },
  objective: number,
  listed: Listed,
  margin: number,
): string[] {
  const { dual, distance, magnitude } = listed;
  const flaws: string[] = [];
  const agree = (name: string, stated: number | undefined, found: number, slack: number): void => {
    if (stated === undefined) flaws.push(`${name}: missing beside dualBound`);
    else if (!near(stated, found, slack)) flaws.push(differs(name, stated, found));
  };
  const proven = status === "optimal";
  agree("dualBound", dualBound, dual, margin);
  agree("lowerBound", lowerBound, proven ? objective : dual, margin);
  agree("excess", excess, proven ? 0 : Math.max(0, distance), proven ? 0 : margin);
  // |D|, or 1, where the plan that is best for everyone costs nothing
  const alone = Math.abs(dual) || 1;
  const [least, largest] = magnitude;
  const costsNothing = largest === 0 || (least === 0 && near(scale ?? 0, alone, margin));
  agree("scale", scale, costsNothing ? alone : Math.min(Math.max(scale ?? 0, least), largest), margin);
  if (excess !== undefined && scale !== undefined)
    agree("gap", gap, excess / scale, 4 * UNIT_ROUNDOFF * (excess / scale));
  if (proven) {
    const flaw = flawOf(columns, price, listed, core ?? []);
    if (flaw !== null) flaws.push(flaw);
  }
  return flaws;
}

/** What is wrong with the relaxed answer. */
function relaxedFlaws(
  columns: ScenarioColumns,
  { relaxation, point, price, penalty, linearisedAt, residuals, relaxedObjective, ...stated }: RelaxedClaims,
  status: Status | undefined,
  { dual }: Listed,
  margin: number,
): string[] {
  const flaws: string[] = [];
  const problem = toProblem(columns);
  const penaltySlope = penaltySlopes(linearisedAt, penalty);
  const found = relaxationOf(relaxation).residuals(problem, { ...point, price }, penaltySlope);
  for (const name of ["stationarity", "primal", "dual", "complementarity"] as const) {
    if (!near(residuals[name], found[name], SOLVED / 100)) {
      flaws.push(differs(`residuals.${name}`, residuals[name], found[name]));
    }
  }
  const worst = worstResidual(found);
  if (status === "converged" && !(worst <= SOLVED)) {
    flaws.push(`status: is converged, but the largest residual is ${worst}, more than ${SOLVED}`);
  }
  const violation = binaryViolation(point.offload);
  if (!near(stated.binaryViolation, violation, 4 * UNIT_ROUNDOFF * point.offload.length)) {
    flaws.push(differs("binaryViolation", stated.binaryViolation, violation));
  }
  // the relaxation with real steps is below the dual with whole steps
  if (!(relaxedObjective <= dual + margin)) {
    flaws.push(`relaxedObjective: is ${relaxedObjective}, above the Lagrangian dual ${dual}`);
  }
  return flaws;
}

function near(stated: number, found: number, slack: number): boolean {
  return Math.abs(stated - found) <= slack;
}

function differs(name: string, stated: number, found: number): string {
  return `${name}: is ${stated}, but recomputed it is ${Number.isFinite(found) ? found : "no finite number"}`;
}
