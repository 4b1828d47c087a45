import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { access, constants, copyFile, lstat, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, type LaunchOptions, launch } from "puppeteer-core";
import { atEnd } from "../../files/signals.js";
import { fonts } from "./fonts.js";
import { ownProgram, packaged } from "./packaged.js";

const require = createRequire(import.meta.url);

const baseOptions: LaunchOptions = {
  pipe: true, // the browser ends when this process does, however that ends
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
};

const baseArguments = ["--disable-gpu", "--font-render-hinting=none", "--hide-scrollbars", "--lang=en-US"];

/** How long a program may take to tell its version [ms]. */
const VERSION_LIMIT = 20_000;

/**
 * A headless browser: the packaged Chromium on Linux x64; elsewhere the program that EDGESTEPS_CHROME names, or Chrome.
 * @throws Error in one line when there is none or it doesn't start.
 */
export async function launchBrowser(): Promise<Browser> {
  try {
    return packaged ? await launchPackaged() : await launchOwn();
  } catch (error) {
    const cause = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new Error(`no browser to draw figures with: set EDGESTEPS_CHROME to a Chrome or Chromium program (${cause})`);
  }
}

async function launchPackaged(): Promise<Browser> {
  const folder = await unpack();
  const executablePath = join(folder, "chromium");
  const env = { ...process.env, TZ: "UTC", LD_LIBRARY_PATH: folder, FONTCONFIG_FILE: join(folder, "fonts.conf") };
  await checkProgram(executablePath, env);
  // Without a profile folder this Chromium keeps everything in memory; puppeteer makes one unless an argument starts like this.
  const args = [...baseArguments, "--user-data-dir-none=1"];
  return launchSandboxed({ ...baseOptions, executablePath, headless: "shell", args, env });
}

async function launchOwn(): Promise<Browser> {
  // On Windows a browser opens a window when it is asked for its version.
  if (ownProgram !== undefined && process.platform !== "win32") await checkProgram(ownProgram, process.env);
  const userDataDir = await mkdtemp(join(tmpdir(), "edgesteps-profile-"));
  const removeProfile = (): void => rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  const forget = atEnd(removeProfile);
  const program = ownProgram === undefined ? { channel: "chrome" as const } : { executablePath: ownProgram };
  try {
    const browser = await launchSandboxed({ ...baseOptions, ...program, args: baseArguments, userDataDir });
    browser.once("disconnected", () => {
      removeProfile();
      forget();
    });
    return browser;
  } catch (error) {
    removeProfile();
    forget();
    throw error;
  }
}

/** With Chromium's sandbox, where the system has one: root has none, nor who may not make user namespaces. */
async function launchSandboxed(options: LaunchOptions & { readonly args: string[] }): Promise<Browser> {
  if (process.getuid?.() !== 0) {
    try {
      return await launch(options);
    } catch {
      // it does not say why it ended; without a sandbox it may start
    }
  }
  return launch({ ...options, args: [...options.args, "--no-sandbox"] });
}

/**
 * Has a program tell its version: a browser that may not run, or is none, would end by an event that nobody can catch.
 * @throws Error in one line.
 */
async function checkProgram(program: string, env: NodeJS.ProcessEnv): Promise<void> {
  try {
    const { stdout } = await promisify(execFile)(program, ["--version"], { env, timeout: VERSION_LIMIT });
    if (/\d+\.\d+\.\d+/.test(stdout)) return;
  } catch (error) {
    const { code, stderr } = error as { code?: number | string | null; stderr?: string };
    if (code === "EACCES") throw new Error(`${program} may not run`);
    if (typeof code === "string") throw new Error(`${program} can't be started: ${code}`);
    const said = stderr?.split("\n", 1)[0];
    if (said) throw new Error(`${program} does not start: ${said}`);
  }
  throw new Error(`${program} does not tell its version, as a browser does`);
}

/**
 * Unpacks Chromium, the libraries that a bare system lacks and our fonts into one folder of this user's, once.
 * Processes that start together each unpack aside; the first rename wins.
 */
async function unpack(): Promise<string> {
  const { extract } = await import("tar-fs");
  const bin = join(dirname(require.resolve("@sparticuz/chromium")), "..", "..", "bin");
  const { version } = require(join(bin, "..", "package.json")) as { version: string };
  const folder = join(tmpdir(), `edgesteps-chromium-${version}-${process.getuid!()}`);
  if (await isUnpacked(folder)) return folder;
  const aside = await mkdtemp(`${folder}-`);
  const forget = atEnd(() => rmSync(aside, { recursive: true, force: true }));
  try {
    await checkMayRun(aside);
    await pipeline(
      createReadStream(join(bin, "al2023.tar.br")),
      createBrotliDecompress({ chunkSize: 2 ** 20 }),
      extract(aside, { strip: 1 }),
    );
    await pipeline(
      createReadStream(join(bin, "chromium.br")),
      createBrotliDecompress({ chunkSize: 2 ** 20 }),
      createWriteStream(join(aside, "chromium"), { mode: 0o755 }),
    );
    for (const { file } of fonts) await copyFile(file, join(aside, file.replace(/.*[\\/]/, "")));
    await writeFile(join(aside, "fonts.conf"), '<fontconfig><dir prefix="relative">.</dir></fontconfig>\n');
    try {
      await rename(aside, folder);
    } catch (error) {
      if (await isUnpacked(folder)) return folder; // by a process that started at the same time
      if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
      await rename(folder, join(aside, "rest")); // what a cleaner of temporary files has left
      await rename(aside, folder);
    }
  } finally {
    await rm(aside, { recursive: true, force: true });
    forget();
  }
  return folder;
}

/** @throws Error in one line where the system lets no program of this folder run. */
async function checkMayRun(folder: string): Promise<void> {
  const program = join(folder, "chromium");
  await writeFile(program, "", { mode: 0o755 });
  await access(program, constants.X_OK).catch(() => {
    throw new Error(`no program may run in ${tmpdir()}; or set TMPDIR to a folder where one may`);
  });
}

/** Whether `folder` is there, complete, and nobody else's: a temporary folder is shared by all users of a machine. */
async function isUnpacked(folder: string): Promise<boolean> {
  const files = await Promise.all([lstat(folder), lstat(join(folder, "chromium"))]).catch(() => []);
  return files.length > 0 && files.every((file) => file.uid === process.getuid!());
}
