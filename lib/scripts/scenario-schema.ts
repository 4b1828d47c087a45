import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { scenarioDefinitions, scenarioSchema } from "../scenario/schema.js";
import { serversSchema } from "../servers/schema.js";

/** The JSON Schema (draft 7) of a scenario's file as text, made of the schema by which scenarios are read. */
export function scenarioJsonSchema(): string {
  return jsonSchema(scenarioSchema, "who asks, what the edge server is like and what counts how much");
}

/** The same of a scenario with several servers. */
export function serversJsonSchema(): string {
  return jsonSchema(serversSchema, "who asks, which edge servers each user reaches and what counts how much");
}

function jsonSchema(made: unknown, what: string): string {
  const { $schema, ...schema } = toJsonSchema(made as GenericSchema, {
    definitions: scenarioDefinitions as Record<string, GenericSchema>,
    // it has no word for spaces around an id, which are left out
    ignoreActions: ["trim"],
    overrideAction: ({ valibotAction, jsonSchema }) =>
      "json" in valibotAction ? { ...jsonSchema, ...(valibotAction.json as object) } : undefined,
  });
  // one of both, and not more
  const limits = { oneOf: [{ required: ["stepCapacity"] }, { required: ["workCapacity"] }] };
  const { edge } = schema.properties as Record<string, object>;
  if (edge !== undefined) Object.assign(edge, limits);
  const title = `A scenario of edgesteps: ${what}`;
  return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`;
}
