import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where Jupyter keeps and looks for kernels on this machine (docs.jupyter.org, "Common directories and file locations"). */
export interface JupyterPlace {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

export function thisPlace(): JupyterPlace {
  return { environment: process.env, platform: process.platform, home: homedir() };
}

/** The folder of a person's own kernels and other data: JUPYTER_DATA_DIR, or what the system has for it. */
export function userDataFolder({ environment, platform, home }: JupyterPlace): string {
  const { JUPYTER_DATA_DIR: own, APPDATA: windows, XDG_DATA_HOME: data } = environment;
  if (own) return own;
  if (platform === "darwin") return join(home, "Library", "Jupyter");
  if (platform === "win32") return join(windows || join(home, "AppData", "Roaming"), "jupyter");
  return join(data || join(home, ".local", "share"), "jupyter");
}

/** Folders in which Jupyter looks before and in a person's own, in its order: those of JUPYTER_PATH come first. */
export function searchedDataFolders(place: JupyterPlace): string[] {
  const first = (place.environment["JUPYTER_PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...new Set([...first, userDataFolder(place)])];
}
