#!/usr/bin/env node
import { main } from "../dist/cli/main.js";

process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(); // whoever reads, as `head` does, has had enough
});
process.exitCode = await main(process.argv.slice(2));
