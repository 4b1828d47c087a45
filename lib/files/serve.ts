/** A folder of static files, served to this machine. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
};

export interface Served {
  /** Without a slash at its end. */
  readonly address: string;
  end(): void;
}

/** Serves a folder on a free port, as if it stood in the folder `below` of a server. @param missing Told what is not there. */
export async function serveFolder(
  folder: string,
  { below = "", missing = () => {} }: { readonly below?: string; readonly missing?: (url: string) => void } = {},
): Promise<Served> {
  const server = createServer(({ url = "" }, response) => {
    const path = normalize(new URL(url, "http://here").pathname).replace(below, "");
    try {
      const body = readFileSync(join(folder, path.endsWith("/") ? `${path}index.html` : path));
      response.writeHead(200, { "content-type": TYPES[extname(path) || ".html"] ?? "text/plain" }).end(body);
    } catch {
      missing(url);
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}${below}`, end: () => void server.close() };
}
