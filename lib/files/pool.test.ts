import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
// The built library: a thread is started from a file.
import { startPool } from "../dist/files/pool.js";
import { temporaryFolder } from "../testing/command.js";

const { write } = temporaryFolder();
const DOOR = new URL("../dist/files/thread.js", import.meta.url).href;

/** Its own number, how many it was asked, and who else was busy while it was. */
interface Answer {
  readonly thread: number;
  readonly asked: number;
  readonly together: number;
}

const busy = new Int32Array(new SharedArrayBuffer(4));
const file = pathToFileURL(
  write(
    "task.mjs",
    `import { threadId } from "node:worker_threads";
import { answerRequests } from ${JSON.stringify(DOOR)};
let asked = 0;
answerRequests((request) => {
  if (request === "loop") for (;;);
  if (request === "throw") throw new RangeError("too far");
  const busy = new Int32Array(request);
  Atomics.add(busy, 0, 1);
  Atomics.notify(busy, 0);
  // until there are two, or nobody else comes
  for (let i = 0; i < 20 && Atomics.load(busy, 0) < 2; i++) Atomics.wait(busy, 0, 1, 100);
  const together = Atomics.load(busy, 0);
  return { thread: threadId, asked: ++asked, together };
});`,
  ),
);
const request = (): unknown => {
  Atomics.store(busy, 0, 0);
  return busy.buffer;
};

it("works on two requests at once, and has one key answered by one thread in turn", async () => {
  const pool = startPool<unknown, Answer>(file, 2);
  const shared = request();
  const answers = await Promise.all(["a", "b", "a", "b", "c"].map((key) => pool.ask(key, shared)));
  const [a, b, again, other] = answers;
  expect(a!.thread).not.toBe(b!.thread);
  expect([a!.together, b!.together]).toEqual([2, 2]);
  expect([again!.thread, other!.thread]).toEqual([a!.thread, b!.thread]);
  expect([again!.asked, other!.asked]).toEqual([2, 2]);
  expect(new Set(answers.map(({ thread }) => thread)).size).toBe(2);
  await pool.end();
});

it("starts no more threads than there is work for, and goes on after what one throws", async () => {
  const pool = startPool<unknown, Answer>(file, 4);
  const first = await pool.ask("a", request());
  await expect(pool.ask("a", "throw")).rejects.toThrow("too far");
  const second = await pool.ask("b", request());
  expect([second.thread, second.asked]).toEqual([first.thread, 2]);
  await pool.end();
});

it("ends while it computes, and says so to all who wait", async () => {
  const pool = startPool<unknown, Answer>(file, 1);
  const told = ["a", "b"].map((key) =>
    expect(pool.ask(key, "loop")).rejects.toThrow(/^the threads? that computes? ha/),
  );
  await pool.end();
  await Promise.all(told);
});
