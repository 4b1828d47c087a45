/** What lies between two ends. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}
