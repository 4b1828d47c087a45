/** A file of the site that is made here, and what its pages have in common. */
export interface SiteFile {
  /** In the site's folder. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Where the script and the styles of these pages are: paths in the site's folder. */
export interface Assets {
  readonly script: string;
  /** None where the script brings them, as a server of changing sources has it. */
  readonly styles: readonly string[];
}

/** `path` as a page of the site links to it, wherever the site stands. @param from The page. */
export function relativeTo(from: string, path: string): string {
  return "../".repeat(from.split("/").length - 1) + path;
}
