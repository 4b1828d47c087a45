import fc from "fast-check";
import { violations } from "../../model/constraints.js";
import { toColumns } from "../../scenario/columns.js";
import { readScenario, writeScenario } from "../../scenario/schema.js";
import type { Scenario } from "../../scenario/types.js";
import { METHODS, type MethodName } from "../../solver/methods/methods.js";
import { solve } from "../../solver/solve.js";
import { modelsScenario } from "../models-scenario.js";
import { randomScenario } from "../random-scenario.js";
import { splitScenario } from "../split-scenario.js";
import { type Edit, edited, editedText, edits, rareTextEdits, type TextEdit } from "./edits.js";
import { answered, refuseEndless, type Target } from "./target.js";

interface Input {
  readonly seed: number;
  readonly edits: readonly Edit[];
  readonly textEdits: readonly TextEdit[];
  readonly method: MethodName;
}

/** States of `exact`: past them it answers with the best that it met. */
const STATES = 1e5;
/** The bound may lie above the objective by this part of the scale: rounding. */
const ROUNDING = 1e-9;

/** Scenarios as JSON, read and solved. */
export const scenarios: Target<Input> = {
  name: "scenarios",
  share: 0.4,
  inputs: fc.record({
    seed: fc.nat({ max: 9999 }),
    edits,
    textEdits: rareTextEdits,
    method: fc.constantFrom(...METHODS.map(({ name }) => name)),
  }),
  run: ({ seed, edits, textEdits, method }) => {
    const draw = [modelsScenario, splitScenario, randomScenario][seed % 3]!;
    const drawn = draw(seed, 5);
    const text = editedText(JSON.stringify(edited(drawn, edits)), textEdits);
    return answered(text, () => solved(readScenario(text), method));
  },
};

/** A method's answer to a scenario that was read, whatever it is. */
export function solved(scenario: Scenario, method: MethodName): void {
  const written = writeScenario(scenario);
  if (writeScenario(readScenario(written)) !== written) throw new Error("is not read as it was written");
  const columns = toColumns(scenario);
  const { plan, objective, lowerBound, excess, gap, scale, price, totals } = solve<MethodName>(columns, {
    method,
    ...(method === "exact" && { stateLimit: STATES }),
  });
  refuseEndless({ objective, lowerBound, excess, gap, scale, price, totals });
  for (const column of ["steps", "computationTime"] as const) refuseEndless(Array.from(plan[column]), column);
  const [violation] = violations(columns, plan);
  if (violation !== undefined) throw new Error(`violates ${JSON.stringify(violation)}`);
  if (lowerBound > objective + ROUNDING * scale)
    throw new Error(`bound ${lowerBound} above the objective ${objective}`);
}
