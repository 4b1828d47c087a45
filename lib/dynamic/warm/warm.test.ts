import { describe, expect, it } from "vitest";
import { evaluate } from "../../model/objective.js";
import { stream } from "../../numerics/stream.js";
import { generateColumns } from "../../population/generate.js";
import { replaceUsers, type ScenarioColumns, toColumns } from "../../scenario/columns.js";
import { InfeasibleError } from "../../solver/infeasible.js";
import { solve } from "../../solver/solve.js";
import { compoundScenario } from "../../testing/compound-scenario.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../../testing/long.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { WarmSca } from "./warm.js";

/** The same scenario with a part of its users replaced, and some more or less capacity. */
function changed(columns: ScenarioColumns, others: ScenarioColumns, share: number, seed: number): ScenarioColumns {
  const next = stream(seed, 0);
  const { users } = columns;
  const theirs = Int32Array.from({ length: users.count }, (_, n) => (next() < share ? n % others.users.count : -1));
  const { stepCapacity } = columns.edge;
  const more = stepCapacity == null ? null : stepCapacity + Math.floor(3 * next());
  return {
    ...columns,
    edge: { ...columns.edge, stepCapacity: more },
    users: replaceUsers(users, others.users, theirs),
  };
}

/** @param ties Whether steps of several users may tie, as on straight pieces of a table: then any plan that costs the same will do. */
function expectSamePlans(warm: WarmSca, columns: ScenarioColumns, label: object, ties = false): boolean {
  let plan: ReturnType<typeof solve>["plan"];
  try {
    plan = solve(columns).plan;
  } catch (error) {
    if (error instanceof InfeasibleError) return false;
    throw error;
  }
  const found = warm.solve(columns).plan;
  const [own, theirs] = [found, plan].map((one) => evaluate(columns, one));
  const isTied = ties && Math.abs(own!.objective - theirs!.objective) <= 1e-14 * theirs!.magnitude;
  if (isTied) expect({ ...label, offload: found.offload }).toEqual({ ...label, offload: plan.offload });
  else expect({ ...label, ...found }).toEqual({ ...label, ...plan });
  return true;
}

describe("WarmSca", () => {
  it.each([
    ["", randomScenario, false],
    [", with laws made of tables and laws, but for steps that tie", compoundScenario, true],
  ])(
    "gives the plan of the algorithm from scratch, over random scenarios that change little by little%s",
    MORE_IN_FULL,
    (_, made, ties) => {
      let compared = 0;
      const seeds = shortOrFull(2, 150);
      for (let seed = 1; seed <= seeds; seed++) {
        const warm = new WarmSca();
        let columns = toColumns(made(seed, 60));
        if (columns.weights.time === 0) continue; // others may lack the deadline that it needs
        const others = toColumns(made(seed + 1000, 60));
        for (let k = 0; k < 4; k++) {
          if (expectSamePlans(warm, columns, { seed, k }, ties)) compared += 1;
          columns = changed(columns, others, k === 2 ? 0.8 : 0.1, seed + k);
        }
      }
      expect(compared).toBeGreaterThan(2 * seeds);
    },
  );

  it.each(someOrAll(1, [1, 2, 3]))("does so for thousands of users, seed %d", MORE_IN_FULL, (seed) => {
    const users = shortOrFull(200, 3000);
    const options = { users, deadlineShare: 0.3, batteryShare: 0.3, stepCapacity: 10 * users };
    let columns = generateColumns({ ...options, seed });
    const others = generateColumns({ ...options, seed: seed + 100 });
    const warm = new WarmSca();
    for (let k = 0; k < 5; k++) {
      expectSamePlans(warm, columns, { k });
      columns = changed(columns, others, 0.01, 10 * seed + k);
    }
  });

  it("skips what cannot change the plan: few users are asked again where few have changed", MORE_IN_FULL, () => {
    const options = { users: 400, stepCapacity: 4000 };
    const others = generateColumns({ ...options, seed: 31 });
    const warm = new WarmSca();
    let columns = generateColumns({ ...options, seed: 30 });
    let asked = 0;
    /** The same, whose errors count how often they are asked for. */
    const counted = ({ users, ...settings }: ScenarioColumns): ScenarioColumns => {
      const get = (column: Float64Array, key: string | symbol): unknown => {
        asked++;
        const value: unknown = Reflect.get(column, key);
        return typeof value === "function" ? value.bind(column) : value;
      };
      return {
        ...settings,
        users: { ...users, errors: { ...users.errors, parameters: new Proxy(users.errors.parameters, { get }) } },
      };
    };
    const asks = (solved: () => unknown): number => {
      asked = 0;
      solved();
      return asked;
    };
    asks(() => warm.solve(columns));
    columns = changed(columns, others, 0.01, 1);
    asks(() => warm.solve(columns)); // from now on it knows the steps of all
    for (let k = 2; k < shortOrFull(4, 8); k++) {
      columns = changed(columns, others, 0.01, k);
      const own = counted(columns);
      const again = asks(() => warm.solve(own));
      const anew = asks(() => new WarmSca().solve(own));
      expect(again / anew, `change ${k}: ${again} of ${anew}`).toBeLessThan(0.3);
    }
  });
});
