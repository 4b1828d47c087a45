/** Every law that `errorModel.kind` may name: those of a few parameters, and those made of a list or of other laws. */
import type { CompoundLaw, ErrorLaw } from "./error-law.js";
import { ERROR_LAWS, type ErrorModel, type NestedModel, parameterOf } from "./error-laws.js";
import { mixture } from "./mixture.js";
import type { Part } from "./parts.js";
import { table } from "./table.js";
import { worst } from "./worst.js";

const flat = (law: ErrorLaw) => ({
  ...law,
  numbers: (model: ErrorModel) => law.parameters.map((parameter) => parameterOf(model, parameter)),
  width: () => law.parameters.length,
});
/** The law of an index that `numbersOf` told. */
const lawAt = (index: number): Part => LAWS[index]!;
const inner = (model: NestedModel): number[] => [indexOf(model.kind), ...numbersOf(model)];

/** Those that a model of a few numbers can't say. */
export const COMPOUND_LAWS: readonly [
  CompoundLaw<Extract<ErrorModel, { kind: "table" }>>,
  CompoundLaw<Extract<ErrorModel, { kind: "mixture" }>>,
  CompoundLaw<Extract<ErrorModel, { kind: "worst" }>>,
] = [table, mixture(lawAt, inner), worst(lawAt, inner)];

/** A user's law is its index here (`users.errors.law`). */
export const LAWS = [...ERROR_LAWS.map(flat), ...COMPOUND_LAWS] as readonly (CompoundLaw<ErrorModel> & {
  readonly kind: string;
})[];

/** Every `errorModel.kind`. */
export const ERROR_KINDS: readonly string[] = LAWS.map(({ kind }) => kind);

/** The index in {@link LAWS}; −1 if there is none of that name. */
export function indexOf(kind: string): number {
  return ERROR_KINDS.indexOf(kind);
}

/** The numbers of a model, as its law reads them. */
export function numbersOf(model: ErrorModel): number[] {
  return LAWS[indexOf(model.kind)]!.numbers(model);
}

/** ε̄(s) of a model. */
export function errorOf(model: ErrorModel, s: number): number {
  return LAWS[indexOf(model.kind)]!.value(Float64Array.from(numbersOf(model)), 0, s);
}
