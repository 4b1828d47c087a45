/** How the policies of the dynamic world look, the same in every figure: each has the style of its place here. */

import type { PlotlyTrace } from "../../report/chart.js";
import { series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";

const POLICIES = ["warm", "price", "oracle", "greedy", "static"];

/** Place of a policy's style. */
export function policyStyle(policy: string): number {
  return POLICIES.indexOf(policy);
}

/** The policies of a table, in the order of their styles. */
export function policiesOf({ rows }: Table): string[] {
  return POLICIES.filter((policy) => rows.some((row) => row["policy"] === policy));
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
