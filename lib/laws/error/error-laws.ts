/** Every error law: types, files, messages, the command line, charts and tests read this list. */
import type { ErrorLaw } from "./error-law.js";
import { exponential } from "./exponential.js";
import { power } from "./power.js";

/** The paper's first. */
const laws = [exponential, power] as const;

/** The error laws, the default of generated users first. A user's law is its index here (`users.errors.law`). */
export const ERROR_LAWS: readonly ErrorLaw<ErrorLawName>[] = laws;

/** `kind` of a law in {@link ERROR_LAWS}. */
export type ErrorLawName = (typeof laws)[number]["kind"];

/** `errorModel` of a user: the law's kind, and its parameters by name. */
export type ErrorModel = ModelOf<(typeof laws)[number]>;

type ModelOf<Law> =
  Law extends ErrorLaw<infer Kind, infer Required, infer Optional>
    ? { readonly kind: Kind } & { readonly [name in Required]: number } & { readonly [name in Optional]?: number }
    : never;

/** The law of that name. */
export function errorLaw(kind: ErrorLawName): ErrorLaw {
  return ERROR_LAWS.find((law) => law.kind === kind)!;
}

/** The parameters of a model in the order in which its law lists them. */
export function parametersOf(model: ErrorModel): number[] {
  const given: Readonly<Record<string, unknown>> = model;
  return errorLaw(model.kind).parameters.map((parameter) => {
    const otherwise = "otherwise" in parameter ? parameter.otherwise : Number.NaN;
    return (given[parameter.name] as number | undefined) ?? otherwise;
  });
}

/** The model of a law with these parameters, in its order. */
export function errorModelOf(kind: ErrorLawName, parameters: readonly number[]): ErrorModel {
  const entries = errorLaw(kind).parameters.map(({ name }, i) => [name, parameters[i]] as const);
  return { kind, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) } as ErrorModel;
}
