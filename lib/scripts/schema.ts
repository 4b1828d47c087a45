/** Usage: node schema.js FILE FILE. Writes the JSON Schemas of scenarios, with one edge and with several servers. */
import { writeAside } from "../files/write-aside.js";
import { scenarioJsonSchema, serversJsonSchema } from "./scenario-schema.js";

await writeAside(process.argv[2] ?? "", scenarioJsonSchema());
await writeAside(process.argv[3] ?? "", serversJsonSchema());
