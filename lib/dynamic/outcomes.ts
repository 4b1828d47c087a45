/** What a simulation comes to (MODEL.md §10). */
import { Sum } from "../numerics/sum.js";
import { capacityOf, withCapacity } from "../scenario/capacity.js";
import type { Request, Run } from "./request.js";
import type { Simulation } from "./simulate.js";
import type { Traffic } from "./world.js";

/** A simulation summed up. */
export interface Outcomes {
  readonly requests: {
    readonly arrived: number;
    readonly served: number;
    readonly late: number;
    readonly dropped: number;
    /** Waiting or running at the end. */
    readonly inFlight: number;
  };
  /** Σ of what each request costs; the drop cost for those dropped or still waiting at the end. */
  readonly objective: number;
  /** From arrival to the content, of all who started [s]; null if nobody did. */
  readonly latency: { readonly p50: number | null; readonly p95: number | null; readonly p99: number | null };
  readonly energy: {
    /** Of devices, edge and radio [J]. */
    readonly total: number;
    /** Of the devices' batteries [J]. */
    readonly device: number;
  };
  readonly capacity: {
    /** Largest used part of a slot's capacity [1]; null if it is unlimited. */
    readonly peakUse: number | null;
    /** Slots in which more started at the edge than it has. */
    readonly violations: number;
  };
  /** Part of those who started that went to the edge [1]. */
  readonly offloadedShare: number;
  /** How often a user's request went elsewhere than its one before. */
  readonly switches: number;
}

/** Counts, costs and shares over all requests and slots of a simulation. */
export function outcomes({ world, requests, slots }: Simulation): Outcomes {
  return summedUp(world, requests, slots, (capacity) => capacityOf(withCapacity(world.scenario.edge, capacity)));
}

/** The same of any world. @param uses Of each slot, of several servers each by itself. @param limit What counts as a capacity. */
export function summedUp(
  { dropCost }: Traffic,
  requests: readonly Request[],
  uses: readonly { readonly used: number; readonly capacity: number }[],
  limit: (capacity: number) => number,
): Outcomes {
  const { arrived = 0, served = 0, late = 0, dropped = 0 } = finalCounts(requests);
  const runs = requests.flatMap(({ run }) => run ?? []);
  const latencies = Float64Array.from(runs, ({ latency }) => latency).sort();
  const limited = uses.filter(({ capacity }) => capacity < Infinity);
  return {
    requests: { arrived, served, late, dropped, inFlight: arrived - served - late - dropped },
    objective: total(requests, (request) => request.run?.cost ?? dropCost[request.task]!),
    latency: { p50: percentile(latencies, 50), p95: percentile(latencies, 95), p99: percentile(latencies, 99) },
    energy: {
      total: total(runs, ({ energy }) => energy),
      device: total(runs, ({ deviceEnergy }) => deviceEnergy),
    },
    capacity: {
      peakUse: limited.reduce<number | null>(
        (peak, { used, capacity }) => Math.max(peak ?? 0, used === 0 ? 0 : used / capacity),
        null,
      ),
      violations: uses.filter(({ used, capacity }) => used > limit(capacity)).length,
    },
    offloadedShare: runs.length === 0 ? 0 : total(runs, ({ offload }) => offload) / runs.length,
    switches: switches(requests),
  };
}

function finalCounts(requests: readonly Request[]): { arrived: number; served: number; late: number; dropped: number } {
  const among = (wanted: Request["state"]): number => requests.filter(({ state }) => state === wanted).length;
  return { arrived: requests.length, served: among("done"), late: among("late"), dropped: among("dropped") };
}

function total<T>(items: readonly T[], of: (item: T) => number): number {
  const sum = new Sum();
  for (const item of items) sum.add(of(item));
  return sum.value;
}

/** The smallest value that at least p % of all do not exceed. @param sorted In rising order. */
function percentile(sorted: Float64Array, p: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)]!;
}

function switches(requests: readonly Request[]): number {
  const last = new Map<number, Run["offload"]>();
  let count = 0;
  for (const { user, run } of requests) {
    if (run === undefined) continue;
    if ((last.get(user) ?? run.offload) !== run.offload) count += 1;
    last.set(user, run.offload);
  }
  return count;
}
