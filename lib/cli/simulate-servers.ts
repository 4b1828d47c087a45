/** `simulate` before several servers (MODEL.md §13). */
import { serversOracleBound } from "../dynamic/servers/oracle.js";
import { makeServersPolicy } from "../dynamic/servers/policies.js";
import { serversOutcomes, simulateServers } from "../dynamic/servers/simulate.js";
import { assertServersServable } from "../dynamic/servers/slot.js";
import { makeServersWorld } from "../dynamic/servers/world.js";
import { namesOf } from "../input/checks.js";
import { InputError, nameShown } from "../input/errors.js";
import { type ServersColumns, toServersColumns } from "../servers/columns.js";
import { generateServersColumns } from "../servers/generate.js";
import { SERVERS_METHODS, type ServersMethodName } from "../servers/methods.js";
import type { ServersScenario } from "../servers/types.js";
import { notAbove } from "../solver/certificate/bound.js";
import type { Source } from "./scenario-file.js";
import type { Before } from "./simulated.js";
import { counted } from "./sweep-rows.js";

/** Generated users before `count` servers, and what messages call them. @throws InputError for what makes another scenario. */
export function generatedServers(
  file: string | undefined,
  { users, seed = 0, weights = {}, set = {} }: Source,
  count: number,
): { readonly servers: ServersColumns; readonly source: string } {
  if (file !== undefined) throw new InputError(`--servers ${count}: makes the scenario itself; leave ${file} out`);
  if (typeof users !== "number")
    throw new InputError(`--servers ${count}: is for generated users, not those of ${users}`);
  if (Object.keys(set).length > 0) throw new InputError("--set: is for one edge, or a FILE; --servers makes several");
  const source = `${users} generated users`;
  return { servers: generateServersColumns({ users, servers: count, seed, weights }), source };
}

/** @throws InputError for a policy of one edge. */
export function beforeServers(
  { servers: given }: { readonly servers: ServersScenario | ServersColumns },
  {
    policy = [SERVERS_METHODS[0]!.name],
    handover,
  }: { readonly policy?: readonly string[]; readonly handover: boolean },
): Before {
  const names = namesOf(SERVERS_METHODS);
  const other = policy.find((name) => !names.some((own) => own === name));
  if (other !== undefined) {
    throw new InputError(`--policy ${other}: is of one edge; several servers have ${names.join(", ")}`);
  }
  const scenario = "at" in given ? given : toServersColumns(given);
  const { name, users } = scenario.device;
  const told = [
    nameShown(name) || "without a name",
    counted(users.count, "user"),
    counted(scenario.servers.length, "server"),
  ];
  return {
    columns: scenario.device,
    told: told.join(", "),
    policies: policy,
    made: { servers: scenario.servers.map(({ id }) => id), handover },
    begin: (options, seed) => {
      const world = makeServersWorld(scenario, { ...options, handover }, seed);
      return {
        world,
        assertServable: () => assertServersServable(world),
        run: (own, simulateOptions) => {
          const policies = makeServersPolicy(own as ServersMethodName, world);
          const simulation = simulateServers(world, policies, simulateOptions);
          return { policy: own, simulation, result: serversOutcomes(simulation) };
        },
        bounds: (objective, show) => {
          const { lowerBound } = serversOracleBound(world, (done) => show(`bound: ${Math.round(100 * done)} %`));
          return {
            lowerBound: notAbove(objective, lowerBound, Math.abs(lowerBound)),
            clairvoyant: null,
            prices: null,
          };
        },
      };
    },
  };
}
