/** Usage: node kernel-main.js CONNECTION_FILE. The kernel that Jupyter starts: tslab's, with cells as `mendCell` writes them. */
import { startKernel } from "tslab/dist/main.js";
import { findTypesIn } from "./beside.js";
import { mendTslab } from "./converter.js";
import { packagesFolder } from "./kernel.js";

mendTslab();
findTypesIn(packagesFolder(), process.cwd());
startKernel({ configPath: process.argv[2]!, enableFindLocal: false });
