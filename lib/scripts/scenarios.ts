/** Usage: node scenarios.js DATA_SCENARIOS. Makes the example scenarios. */
import { join } from "node:path";
import { writeAside } from "../files/write-aside.js";
import { campus30 } from "../population/campus.js";
import { fiveUsers } from "../population/five-users.js";
import { generate } from "../population/generate.js";
import { writeScenario } from "../scenario/schema.js";

const [directory = ""] = process.argv.slice(2);
await writeAside(join(directory, "campus-30.json"), writeScenario(generate(campus30)));
await writeAside(join(directory, "five-users.json"), writeScenario(fiveUsers));
