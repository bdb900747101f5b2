import assert from "node:assert/strict";
import { accessSync, constants, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { builtProduct } from "#support/built.ts";
import { build } from "../../scripts/build.ts";

test("everything that ships is built, and the commands can be executed", async () => {
  const { dist } = await builtProduct();
  const files = [
    ...[
      "extension.cjs",
      "cli.js",
      "relay.js",
      "runner.js",
      "toolkit.js",
      "forestWorker.js",
      "baton.d.ts",
      "bin/baton",
      "bin/baton.cmd",
    ],
    ...["webview/metrics.js", "webview/metrics.css", "workshop/dvc.yaml", "workshop/.gitignore"],
  ];
  assert.deepEqual(
    files.filter((file) => !existsSync(join(dist, file))),
    [],
  );
  for (const command of ["cli.js", "bin/baton"]) accessSync(join(dist, command), constants.X_OK);
});

test("a second build makes nothing anew but what is missing", async () => {
  const { dist } = await builtProduct();
  rmSync(join(dist, "bin", "baton.cmd"));
  const lines: string[] = [];
  await build({ print: (line) => lines.push(line) });
  assert.deepEqual(
    lines.map((line) => line.split(":")[0]),
    ["bin"],
  );
  assert.ok(existsSync(join(dist, "bin", "baton.cmd")));
});
