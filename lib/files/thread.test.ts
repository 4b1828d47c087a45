import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
// The built library: a thread is started from a file.
import { startThread } from "../dist/files/thread.js";
import { temporaryFolder } from "../testing/command.js";

const { write } = temporaryFolder();
const DOOR = new URL("../dist/files/thread.js", import.meta.url).href;

type Request = "words" | "throw" | "loop" | "exit" | Float64Array;

const file = write(
  "task.mjs",
  `import { answerRequests } from ${JSON.stringify(DOOR)};
let asked = 0;
answerRequests((request) => {
  asked++;
  if (request === "throw") throw new RangeError("too far");
  if (request === "exit") process.exit();
  if (request === "loop") for (;;);
  return { asked, request };
});`,
);

it("answers in turn with copies, and outlives what it throws", async () => {
  const thread = startThread<Request, { asked: number; request: Request }>(pathToFileURL(file));
  const numbers = Float64Array.of(-0, NaN, Infinity, 0.1);
  const [first, thrown, third] = await Promise.allSettled([
    thread.ask("words"),
    thread.ask("throw"),
    thread.ask(numbers),
  ]);
  expect(first).toMatchObject({ value: { asked: 1 } });
  expect(thrown).toMatchObject({ reason: { name: "RangeError", message: "too far" } });
  expect(third).toEqual({ status: "fulfilled", value: { asked: 3, request: numbers } });
  await thread.end();
});

it("ends while it computes, and says so to who waits or asks again", async () => {
  for (const request of ["loop", "exit"] as const) {
    const thread = startThread<Request, unknown>(pathToFileURL(file));
    const told = Promise.all(
      [thread.ask(request), thread.ask("words")].map((one) =>
        expect(one).rejects.toThrow("the thread that computes has ended"),
      ),
    );
    if (request === "loop") await thread.end();
    await told;
    await expect(thread.ask("words")).rejects.toThrow("the thread that computes has ended");
  }
});

it("says what is wrong with a module that can't be loaded", async () => {
  const thread = startThread(pathToFileURL(write("wrong.mjs", "throw new Error('out of order');")));
  await expect(thread.ask("words")).rejects.toThrow("out of order");
});
