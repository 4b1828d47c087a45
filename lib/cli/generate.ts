import { type Command, InvalidArgumentError } from "commander";
import { writeAside } from "../files/write-aside.js";
import { InputError, printable } from "../input/errors.js";
import { UTILITIES } from "../laws/utility/utilities.js";
import { problemOf } from "../model/problem.js";
import { generateColumns, generateUsers } from "../population/generate.js";
import { ERROR_CHOICES, type GenerateOptions } from "../population/options.js";
import { GPUS, SERVICES, type ServiceName } from "../population/preset.js";
import { toColumns } from "../scenario/columns.js";
import { MOST_STEPS } from "../scenario/range.js";
import { scenarioParts } from "../scenario/scenario-parts.js";
import type { User } from "../scenario/types.js";
import { type Assignments, setter } from "../sweep/set-fields.js";
import { checkTarget, refuseOverwriting } from "./files.js";
import { type Io, print } from "./io.js";
import {
  defaultFirst,
  flagOf,
  number,
  numbersByName,
  oneOf,
  refuseSetTwice,
  seedOption,
  setOption,
  setting,
  usersOf,
  weightsOption,
  weightsSet,
  whole,
} from "./options.js";
import { readTable } from "./scenario-file.js";
import { gathered } from "./text.js";

const UTILITY_KINDS = UTILITIES.map(({ kind }) => kind);

interface Options extends Omit<GenerateOptions, "users" | "seed" | "services" | "stepCapacity"> {
  /** So many drawn users, or the name of a table. */
  readonly users: number | string;
  readonly seed?: number;
  readonly service?: Partial<Record<ServiceName, number>>;
  /** Infinity is unlimited. */
  readonly capacity?: number;
  readonly set?: Assignments;
  readonly out?: string;
}

export function addGenerate(command: Command, io: Io): void {
  command
    .description(
      "Makes a scenario whose users are drawn at random from published measurements of devices, servers and services " +
        "(data/README.md). The same options and seed give the same bytes; more users leave the first ones as they were.",
    )
    .requiredOption(
      "--users <N|FILE.csv>",
      "so many users, at most a million (solve --users makes more), or a table of them",
      (text) => usersOf(text, 1e6),
    )
    .addOption(seedOption("seed of the draw (default 0)"))
    .option("--service <LIST>", `services, with shares or alike: ${SERVICES.join(", ")}`, numbersByName(SERVICES, 1))
    .option("--gpu <NAME>", `the edge server: ${GPUS.join(", ")} (default h100)`, oneOf(GPUS))
    .option("--capacity <N>", "steps that the edge has for all users, or unlimited (default 15 a user)", capacity)
    .option("--edge-max-steps <N>", "most steps of one user at the edge (default 100)", whole(0, MOST_STEPS))
    .option("--device-max-steps <N>", "most steps of one user on a device (default 20)", whole(0, MOST_STEPS))
    .option("--deadline-share <X>", "share of the users who have a deadline (default 0)", number(0, 1))
    .option("--battery-share <X>", "share of the users whose battery is limited (default 0)", number(0, 1))
    .option("--floor-share <X>", "share of the users with a floor of quality (default 0)", number(0, 1))
    .option(
      "--split",
      "tasks may be split between edge and device, to which the latent of the service's model goes down",
    )
    .option(
      "--error-kind <NAME>",
      `${defaultFirst(ERROR_CHOICES)}, the published curve of each service`,
      oneOf(ERROR_CHOICES),
    )
    .option("--utility <NAME>", defaultFirst(UTILITY_KINDS), oneOf(UTILITY_KINDS))
    .addOption(weightsOption("weights other than the usual"))
    .addOption(setOption())
    .option("--name <TEXT>", "name of the scenario")
    .option("--out <FILE>", "write into a file instead of stdout")
    .addHelpText(
      "after",
      `
Examples:
  edgesteps generate --users 50 --seed 1 --out my.json
  edgesteps generate --users measured.csv --gpu b200 --out mine.json
  edgesteps generate --users 20 --service text-to-image-512=3,text-to-video=1 --gpu b200 --capacity 200
  edgesteps generate --users 50 --error-kind measured --floor-share 0.3`,
    )
    .action((options: Options) => run(io, options));
}

/** Fields of the scenario that are options of their own. */
const FIELDS = {
  capacity: "edge.stepCapacity",
  edgeMaxSteps: "edge.maxSteps",
  utility: "utility",
  name: "name",
} as const;

/** Options of the draw, which mean nothing to the users of a table. */
const DRAWING = [
  "seed",
  "service",
  "deviceMaxSteps",
  "deadlineShare",
  "batteryShare",
  "floorShare",
  "split",
  "errorKind",
] as const;

async function run(io: Io, options: Options): Promise<void> {
  const { service, capacity, out, users, seed = 0, set = {}, ...others } = options;
  if (typeof users === "string") {
    const given = DRAWING.find((option) => options[option] !== undefined);
    if (given !== undefined) throw new InputError(`${flagOf(given)}: only drawn users have it, not those of ${users}`);
  }
  const own = Object.entries(FIELDS).filter(([option]) => options[option as keyof typeof FIELDS] !== undefined);
  const flags = Object.fromEntries(own.map(([option, path]) => [path, flagOf(option)]));
  // which takes the place of the steps
  const inWork = capacity === undefined ? {} : { "edge.workCapacity": flagOf("capacity") };
  refuseSetTwice(set, { ...flags, ...inWork, ...weightsSet(options.weights) });
  if (service !== undefined && Object.values(service).every((share) => share === 0)) {
    throw new InputError("--service: at least one share must be > 0");
  }
  if (out !== undefined) checkTarget(out);
  if (out !== undefined && typeof users === "string") refuseOverwriting(out, [users]);
  const table = typeof users === "string" ? readTable(users) : undefined;
  const drawing = {
    ...others,
    users: table?.length ?? (users as number),
    seed,
    ...(service !== undefined && { services: service }),
    ...(capacity !== undefined && { stepCapacity: capacity === Infinity ? null : capacity }),
  };
  const { users: drawn, ...settings } = generateUsers(drawing);
  const { settings: withSet, user, users: changes, refuseBeyond } = setter(set);
  const scenario = setting(() => {
    refuseBeyond(drawing.users);
    const users = !changes ? (table ?? drawn) : (table?.map(user) ?? changed(drawn, user));
    return { ...withSet(settings), users };
  });
  if (scenario.weights.time === 0) {
    // says which users have no best time
    const listed = table !== undefined || changes;
    problemOf(
      listed
        ? toColumns({ ...scenario, users: [...scenario.users] })
        : generateColumns({ ...drawing, weights: scenario.weights }),
    );
  }
  const text = gathered(scenarioParts(scenario));
  if (out === undefined) {
    print(io.stdout, text);
    return;
  }
  await writeAside(out, text);
  io.stdout.write(`The scenario is in ${printable(out)}.\n`);
}

/** Users as `user` makes them, each when it is asked for. */
function changed(users: Iterable<User>, user: (one: User, n: number) => User): Iterable<User> {
  return {
    *[Symbol.iterator]() {
      let n = 0;
      for (const one of users) {
        const at = n++;
        yield setting(() => user(one, at));
      }
    },
  };
}

function capacity(text: string): number {
  if (text === "unlimited") return Infinity;
  try {
    return whole(0)(text);
  } catch {
    throw new InvalidArgumentError("It must be a whole number >= 0, or unlimited.");
  }
}
