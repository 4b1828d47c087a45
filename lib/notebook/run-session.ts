import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { atEnd } from "../files/signals.js";
import type { Output } from "./nbformat.js";
import type { Draw } from "./pictures.js";
import type { Drawn, SessionCell, SessionError, SessionMessage } from "./session.js";

export interface SessionEnd {
  readonly outputs: readonly (readonly Output[])[];
  readonly error?: SessionError;
}

export interface SessionOptions {
  /** Time that all cells may take [s]. */
  readonly timeLimit: number;
  /** Draws the charts that the cells show. */
  readonly draw: Draw;
  /** Told which cell starts. */
  readonly onStart: (index: number) => void;
}

/**
 * Runs cells in a process of their own, which has ended when the promise is kept. It ends with this process, however that
 * ends.
 */
export function runSession(
  folder: string,
  cells: readonly SessionCell[],
  { timeLimit, draw, onStart }: SessionOptions,
): Promise<SessionEnd> {
  const child = fork(fileURLToPath(new URL("./session.js", import.meta.url)), {
    cwd: folder,
    execArgv: [],
    env: sessionEnvironment(),
    stdio: ["ignore", "ignore", "ignore", "ipc", "pipe"], // of the pipe only the end is of use: see parent-watch.ts
  });
  const forget = atEnd(() => child.kill("SIGKILL"));
  let started = 0;
  let end: SessionEnd | undefined;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, timeLimit * 1000);
  child.on("message", (message: SessionMessage) => {
    if ("outputs" in message) {
      end = message;
    } else if ("chart" in message) {
      void drawn(draw(message.chart)).then((answer) => child.connected && child.send({ ...answer, id: message.id }));
    } else {
      started = message.started;
      onStart(started);
    }
  });
  child.send(cells);
  return new Promise((done) => {
    const ended = (result: SessionEnd): void => {
      clearTimeout(timer);
      forget();
      done(result);
    };
    child.on("error", ({ message }) => ended({ outputs: [], error: { cell: started, message } }));
    child.on("close", (code, signal) => {
      const message = late
        ? `not done after the time limit of ${timeLimit} s`
        : `the cell ended the notebook's process (${signal ?? `exit code ${code}`})`;
      ended(end ?? { outputs: [], error: { cell: started, message } });
    });
  });
}

/** The picture, or why there is none. */
function drawn(picture: Promise<string>): Promise<Omit<Drawn, "id">> {
  return picture.then(
    (png) => ({ png }),
    ({ message }: Error) => ({ problem: message }),
  );
}

/** The same language, time zone and colours on every machine, so that outputs have the same bytes. */
function sessionEnvironment(): NodeJS.ProcessEnv {
  const { NO_COLOR: _, ...environment } = process.env;
  return { ...environment, FORCE_COLOR: "0", LC_ALL: "en_US.UTF-8", TZ: "UTC" };
}
