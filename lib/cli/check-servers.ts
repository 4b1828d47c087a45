import { printable } from "../input/errors.js";
import { checkServersSolution, type ServersVerification } from "../servers/check.js";
import { parseServersClaims } from "../servers/claims.js";
import { toServersColumns } from "../servers/columns.js";
import { CommandFailure } from "./failure.js";
import { about } from "./files.js";
import { type Io, print } from "./io.js";
import type { ServersFile } from "./scenario-file.js";
import { certificateHolds, flawLines, flawsRow, totalsRows } from "./summary.js";
import { aligned, figure, jsonParts } from "./text.js";

/** `check` of a plan before several servers (MODEL.md §13). @throws CommandFailure (1, 3) for what does not hold. */
export function checkServersFile(
  io: Io,
  { servers, source }: ServersFile,
  value: unknown,
  planFile: string,
  json: boolean,
): void {
  const columns = toServersColumns(servers);
  const claims = about(planFile, () => parseServersClaims(value, columns));
  const found = checkServersSolution(columns, claims);
  const { violations, flaws, dual, objective, margin, totals } = found;
  const optimal = claims.status === "optimal";
  const certificate = dual === null ? null : { holds: certificateHolds(flaws), optimal, dualBound: dual };
  const report = { feasible: violations.length === 0, violations, objective, certificate, flaws, margin, totals };
  print(io.stdout, json ? jsonParts(report) : [summary(found, optimal, servers.users.length)]);
  if (violations.length > 0) {
    throw new CommandFailure(3, `${planFile}: constraints of ${printable(source)} violated: ${violations.length}`);
  }
  if (flaws.length > 0) {
    throw new CommandFailure(
      1,
      flaws.map((flaw) => `${planFile}: ${flaw}`),
    );
  }
}

function summary(found: ServersVerification, optimal: boolean, users: number): string {
  const { violations, objective, totals, flaws, dual, margin } = found;
  const certificate = (): string => {
    if (violations.length > 0) return "not gone through";
    if (flaws.length > 0) return flawsRow(flaws);
    if (dual === null) return "no certificate inside";
    return `holds: ${optimal ? "proven optimal" : `no plan is below ${figure(dual, 12)}`}, to ${figure(margin, 2)} of rounding`;
  };
  const rows = [
    ["constraints", violations.length === 0 ? "all kept" : `${violations.length} violated`],
    ["objective", figure(objective, 12)],
    ["certificate", certificate()],
    ...totalsRows(totals, users),
  ];
  const lines = violations.map(({ constraint, message }) => `violated: ${constraint}: ${message}\n`);
  return aligned(rows, true) + lines.join("") + flawLines(flaws);
}
