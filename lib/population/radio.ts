/**
 * The radio link of a user in a macro cell: Shannon rates, an upper bound on what a modem reaches.
 * Values marked [choice] are ours; the others are rows of data/published/radio.csv.
 */
import { nearest } from "../numerics/nearest.js";

export const radio = {
  /** Each way, shared by all [Hz]. */
  bandwidth: 20e6,
  /** Requests that share the bandwidth at a time, equally [choice]. */
  sharedBy: 10,
  /** p↑ [W]. */
  transmitPower: 0.2,
  /** p↓ [W] [choice]. */
  receivePower: 0.1,
  /** The base station's, spread evenly over the bandwidth [dBm]. */
  basePower: 49,
  /** [dBm/Hz]. */
  noiseDensity: -174,
  /** [dB]. */
  baseNoiseFigure: 4,
  /** [dB]. */
  userNoiseFigure: 9,
  /** At 1 km [dB]. */
  pathLoss: 128.1,
  /** For each tenfold distance [dB]. */
  pathLossSlope: 37.6,
  /** Standard deviation of the log-normal shadowing [dB]. */
  shadowing: 8,
  /** Shadowing is clipped at so many standard deviations: who has it worse is out of coverage [choice]. */
  shadowingLimit: 2,
  /** Users are uniform on the ring between these distances [km] [choice]. */
  nearest: 0.035,
  farthest: 0.5,
} as const;

const share = radio.bandwidth / radio.sharedBy;
const dB = (x: number): number => 10 * Math.log10(x);
/** Signal to noise at no loss [dB]; uplink power is spread over one share. */
const uplinkBudget = dB(radio.transmitPower * 1e3) - (radio.noiseDensity + dB(share) + radio.baseNoiseFigure);
const downlinkBudget = radio.basePower - dB(radio.sharedBy) - (radio.noiseDensity + dB(share) + radio.userNoiseFigure);

/** Uplink and downlink rate in whole bit/s, at a distance [km] with this shadowing [dB]. */
export function rates(distance: number, shadowing: number): { uplinkRate: number; downlinkRate: number } {
  const loss = lossAt(distance, shadowing);
  return { uplinkRate: uplinkRate(loss), downlinkRate: downlinkRate(loss) };
}

/** What is lost on the way, at a distance [km] with this shadowing [dB]: likewise [dB]. */
export function lossAt(distance: number, shadowing: number): number {
  return radio.pathLoss + radio.pathLossSlope * Math.log10(distance) + shadowing;
}

/** At this loss [dB], in whole bit/s. */
export function uplinkRate(loss: number): number {
  return shannon(uplinkBudget - loss);
}

/** Likewise. */
export function downlinkRate(loss: number): number {
  return shannon(downlinkBudget - loss);
}

function shannon(signalToNoise: number): number {
  return nearest(share * Math.log2(1 + Math.exp((signalToNoise * Math.LN10) / 10)));
}
