/** Everything that is fuzzed. */
import { argumentVectors } from "./arguments.js";
import { plans } from "./plans.js";
import { scenarios } from "./scenarios.js";
import { sweeps } from "./sweeps.js";
import { traces, userTables } from "./tables.js";
import type { Target } from "./target.js";
import { worlds } from "./worlds.js";

export const TARGETS = [scenarios, userTables, traces, plans, worlds, sweeps, argumentVectors] as readonly Target[];
