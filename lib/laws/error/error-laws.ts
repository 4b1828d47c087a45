/** Every error law: types, files, messages, the command line, charts and tests read this list. */
import type { ErrorLaw, OptionalParameter } from "./error-law.js";
import { exponential } from "./exponential.js";
import type { MixtureModel } from "./mixture.js";
import { power } from "./power.js";
import type { TableModel } from "./table.js";
import type { WorstModel } from "./worst.js";

/** The paper's first. */
const laws = [exponential, power] as const;

/** The error laws of a few parameters, the default of generated users first; of these are fits, generated users and columns. */
export const ERROR_LAWS: readonly ErrorLaw<ErrorLawName>[] = laws;

/** `kind` of a law in {@link ERROR_LAWS}. */
export type ErrorLawName = (typeof laws)[number]["kind"];

/** A law of a few parameters: its kind, and these by name. */
export type PlainModel = ModelOf<(typeof laws)[number]>;

/** A law that is made of no others. */
export type InnerModel = PlainModel | TableModel;

/** What a law may be made of: laws within laws go two deep. */
export type NestedModel = InnerModel | MixtureModel<InnerModel> | WorstModel<InnerModel>;

/** `errorModel` of a user. */
export type ErrorModel = InnerModel | MixtureModel<NestedModel> | WorstModel<NestedModel>;

type ModelOf<Law> =
  Law extends ErrorLaw<infer Kind, infer Required, infer Optional>
    ? { readonly kind: Kind } & { readonly [name in Required]: number } & { readonly [name in Optional]?: number }
    : never;

/** The law of that name. */
export function errorLaw(kind: ErrorLawName): ErrorLaw {
  return ERROR_LAWS.find((law) => law.kind === kind)!;
}

/** A parameter of a model; what it is where it is left out. */
export function parameterOf(model: ErrorModel, parameter: ErrorLaw["parameters"][number]): number {
  const given = (model as Readonly<Record<string, unknown>>)[parameter.name] as number | undefined;
  return given ?? (parameter as Partial<OptionalParameter>).otherwise ?? NaN;
}

/** The model of a law with these parameters, in its order. */
export function errorModelOf(kind: ErrorLawName, parameters: readonly number[]): PlainModel {
  const entries = errorLaw(kind).parameters.map(({ name }, i) => [name, parameters[i]] as const);
  return { kind, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) } as PlainModel;
}
