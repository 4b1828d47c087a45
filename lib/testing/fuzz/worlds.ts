import fc from "fast-check";
import { type ArrivalOptions, PATTERNS } from "../../dynamic/arrivals.js";
import { outcomes } from "../../dynamic/outcomes.js";
import { makePolicy, POLICIES, type PolicyName } from "../../dynamic/policies/policies.js";
import { simulate } from "../../dynamic/simulate.js";
import { CHANNELS, makeWorld, type WorldOptions } from "../../dynamic/world.js";
import { toColumns } from "../../scenario/columns.js";
import { randomScenario } from "../random-scenario.js";
import { answered, refuseEndless, type Target } from "./target.js";

interface Input {
  readonly seed: number;
  readonly options: WorldOptions;
  readonly policy: PolicyName;
}

const number = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: 0.01, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1, 0.1, 1e-300, 1e-9, 1e9, 1e300, Infinity, NaN) },
);
const slot = fc.oneof(
  { weight: 12, arbitrary: fc.nat({ max: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, 1e9) },
);
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

/** As many requests take no time, so many are refused; between them they only take long. */
const FEW = 300;
const REFUSED = 1e7;

/** Without what is absent. */
const defined = <T extends object>(record: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

/** Dynamic worlds, with a policy running through them. */
export const worlds: Target<Input> = {
  name: "dynamic worlds",
  share: 0.05,
  inputs: fc.record({
    seed: fc.nat({ max: 9999 }),
    policy: fc.constantFrom(...POLICIES.map(({ name }) => name)),
    options: fc
      .record({
        slots: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 8 }) }, { weight: 1, arbitrary: slot }),
        slotSeconds: optional(number),
        arrivals: fc
          .record({
            pattern: optional(fc.constantFrom(...PATTERNS)),
            rate: optional(number),
            diurnal: optional(number),
            quiet: optional(slot),
          })
          .map((record) => defined<object>(record)),
        channel: optional(fc.constantFrom(...CHANNELS)),
        capacity: fc
          .record({
            tenants: optional(fc.boolean()),
            outage: optional(fc.record({ from: slot, until: slot, left: number })),
          })
          .map((record) => defined<object>(record)),
        dropCost: optional(number),
      })
      .map((record) => defined<WorldOptions>(record))
      .filter(({ slots = 60, slotSeconds = 1, arrivals = {} }) => {
        const { rate = 1 } = arrivals as ArrivalOptions;
        return !(rate * slots * slotSeconds > FEW && rate * slots * slotSeconds < REFUSED);
      }),
  }),
  run: ({ seed, options, policy }) =>
    answered("NaN", () => {
      const world = makeWorld(toColumns(randomScenario(seed, 4)), options, seed);
      const { requests, capacity, ...sums } = outcomes(simulate(world, makePolicy(policy, world, { seed })));
      refuseEndless({ requests, capacity, ...sums });
      const { arrived, served, late, dropped, inFlight } = requests;
      if (arrived !== world.arrivals.length || served + late + dropped + inFlight !== arrived)
        throw new Error("lost one");
      if (capacity.violations > 0) throw new Error("more steps than there are");
    }),
};
