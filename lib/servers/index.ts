/** Several edge servers: where each user computes, how many steps, and a price for each server. See MODEL.md §13. */
export { checkServersSolution, type ServersClaims, type ServersVerification } from "./check.js";
export { parseServersClaims } from "./claims.js";
export { type ServersColumns, toServersColumns } from "./columns.js";
export type { ServersLimits } from "./exact.js";
export { type GenerateServersOptions, generateServers, generateServersColumns } from "./generate.js";
export type { ServersMethodName, ServersStatus } from "./methods.js";
export { type ServersPlan, type ServersViolation, serversViolations } from "./plan.js";
export type { ServersProblem } from "./problem.js";
export { parseServersScenario, readServersScenario } from "./schema.js";
export { type ServersOptions, type ServersSolution, solveServers } from "./solve.js";
export type { Server, ServersScenario, ServersUser } from "./types.js";
