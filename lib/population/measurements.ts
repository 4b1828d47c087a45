/** One's own measurements of runs, and what the model's constants are by them (data/README.md, "Your own measurements"). */
import { InputError } from "../input/errors.js";
import type { Interval } from "../numerics/interval.js";
import { studentQuantile } from "../numerics/student-t.js";
import { inRange, RANGE } from "../scenario/range.js";

/** A run at full speed on one device with one model. */
export interface Measurement {
  /** Reverse diffusion steps of the run, whole and ≥ 1. */
  readonly steps: number;
  /** Of the whole run [s], > 0. */
  readonly seconds: number;
  /** Of the whole run [J], > 0: mean watts times seconds, above what it draws when idle. */
  readonly joules: number;
}

/** A number with its 95 % interval, where there are rows enough for one. */
export interface Estimate {
  readonly value: number;
  readonly interval: Interval | undefined;
}

/** What measurements say of a device or a server. */
export interface Measured {
  readonly rows: number;
  /** Slope of the seconds over the steps [s/step]. */
  readonly secondsPerStep: Estimate;
  /** Slope of the joules over the steps [J/step]. */
  readonly joulesPerStep: Estimate;
  /** Seconds of a run beside its steps, which the model does not count [s]; `undefined` where all rows have the same steps. */
  readonly secondsBeside: number | undefined;
  /** f [FLOP/s]. */
  readonly speed: Estimate;
  /** κ [W/(FLOP/s)³]. */
  readonly switchedCapacitance: Estimate;
}

const PROBABILITY = 0.95;

/**
 * f and κ by straight lines through the seconds and the joules over the steps, by least squares. Lines have an intercept where steps
 * differ, so that loading and decoding don't count as steps; else they go through 0.
 * @param workload ω, the work of a step [FLOP/step], > 0. Times depend on ω/f and energies on κω³, which no error in ω changes.
 * @throws InputError without measurements, or where seconds or joules do not rise with the steps.
 */
export function fitMeasurements(measurements: readonly Measurement[], workload: number): Measured {
  const rows = measurements.length;
  if (rows === 0) throw new InputError("measurements: must be at least one");
  const steps = measurements.map((row) => row.steps);
  const seconds = line(
    steps,
    measurements.map((row) => row.seconds),
  );
  const joules = line(
    steps,
    measurements.map((row) => row.joules),
  );
  for (const [what, { slope }] of [
    ["seconds", seconds],
    ["joules", joules],
  ] as const) {
    if (!(slope > 0))
      throw new InputError(
        `${what}: must rise with the steps, but fall or stay; are all rows of one device, one model and full speed?`,
      );
  }
  const freedom = rows - (seconds.intercept === undefined ? 1 : 2);
  const reach = freedom < 1 ? undefined : studentQuantile(PROBABILITY, freedom);
  /** Covariance of two slopes: Σ residual·residual′ / freedom / Σ(s − s̄)². */
  const covariance = (a: Line, b: Line): number =>
    a.residuals.reduce((sum, residual, i) => sum + residual * b.residuals[i]!, 0) / freedom / a.spread;
  const around = ({ slope }: Line, variance: number): Interval | undefined => {
    if (reach === undefined) return undefined;
    const half = reach * Math.sqrt(variance);
    return { low: slope - half, high: slope + half };
  };
  const m = seconds.slope;
  const e = joules.slope;
  const secondsInterval = around(seconds, covariance(seconds, seconds));
  // f = ω/m
  const speed = workload / m;
  // P = e/m, κ = P/f³ = e·m²/ω³
  const switchedCapacitance = e / m / speed / speed / speed;
  if (!inRange(speed) || !inRange(switchedCapacitance)) {
    throw new InputError(
      `f is ${speed.toPrecision(3)} FLOP/s and κ ${switchedCapacitance.toPrecision(3)}: must be from ${RANGE}; is the workload in FLOP a step?`,
    );
  }
  // log κ = log e + 2·log m + …: its variance to first order
  const variance =
    covariance(joules, joules) / e / e +
    (4 * covariance(joules, seconds)) / e / m +
    (4 * covariance(seconds, seconds)) / m / m;
  const factor = reach === undefined ? undefined : Math.exp(reach * Math.sqrt(Math.max(0, variance)));
  return {
    rows,
    secondsPerStep: { value: m, interval: secondsInterval },
    joulesPerStep: { value: e, interval: around(joules, covariance(joules, joules)) },
    secondsBeside: seconds.intercept,
    speed: {
      value: speed,
      interval: secondsInterval && {
        low: workload / secondsInterval.high,
        high: secondsInterval.low > 0 ? workload / secondsInterval.low : Number.POSITIVE_INFINITY,
      },
    },
    switchedCapacitance: {
      value: switchedCapacitance,
      interval:
        factor === undefined ? undefined : { low: switchedCapacitance / factor, high: switchedCapacitance * factor },
    },
  };
}

interface Line {
  readonly slope: number;
  readonly intercept: number | undefined;
  readonly residuals: readonly number[];
  /** Σ(s − s̄)², or Σs² through 0. */
  readonly spread: number;
}

function line(x: readonly number[], y: readonly number[]): Line {
  const differ = x.some((value) => value !== x[0]);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [xMean, yMean] = differ ? [mean(x), mean(y)] : [0, 0];
  const spread = x.reduce((sum, value) => sum + (value - xMean) * (value - xMean), 0);
  // slope = Σ(s − s̄)(y − ȳ) / Σ(s − s̄)²
  const slope = x.reduce((sum, value, i) => sum + (value - xMean) * (y[i]! - yMean), 0) / spread;
  const residuals = x.map((value, i) => y[i]! - yMean - slope * (value - xMean));
  return { slope, intercept: differ ? yMean - slope * xMean : undefined, residuals, spread };
}
