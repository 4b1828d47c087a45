import { type Command, Option } from "commander";
import { type Estimate, fitMeasurements, type Measured } from "../population/measurements.js";
import { readMeasurementsCsv } from "../population/measurements-csv.js";
import { SERVICES, type ServiceName } from "../population/preset.js";
import { presets } from "../population/presets.js";
import { sixDigits } from "../population/published.js";
import { about, readText } from "./files.js";
import { type Io, print } from "./io.js";
import { number, oneOf, withJson } from "./options.js";
import { aligned, jsonParts } from "./text.js";

interface Options {
  readonly service?: ServiceName;
  readonly workload?: number;
  readonly json?: boolean;
}

export function addCalibrate(command: Command, io: Io): void {
  command
    .description(
      "From measured runs of one device or server to its speed f and switched capacitance κ, with 95 % intervals, as fields " +
        "to paste into a scenario.",
    )
    .argument("<FILE.csv>", "a run a row: steps, seconds, and watts (mean) or joules, each of the whole run")
    .option(
      "--service <NAME>",
      `whose work a step does: ${SERVICES.join(", ")} (default ${SERVICES[0]})`,
      oneOf(SERVICES),
    )
    .addOption(
      new Option("--workload <W>", "the work of a step itself [FLOP]")
        .argParser(number(1e-60, 1e30))
        .conflicts("service"),
    );
  withJson(command)
    .addHelpText(
      "after",
      `
Examples:
  edgesteps calibrate data/my/phone.csv
  edgesteps calibrate data/my/phone.csv --workload 1.2e13 --json

Measure at full speed, at two numbers of steps or more, so that what a run takes
beside its steps (loading, decoding) is told apart, and the watts above idle.
Three rows or more give intervals.`,
    )
    .action((file: string, options: Options) => run(io, file, options));
}

function run(io: Io, file: string, { service = SERVICES[0], workload: own, json = false }: Options): void {
  const workload = own ?? presets.services[service].workload;
  const csv = readText(file);
  const measured = about(file, () => fitMeasurements(readMeasurementsCsv(csv), workload));
  print(io.stdout, json ? jsonParts(asJson(measured, workload)) : [text(measured, workload)]);
  if (measured.secondsBeside === undefined) {
    io.stderr.write(
      "warning: all rows have the same steps: what a run takes beside its steps counts as part of them\n",
    );
  }
}

function fields(measured: Measured): { readonly speed: number; readonly switchedCapacitance: number } {
  const { speed, switchedCapacitance } = measured;
  return { speed: sixDigits(speed.value), switchedCapacitance: sixDigits(switchedCapacitance.value) };
}

function asJson(measured: Measured, workload: number): object {
  const { rows, secondsPerStep, joulesPerStep, secondsBeside = null, speed, switchedCapacitance } = measured;
  const plain = ({ value, interval }: Estimate): object => ({
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  });
  return {
    workload,
    ...fields(measured),
    rows,
    secondsBeside,
    estimates: {
      secondsPerStep: plain(secondsPerStep),
      joulesPerStep: plain(joulesPerStep),
      speed: plain(speed),
      switchedCapacitance: plain(switchedCapacitance),
    },
  };
}

function text(measured: Measured, workload: number): string {
  const { rows, secondsPerStep, joulesPerStep, secondsBeside, speed, switchedCapacitance } = measured;
  const told = ({ value, interval }: Estimate, unit: string): string[] => [
    `${digits(value)} ${unit}`,
    interval === undefined ? "" : `95 %: ${digits(interval.low)} to ${upper(interval.high)}`,
  ];
  const table = aligned(
    [
      ["rows", `${rows}`, interval(measured) ? "" : "too few for intervals"],
      ["seconds a step", ...told(secondsPerStep, "s")],
      ["joules a step", ...told(joulesPerStep, "J")],
      ...(secondsBeside === undefined
        ? []
        : [["beside the steps", `${digits(secondsBeside)} s`, "a run; the model has no such term"]]),
      ["speed f", ...told(speed, "FLOP/s")],
      ["capacitance κ", ...told(switchedCapacitance, "W/(FLOP/s)³")],
    ],
    true,
  );
  const { speed: f, switchedCapacitance: k } = fields(measured);
  return `${table}
To paste into a scenario, for a user with at most 20 steps on this device:
  "workload": ${workload},
  "device": { "speed": ${f}, "switchedCapacitance": ${k}, "maxSteps": 20 }
or for a server, within "edge":
  "speed": ${f}, "switchedCapacitance": ${k}
`;
}

function interval({ speed }: Measured): boolean {
  return speed.interval !== undefined;
}

function upper(high: number): string {
  return high === Number.POSITIVE_INFINITY ? "no upper end" : digits(high);
}

/** Four digits: measurements have no more. */
function digits(x: number): string {
  return x.toPrecision(4);
}
