/** Scenarios as files: the same JSON, and the same words for what is wrong, as the command line has. */
import { InputError } from "../../input/errors.js";
import { readScenario, writeScenario } from "../../scenario/schema.js";
import { refuseOthers, withCapacity } from "../answer/answer.js";
import { MOST_DRAWN } from "../scenarios.js";
import { named, openFile, refused, state } from "../store.js";
import { save } from "./save.js";

/** Opens what a file holds, or says what is wrong with it. @param name Of the file. */
export function openText(text: string, name: string): void {
  try {
    const scenario = readScenario(text);
    refuseOthers(scenario);
    if (scenario.users.length > MOST_DRAWN) {
      throw new InputError(`users: the explorer draws at most ${MOST_DRAWN}, not ${scenario.users.length}`);
    }
    openFile(scenario);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    refused.value = error.problems.map((problem) => `${name}: ${problem}`);
  }
}

/** Saves the scenario on the screen, with its capacity. */
export function saveScenario(): void {
  const scenario = withCapacity({ scenario: named.peek().scenario, capacity: state.peek().capacity });
  save(`${scenario.name || "scenario"}.json`, new Blob([writeScenario(scenario)], { type: "application/json" }));
}
