/** What a solution's JSON claims besides its plan (MODEL.md §7): as `solve --json` writes it, or as `JSON.stringify` makes of a solution. */
import * as v from "valibot";
import { namesOf } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { finite, show, validate } from "../input/validation.js";
import { asList } from "../model/plan.js";
import type { UserColumns } from "../scenario/columns.js";
import { RELAXATIONS } from "../solver/sca/relaxations.js";
import type { Solution } from "../solver/solution.js";
import { STATUSES } from "../solver/status.js";
import type { Claims } from "./verify.js";

const number = finite("a finite number");
const index = finite("a whole number >= 0", (x) => Number.isInteger(x) && x >= 0);
const copies = finite("a whole number >= 1", (x) => Number.isInteger(x) && x >= 1);
const stated = v.optional(number);

/**
 * The claims of a parsed JSON value. Fields that are missing, or null as for a method without a relaxation, claim nothing.
 * @param users Those of the scenario: a plan of others is refused.
 * @throws InputError naming the path, the value and what would be right, a line each.
 */
export function parseClaims(value: unknown, { count, id }: Pick<UserColumns, "count" | "id">): Claims {
  const column = (entry: v.GenericSchema<unknown, number>) => {
    const expected = `a list with one entry for each of the ${count} users`;
    return v.pipe(v.unknown(), v.transform(asList), v.array(entry, expected), v.length(count, expected));
  };
  const ids = `a list with the ids of the ${count} users`;
  const steps = v.pipe(
    v.nullable(number),
    v.transform((x) => x ?? NaN),
  );
  const schema = v.object({
    status: v.optional(v.picklist(STATUSES, `one of ${STATUSES.join(", ")}`)),
    objective: stated,
    price: stated,
    dualBound: stated,
    lowerBound: stated,
    excess: stated,
    gap: stated,
    scale: stated,
    core: v.nullish(v.array(v.object({ user: index, copies }, "an object with user and copies"), "a list")),
    relaxation: v.optional(v.picklist(namesOf(RELAXATIONS), "a relaxation")),
    penalty: v.nullish(number),
    binaryViolation: v.nullish(number),
    relaxedObjective: v.nullish(number),
    relaxed: v.nullish(v.object({ offload: column(number), localSteps: column(steps), edgeSteps: column(steps) })),
    linearisedAt: v.nullish(column(number)),
    residuals: v.nullish(v.object({ stationarity: number, primal: number, dual: number, complementarity: number })),
    trace: v.optional(v.array(v.object({ price: number }))),
    users: v.optional(v.pipe(v.array(v.string("a text"), ids), v.length(count, ids))),
  });
  const claims = validate(schema, value, "plan");
  for (let n = 0; claims.users !== undefined && n < count; n++) {
    if (claims.users[n] === id(n)) continue;
    throw new InputError(`users[${n}]: must be ${show(id(n))} as in the scenario, not ${show(claims.users[n])}`);
  }
  const { status, objective, price, dualBound, lowerBound, excess, gap, scale } = claims;
  const { relaxation, penalty, binaryViolation, relaxedObjective, relaxed, linearisedAt, residuals, trace } = claims;
  const last = trace?.at(-1)?.price;
  const complete =
    relaxation !== undefined &&
    relaxed &&
    residuals &&
    linearisedAt &&
    last !== undefined &&
    penalty != null &&
    binaryViolation != null &&
    relaxedObjective != null;
  return {
    ...{ status, objective, price, dualBound, lowerBound, excess, gap, scale },
    core: claims.core ?? undefined,
    relaxed: complete
      ? {
          relaxation,
          point: {
            offload: Float64Array.from(relaxed.offload),
            localSteps: Float64Array.from(relaxed.localSteps),
            edgeSteps: Float64Array.from(relaxed.edgeSteps),
          },
          ...{ price: last, penalty, binaryViolation, relaxedObjective, residuals },
          linearisedAt: Float64Array.from(linearisedAt),
        }
      : undefined,
  };
}

/** The claims of a solution as `solve` answers it. */
export function claimsOf(solution: Solution): Claims {
  const { status, objective, price, dualBound, lowerBound, excess, gap, scale } = solution;
  const claims = { status, objective, price, dualBound, lowerBound, excess, gap, scale };
  if ("core" in solution) return { ...claims, core: solution.core };
  if (!("trace" in solution)) return claims;
  const { relaxation, relaxed, penalty, linearisedAt, binaryViolation, residuals, relaxedObjective, trace } = solution;
  const last = trace.at(-1)!.price;
  return {
    ...claims,
    relaxed: {
      relaxation,
      point: relaxed,
      price: last,
      penalty,
      linearisedAt,
      binaryViolation,
      residuals,
      relaxedObjective,
    },
  };
}
