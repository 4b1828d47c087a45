/** Users of a population as columns, for millions; pages that draw a few do without what collects them. */

import { indexOf, numbersOf } from "../laws/error/all-laws.js";
import type { ErrorModel } from "../laws/error/error-laws.js";
import { streamsOf } from "../numerics/stream.js";
import { emptyNumbers, type UserColumns, userColumns } from "../scenario/columns.js";
import { ErrorCollector } from "../scenario/error-columns.js";
import { draw, errorModel, errorParameter, type Population } from "./draw.js";

/** So many of these users from index `first` on, as columns. */
export function drawColumns(
  population: Population,
  seed: number,
  first: number,
  count: number,
  id: (n: number) => string,
): UserColumns {
  const { errorKind } = population;
  const numbers = emptyNumbers(count);
  const errors = new ErrorCollector(count);
  const streams = streamsOf(seed);
  const law = indexOf(errorKind);
  // those that are drawn come first, and others are what they are where they are left out
  const parameters = law < 0 ? [] : numbersOf({ kind: errorKind } as ErrorModel);
  for (let n = 0; n < count; n++) {
    const service = draw(population, streams, first + n, numbers, n);
    if (service.quality === undefined) {
      for (let i = 0; i < service.errors.length; i++) parameters[i] = errorParameter(service, i);
      errors.addNumbers(law, parameters);
    } else errors.add(errorModel(population, service));
  }
  return userColumns({ count, id, ...numbers, errors: errors.columns(), models: null });
}
