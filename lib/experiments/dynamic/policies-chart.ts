/** How the policies of the dynamic world look, the same in every figure. */

import { POLICIES } from "../../dynamic/policies/policies.js";
import type { PolicyKind } from "../../dynamic/policies/policy.js";
import type { PlotlyTrace } from "../../report/chart.js";
import { series } from "../../report/drawing.js";
import { suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { ieee } from "../../report/themes/ieee.js";
import { listed } from "../../report/words.js";

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

/** What policies do, as captions say it: `warm (the paper's algorithm, …), …`; those that have a label. */
export function policiesInWords(policies: readonly string[]): string {
  const kinds = policies.flatMap((policy) => POLICIES.find(({ name }) => name === policy) ?? []);
  return listed(kinds.map(({ name, label }) => `${name} (${label})`));
}

/** Marks in panel `panel` the slots from `from` to before `until` in which the server has an outage. */
export function outageMark(panel: number, from: number, until: number): object {
  return {
    type: "rect",
    xref: `x${suffix(panel)}`,
    yref: `y${suffix(panel)} domain`,
    x0: from,
    x1: until,
    y0: 0,
    y1: 1,
    line: { color: ieee.ink, width: ieee.ruleWidth, dash: "1.5px,1.5px" },
    label: { text: "outage", textposition: "top center", font: { size: ieee.textSize } },
  };
}

/** A column of a policy's rows; NaN where it is empty. */
export function policyColumn({ rows }: Table, policy: string, name: string): number[] {
  return rows
    .filter((row) => row["policy"] === policy)
    .map(({ [name]: value }) => (value === "" ? NaN : Number(value)));
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
