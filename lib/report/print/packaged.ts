/** The program that EDGESTEPS_CHROME names. */
export const ownProgram: string | undefined = process.env["EDGESTEPS_CHROME"];

/** Whether the browser is the packaged one (Linux x64), which draws the same bytes on every run. */
export const packaged: boolean = process.platform === "linux" && process.arch === "x64" && ownProgram === undefined;
