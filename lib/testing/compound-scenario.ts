/** Random scenarios whose users have tables, mixtures and worst cases of error laws, one for each seed. */
import { errorOf } from "../laws/error/all-laws.js";
import type { ErrorModel, InnerModel, NestedModel, PlainModel } from "../laws/error/error-laws.js";
import { stream } from "../numerics/stream.js";
import type { Scenario } from "../scenario/types.js";
import { randomScenario } from "./random-scenario.js";

/** Up to `most` users, some with a floor of quality; in every other seed most tables bend. */
export function compoundScenario(seed: number, most = 8): Scenario {
  const next = stream(seed, 13);
  const between = (low: number, high: number): number => low + (high - low) * next();
  const bends = seed % 2 === 0;
  const plain = (): PlainModel =>
    next() < 0.5
      ? { kind: "exponential", initial: between(0.5, 1.2), decay: between(0.02, 0.3), floor: between(0, 0.1) }
      : { kind: "power", initial: between(0.5, 1.2), exponent: between(0.3, 1.8) };
  /** Points of a falling convex law, most of them at whole steps; where it bends, each moved by up to a half, or a ramp. */
  const table = (): InnerModel => {
    const law = plain();
    const steps = [bends && next() < 0.3 ? between(2, 6) : 1];
    while (next() < 0.75) steps.push(steps.at(-1)! + (next() < 0.8 ? 1 + Math.floor(8 * next()) : between(0.3, 5)));
    const moved = bends && next() < 0.8 ? between(0, 0.5) : 0;
    return { kind: "table", steps, error: steps.map((s) => errorOf(law, s) * (1 + moved * (2 * next() - 1))) };
  };
  const inner = (): InnerModel => (next() < 0.5 ? table() : plain());
  const hedge = <Law extends NestedModel>(laws: readonly Law[]) => {
    const shares = laws.map(() => between(0.1, 1));
    const all = shares.reduce((sum, share) => sum + share, 0);
    return next() < 0.5
      ? { kind: "mixture" as const, weights: shares.map((share) => share / all), laws }
      : { kind: "worst" as const, laws };
  };
  const several = <Law>(law: () => Law): Law[] => Array.from({ length: 1 + Math.floor(3 * next()) }, law);
  const model = (): ErrorModel => {
    if (next() < 0.4) return table();
    return hedge(several((): NestedModel => (next() < 0.25 ? hedge(several(inner)) : inner())));
  };
  const { users, ...rest } = randomScenario(seed, most);
  return {
    ...rest,
    users: users.map(({ maxError: _, ...user }) => {
      if (next() < 0.2) return user;
      const errorModel = model();
      const accepted = errorOf(errorModel, 1 + Math.floor(8 * next() ** 2)) * (next() < 0.5 ? 1 : between(0.97, 1.05));
      return { ...user, errorModel, ...(next() < 0.25 && { maxError: accepted }) };
    }),
  };
}
