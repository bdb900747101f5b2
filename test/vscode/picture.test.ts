/** "Save picture" writes the panel's charts as one SVG, where the person says. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Editor } from "#support/editor.ts";
import { withWorkshop } from "#support/workshop.ts";

test("Save picture writes an SVG with the figures and the source of the data", async () => {
  await using editor = await Editor.start();
  await using workshop = await withWorkshop();
  const window = await editor.open(workshop.folder);
  await window.command("Baton: Run Pipeline");
  await window.metrics().getByRole("button", { name: "Save picture" }).click();
  await window.page.locator(".quick-input-widget").getByRole("button", { name: "OK" }).click();
  await window.page.locator(".statusbar-item", { hasText: "picture saved" }).waitFor();
  const svg = await readFile(join(workshop.folder, "baton-run-1.svg"), "utf8");
  const { mae } = JSON.parse(await readFile(join(workshop.folder, "metrics.json"), "utf8"));
  assert.match(svg, /^<svg /);
  assert.ok(svg.includes(mae.toFixed(2)));
  assert.match(svg, /synthetic sample/);
});
