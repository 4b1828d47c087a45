/** Runs before each file of tests. What it imports runs once a worker: testers of equality add up, and each is asked of all that differs. */
import { beforeEach } from "vitest";
import "./equal.js";
import { expectWholeTitles } from "./titles.js";

beforeEach(expectWholeTitles);
