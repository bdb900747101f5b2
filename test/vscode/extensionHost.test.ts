/** Runs the suites of test/vscode/host inside the extension host of a browser VS Code. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withExtensionHost } from "#support/extensionHost.ts";
import { withWorkshop } from "#support/workshop.ts";

test("the suites inside the extension host pass", async () => {
  await using workshop = await withWorkshop();
  const { code, logs } = await withExtensionHost(workshop.folder);
  assert.equal(code, 0, logs.join("\n"));
});
