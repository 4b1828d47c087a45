/** Users before several servers, drawn from the published measurements of data/README.md. */
import { whole } from "../input/checks.js";
import { stream } from "../numerics/stream.js";
import { shadowing, userId } from "../population/draw.js";
import { prepare } from "../population/generate.js";
import type { GenerateOptions } from "../population/options.js";
import { radio, rates } from "../population/radio.js";
import type { Link } from "../scenario/types.js";
import { collectServers, type ServersColumns } from "./columns.js";
import type { Server, ServersScenario, ServersUser } from "./types.js";

/** What a scenario of several servers is drawn from. */
export interface GenerateServersOptions extends Omit<GenerateOptions, "split"> {
  /** Number of servers, ≥ 1, each with a cell of its own. */
  readonly servers: number;
  /** Steps that each server assigns in one round; `null` is unlimited. Default 15 a user, shared equally. */
  readonly stepCapacity?: number | null;
}

const MOST_SERVERS = 1000;

/** Servers stand on a triangular grid of this width [km] [choice]: the cells, as wide as today's, overlap. */
const SPACING: number = radio.farthest;

/**
 * A scenario of several servers. Users are those of `generate` but for their rates: each stands in the cell of a server drawn evenly, uniform on
 * the ring of the published cell, and reaches every server that is no farther than the cell is wide, each with a shadowing of its own.
 * @throws InputError naming the option, its value and what would be right.
 */
export function generateServers(options: GenerateServersOptions): ServersScenario {
  const { settings, userAt } = prepareServers(options);
  return { ...settings, users: Array.from({ length: options.users }, (_, index) => userAt(index)) };
}

/** The same users as columns, without a list of them on the way. @throws InputError as {@link generateServers}. */
export function generateServersColumns(options: GenerateServersOptions): ServersColumns {
  const { settings, userAt } = prepareServers(options);
  return collectServers(settings, options.users, userAt, userId);
}

function prepareServers({ servers: count, ...options }: GenerateServersOptions): {
  readonly settings: Omit<ServersScenario, "users">;
  readonly userAt: (index: number) => ServersUser;
} {
  whole("servers", count, 1, MOST_SERVERS);
  const { settings, userAt } = prepare(options);
  const { edge, ...others } = settings;
  const stepCapacity =
    options.stepCapacity === undefined ? Math.round(edge.stepCapacity! / count) : options.stepCapacity;
  const servers: Server[] = Array.from({ length: count }, (_, e) => ({ id: `s${e + 1}`, ...edge, stepCapacity }));
  const positions = grid(count);
  const links = (index: number, link: Link): Record<string, Link> => {
    const next = stream((options.seed + OWN) >>> 0, index);
    const home = positions[Math.floor(next() * count)]!;
    const distance = Math.sqrt(radio.nearest ** 2 + (radio.farthest ** 2 - radio.nearest ** 2) * next());
    const angle = 2 * Math.PI * next();
    const [x, y] = [home.x + distance * Math.cos(angle), home.y + distance * Math.sin(angle)];
    const own: Record<string, Link> = {};
    for (const [e, position] of positions.entries()) {
      // so many numbers whether the server is reached or not
      const shadow = shadowing(next(), next());
      const away = position === home ? distance : Math.hypot(x - position.x, y - position.y);
      if (away <= radio.farthest) own[`s${e + 1}`] = { ...link, ...rates(Math.max(radio.nearest, away), shadow) };
    }
    return own;
  };
  return {
    settings: { ...others, servers },
    userAt: (index) => {
      const { link, ...user } = userAt(index);
      return { ...user, links: links(index, link) };
    },
  };
}

/** The stream of a user's place is that of another seed. */
const OWN = 0x9e3779b9;

/** Positions of servers, in rows as long as there are rows, each second row moved by half a width [km]. */
export function grid(count: number): { readonly x: number; readonly y: number }[] {
  const columns = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, e) => {
    const row = Math.floor(e / columns);
    return { x: SPACING * ((e % columns) + (row % 2) / 2), y: (SPACING * row * Math.sqrt(3)) / 2 };
  });
}
