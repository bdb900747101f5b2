/** The engine as the extension makes it, for a benchmark: `await using engine = benchEngine();` */
import { join } from "node:path";
import { createEngine, type Engine } from "#pipeline/engine.ts";

const dist = join(import.meta.dirname, "..", "dist");

export function benchEngine(): AsyncDisposable & { readonly own: Engine } {
  const own = createEngine({
    batonFolder: join(dist, "bin"),
    runnerPath: join(dist, "runner.js"),
    md5WorkerPath: join(dist, "md5Worker.js"),
    nodePath: process.execPath,
    version: "bench",
  });
  return { own, [Symbol.asyncDispose]: () => own.dispose() };
}

/** Throws when not all went well. */
export async function runAll(engine: Engine, folder: string): Promise<void> {
  const trigger = { who: "bench", why: "terminal", note: null } as const;
  const events = await Array.fromAsync(engine.run(folder, { trigger }));
  const end = events.at(-1);
  if (end?.type !== "runFinished" || end.outcome !== "done") throw new Error(JSON.stringify(events, null, 2));
}
