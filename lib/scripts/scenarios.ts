/** Usage: node scenarios.js DATA. Makes the example scenarios, and those of other systems. */
import { join } from "node:path";
import { MODELS_OF_THE_FIELD } from "../experiments/field-models/models.js";
import { writeAside } from "../files/write-aside.js";
import { campus30 } from "../population/campus.js";
import { fiveUsers } from "../population/five-users.js";
import { generate } from "../population/generate.js";
import { writeScenario } from "../scenario/schema.js";

const [data = ""] = process.argv.slice(2);
await writeAside(join(data, "scenarios/campus-30.json"), writeScenario(generate(campus30)));
await writeAside(join(data, "scenarios/five-users.json"), writeScenario(fiveUsers));
for (const scenario of MODELS_OF_THE_FIELD) {
  await writeAside(join(data, "models-of-the-field", `${scenario.name}.json`), writeScenario(scenario));
}
