/** How the policies of the dynamic world look, the same in every figure. */

import { POLICIES } from "../../dynamic/policies/policies.js";
import type { PolicyKind } from "../../dynamic/policies/policy.js";
import type { PlotlyTrace } from "../../report/chart.js";
import { series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";

/** Of the oracle bound, which is drawn beside policies. */
const ORACLE = { name: "oracle", style: 2 };

const styled = [...(POLICIES as readonly PolicyKind[]), ORACLE]
  .flatMap(({ name, style }) => (style === undefined ? [] : { name, style }))
  .sort((a, b) => a.style - b.style);

/** Place of a policy's style. */
export function policyStyle(policy: string): number {
  return styled.find(({ name }) => name === policy)!.style;
}

/** The policies of a table that have a style, in the order of their styles. */
export function policiesOf({ rows }: Table): string[] {
  return styled.map(({ name }) => name).filter((policy) => rows.some((row) => row["policy"] === policy));
}

/** A column of a policy's rows; NaN where it is empty. */
export function policyColumn({ rows }: Table, policy: string, name: string): number[] {
  return rows
    .filter((row) => row["policy"] === policy)
    .map(({ [name]: value }) => (value === "" ? Number.NaN : Number(value)));
}

/** A policy's column against the slot. */
export function policyLine(table: Table, policy: string, name: string): PlotlyTrace {
  return {
    ...series(policyStyle(policy)),
    name: policy,
    legendgroup: policy,
    showlegend: false,
    x: policyColumn(table, policy, "slot"),
    y: policyColumn(table, policy, name),
  };
}
