/** Options of {@link generate}. */
import { known, nonNegative } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { ERROR_LAWS, type ErrorLawName } from "../laws/error/error-laws.js";
import type { UtilityName } from "../laws/utility/utilities.js";
import type { Weights } from "../scenario/types.js";
import type { GpuName, ServiceName } from "./preset.js";

/** Shares by name, in any unit; names left out or at 0 do not occur. */
export type Shares<Name extends string> = Readonly<Partial<Record<Name, number>>>;

/** What errors of generated users follow: a law whose parameters are drawn, or `measured`, the published curve of each user's service. */
export type ErrorChoice = ErrorLawName | "measured";
/** Every {@link ErrorChoice}, the default first. */
export const ERROR_CHOICES: readonly ErrorChoice[] = [...ERROR_LAWS.map(({ kind }) => kind), "measured"];

/** What a scenario is drawn from. */
export interface GenerateOptions {
  /** Number of users, ≥ 1. */
  readonly users: number;
  /** Integer in 0 … 2³² − 1. The same options and seed give the same bytes; more users leave the first ones as they were. */
  readonly seed: number;
  readonly name?: string;
  /** One service, or the share of each. Default `text-to-image-512`. */
  readonly services?: ServiceName | Shares<ServiceName>;
  /** Share of each device, by its name in the presets, among those that run the user's service. Default all alike. */
  readonly devices?: Shares<string>;
  /** The edge server's GPU. Default `h100`. */
  readonly gpu?: GpuName;
  /** Steps that the edge assigns in one round; `null` is unlimited. Default 15 a user. */
  readonly stepCapacity?: number | null;
  /** Most steps of one task at the edge. Default 100. */
  readonly edgeMaxSteps?: number;
  /** Most steps of one task on a device that runs its service. Default 20. */
  readonly deviceMaxSteps?: number;
  /** Share of the users who have a deadline, in [0, 1]. Default 0. */
  readonly deadlineShare?: number;
  /** Share of the users whose battery is limited, in [0, 1]. Default 0. */
  readonly batteryShare?: number;
  /** Share of the users with a floor of quality, in [0, 1]. Default 0. */
  readonly floorShare?: number;
  /** Whether tasks may be split between edge and device (MODEL.md §12): `edge.split`, and the latents of the services' models. Default false. */
  readonly split?: boolean;
  /** Default `exponential`. */
  readonly errorKind?: ErrorChoice;
  /** Default `linear`. */
  readonly utility?: UtilityName;
  /** Those left out are as in `defaultWeights`. */
  readonly weights?: Readonly<Partial<Weights>>;
}

/**
 * The names whose share is > 0, in the order of `names`, so that the order of the option's fields does not matter.
 * @throws InputError if a name is unknown, a share is negative or not finite, or none is > 0.
 */
export function positiveShares<Name extends string>(
  option: string,
  given: Shares<Name>,
  names: Readonly<Record<Name, unknown>>,
): { name: Name; share: number }[] {
  for (const [name, value] of Object.entries<number | undefined>(given)) {
    known(option, name, names);
    nonNegative(`${option}["${name}"]`, value ?? 0);
  }
  const present = (Object.keys(names) as Name[])
    .map((name) => ({ name, share: given[name] ?? 0 }))
    .filter(({ share }) => share > 0);
  if (present.length === 0) throw new InputError(`${option}: at least one share must be > 0`);
  return present;
}
