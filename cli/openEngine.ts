/** The engine as the command line uses it: its children run on the same program as the command itself. */
import { createEngine, type Engine } from "#pipeline/engine.ts";
import { besideCommand, productVersion } from "./product.ts";

export function openEngine(): Engine {
  return createEngine({
    batonFolder: besideCommand("./bin"),
    nodePath: process.execPath,
    runnerPath: besideCommand("./runner.js"),
    md5WorkerPath: besideCommand("./md5Worker.js"),
    version: productVersion(),
  });
}
