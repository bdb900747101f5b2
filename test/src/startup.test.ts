/** What the extension loads to start: everything else waits until somebody needs it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "esbuild";

/** Modules that the entry reaches without an `import()` on the way. */
async function loadedAtOnce(entry: string): Promise<Set<string>> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    splitting: true,
    format: "esm",
    platform: "node",
    outdir: "nowhere",
    external: ["vscode"],
  });
  const { inputs } = metafile;
  const reached = new Set([entry]);
  for (const path of reached)
    for (const { path: next, kind, external } of inputs[path]?.imports ?? [])
      if (kind === "import-statement" && external !== true) reached.add(next);
  return reached;
}

test("the extension starts without schemas, documents and sockets", async () => {
  const loaded = [...(await loadedAtOnce("src/extension.ts"))];
  assert.ok(loaded.includes("src/runs/runController.ts"));
  assert.deepEqual(
    loaded.filter((path) => /node_modules\/(zod|yjs|ws|y-websocket|lib0|yaml|preact)\//.test(path)),
    [],
  );
});
