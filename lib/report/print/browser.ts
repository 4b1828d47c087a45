import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { copyFile, lstat, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, type LaunchOptions, launch } from "puppeteer-core";
import { fonts } from "./fonts.js";
import { ownProgram, packaged } from "./packaged.js";

const require = createRequire(import.meta.url);

const baseOptions: LaunchOptions = {
  pipe: true, // the browser ends when this process does, however that ends
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
  args: ["--disable-gpu", "--font-render-hinting=none", "--hide-scrollbars", "--lang=en-US"],
};

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
  return launch({
    ...baseOptions,
    executablePath: join(folder, "chromium"),
    headless: "shell",
    // Without a profile folder this Chromium keeps everything in memory; puppeteer makes one unless an argument starts like this.
    args: [...baseOptions.args!, "--no-sandbox", "--user-data-dir-none=1"],
    env: {
      ...process.env,
      TZ: "UTC",
      LD_LIBRARY_PATH: folder,
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  });
}

async function launchOwn(): Promise<Browser> {
  const userDataDir = await mkdtemp(join(tmpdir(), "edgesteps-profile-"));
  const removeProfile = (): void => rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", removeProfile);
  const browser = await launch({
    ...baseOptions,
    ...(ownProgram === undefined ? { channel: "chrome" } : { executablePath: ownProgram }),
    args: process.getuid?.() === 0 ? [...baseOptions.args!, "--no-sandbox"] : baseOptions.args!,
    userDataDir,
  });
  browser.once("disconnected", removeProfile);
  return browser;
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
  await rm(folder, { recursive: true, force: true }); // what a cleaner of temporary files has left
  const aside = await mkdtemp(`${folder}-`);
  try {
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
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!(await isUnpacked(folder))) throw error;
  }
  return folder;
}

/** Whether `folder` is there, complete, and nobody else's: a temporary folder is shared by all users of a machine. */
async function isUnpacked(folder: string): Promise<boolean> {
  const files = await Promise.all([lstat(folder), lstat(join(folder, "chromium"))]).catch(() => []);
  return files.length > 0 && files.every((file) => file.uid === process.getuid!());
}
