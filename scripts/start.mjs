/**
 * `npm start`: set-up, then start/main.ts on the pinned Node. This file runs on any Node from 20 on, with nothing
 * installed.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureDependencies, pinnedNode } from "./setup.mjs";
import { parseOptions, usage } from "./start/options.mjs";

const stop = new AbortController();
let main;

/** On Ctrl+C in a terminal the child hears it too; a signal sent to us alone is passed on. */
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    stop.abort();
    main?.kill(signal);
  });
}

function runMain(args) {
  const file = fileURLToPath(new URL("start/main.ts", import.meta.url));
  main = spawn(pinnedNode(), ["--disable-warning=ExperimentalWarning", file, ...args], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    main.on("error", reject);
    main.on("close", (code) => resolve(code ?? 130));
  });
}

async function start(args) {
  if (parseOptions(args).help) {
    console.log(usage);
    return 0;
  }
  await ensureDependencies({ signal: stop.signal });
  return stop.signal.aborted ? 130 : await runMain(args);
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  if (!stop.signal.aborted) console.error(error.message);
  process.exitCode = stop.signal.aborted ? 130 : 1;
}
