/** What is the same for Node is equal for `toEqual`, which takes ten times as long to say so of long arrays; what differs it tells as ever. */
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

expect.addEqualityTesters([(a, b) => (isDeepStrictEqual(a, b) ? true : undefined)]);
