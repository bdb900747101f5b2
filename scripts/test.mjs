/**
 * `npm test`: sets everything up, then checks and tests all of it. `npm test -- FILE...` runs only these test files.
 * These first lines run on any Node from 20 on, before anything is installed; the rest runs on the pinned one.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureDependencies, pinnedNode } from "./setup.mjs";

await ensureDependencies();
const suite = fileURLToPath(new URL("test/main.ts", import.meta.url));
const { status } = spawnSync(pinnedNode(), [suite, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
