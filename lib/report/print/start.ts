import { needPeers } from "../../files/peers.js";
import { BROWSER_PEERS } from "./peers.js";
import type { Renderer } from "./renderer.js";

/**
 * Loads what draws, and starts it (about 3 s).
 * @throws MissingPeersError where a package is not installed, Error in one line without a browser.
 */
export async function startRenderer(): Promise<Renderer> {
  needPeers("drawing figures", BROWSER_PEERS);
  const { openRenderer } = await import("./renderer.js");
  return openRenderer();
}
