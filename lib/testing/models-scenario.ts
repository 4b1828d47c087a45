/** Random scenarios whose users may choose from several models, one for each seed. */
import { stream } from "../numerics/stream.js";
import type { Model, Scenario } from "../scenario/types.js";
import { compoundScenario } from "./compound-scenario.js";
import { randomScenario } from "./random-scenario.js";
import { workScenario } from "./work-scenario.js";

/**
 * Up to `most` users, most of them with one to three other models: lighter and worse, heavier and better, or like another user's; in
 * every third seed with laws of all kinds and floors, in every fourth with a capacity in work.
 */
export function modelsScenario(seed: number, most = 7): Scenario {
  const next = stream(seed, 17);
  const between = (low: number, high: number): number => low + (high - low) * next();
  const draw = seed % 4 === 0 ? workScenario : seed % 3 === 0 ? compoundScenario : randomScenario;
  const { users, ...rest } = draw(seed, most);
  const model = (workload: number, name: string): Model => {
    const theirs = users[Math.floor(next() * users.length)]!.errorModel;
    const law =
      next() < 0.6
        ? { kind: "exponential" as const, initial: between(0.3, 1.2), decay: between(0.02, 1), floor: between(0, 0.3) }
        : theirs;
    const few = next() < 0.4 ? { maxSteps: 1 + Math.floor(6 * next()) } : {};
    return { name, workload: workload * (next() < 0.3 ? 1 : 2 ** between(-3, 2)), errorModel: law, ...few };
  };
  return {
    ...rest,
    users: users.map((user) => {
      if (next() < 0.2) return user;
      const count = 1 + Math.floor(3 * next());
      return { ...user, models: Array.from({ length: count }, (_, k) => model(user.workload, `other ${k + 1}`)) };
    }),
  };
}
