/** Version of the library, that of lib/package.json. */
export const VERSION: string = "0.2.0";
