/** Usage: node schema.js FILE. Writes the JSON Schema of scenarios. */
import { writeAside } from "../files/write-aside.js";
import { scenarioJsonSchema } from "./scenario-schema.js";

writeAside(process.argv[2] ?? "", scenarioJsonSchema());
