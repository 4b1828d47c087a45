/** The site as it is built, served from some folder of a server, and pages of a browser that tell what goes wrong in them. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { serveFolder } from "../files/serve.js";
import { launchBrowser } from "../report/print/browser.js";
import { LIB } from "./doors.js";

/** The source of axe. */
export const axe: string = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface SitePages {
  /** The site's files. */
  readonly folder: string;
  /** Without a slash at its end. */
  readonly address: string;
  /** What went wrong in the pages, and where they asked elsewhere. */
  readonly faults: string[];
  newPage(): Promise<Page>;
  end(): Promise<void>;
}

/**
 * @param mode `pages` leaves the reference out, which takes longer than all else.
 * @param own How addresses begin that a page may ask for beside the site's.
 */
export async function sitePages(mode: "pages" | "production", own: readonly string[] = []): Promise<SitePages> {
  const { build } = await import("vite"); // not where no test asks for pages
  const folder = mkdtempSync(join(tmpdir(), "edgesteps-site-"));
  await build({ configFile: join(LIB, "site/vite.config.ts"), mode, logLevel: "silent", build: { outDir: folder } });
  const faults: string[] = [];
  const missing = (url: string): number => faults.push(`not there: ${url}`);
  const served = await serveFolder(folder, { below: "/some/where", missing });
  const browser = await launchBrowser();
  return {
    folder,
    address: served.address,
    faults,
    newPage: async () => {
      const opened = await browser.newPage();
      await opened.setViewport({ width: 1440, height: 900 });
      opened.on("pageerror", (error) => faults.push(String(error)));
      opened.on("console", (message) => {
        if (["error", "warn"].includes(message.type())) faults.push(message.text());
      });
      opened.on("request", (request) => {
        if (![served.address, ...own].some((start) => request.url().startsWith(start))) faults.push(request.url());
      });
      await opened.evaluateOnNewDocument(
        "addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))",
      );
      return opened;
    },
    end: async () => {
      await browser.close();
      served.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
