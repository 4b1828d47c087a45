#!/usr/bin/env node
import { existsSync } from "node:fs";

const built = new URL("../dist/cli/main.js", import.meta.url);

if (existsSync(built)) {
  const { fail, main } = await import(built.href);
  process.on("uncaughtException", fail); // an error may come as an event
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write("edgesteps: not built yet; run: npm run build\n");
  process.exitCode = 1;
}
