/** What a newcomer does: from an empty window to metrics, without a word of the README. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { Editor } from "#support/editor.ts";
import { withWorkshop } from "#support/workshop.ts";

let editor: Editor;
let home = "";

before(async () => {
  editor = await Editor.start();
  home = await mkdtemp(join(tmpdir(), "baton-first-"));
  await writeFile(join(home, "notes.txt"), "a folder that is not empty\n");
});

after(async () => {
  await editor[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

test("an empty window offers a new workshop, which opens with its tour and its stages", async () => {
  const window = await editor.open(null);
  await window.showPipeline();
  await window.page.getByRole("button", { name: "New Workshop" }).click();
  const dialog = window.page.locator(".quick-input-widget input").first();
  await dialog.fill(`${home}/`);
  await window.page.getByRole("button", { name: "Make Workshop Here" }).click();
  // What is then waited for is the window, not the last of its resources.
  await window.page.waitForURL(/folder=.*grades-workshop/, { waitUntil: "commit" });
  await window.ready(true);
  await window.page.locator(".tab", { hasText: "Preview README.md" }).waitFor();
  for (const stage of ["preprocess", "train", "evaluate"]) {
    await window.stage(stage).filter({ hasText: "stale: never ran" }).waitFor();
  }
  await window.page.close();
});

test("Run Pipeline runs the stages, fills the panel and says that the data is a synthetic sample", async () => {
  await using workshop = await withWorkshop();
  const window = await editor.open(workshop.folder);
  await window.showPipeline();
  await window.command("Baton: Run Pipeline");
  const metrics = window.metrics();
  await metrics.getByRole("heading", { name: /Run 1/ }).waitFor();
  await metrics.getByText("synthetic sample").first().waitFor();
  const { mae } = JSON.parse(await readFile(join(workshop.folder, "metrics.json"), "utf8"));
  await metrics.getByText(mae.toFixed(2), { exact: true }).first().waitFor();
  for (const stage of ["preprocess", "train", "evaluate"]) {
    await window.stage(stage).filter({ hasText: "done" }).waitFor();
  }
  await window
    .statusBar()
    .filter({ hasText: `MAE ${mae.toFixed(2)} · synthetic` })
    .waitFor();
  await window.page.close();
});

test("a second run with nothing changed does nothing and says so", async () => {
  await using workshop = await withWorkshop();
  const window = await editor.open(workshop.folder);
  await window.command("Baton: Run Pipeline");
  await window.statusBar().filter({ hasText: "MAE" }).waitFor();
  await window.command("Baton: Run Pipeline");
  await window.page.locator(".statusbar-item", { hasText: "nothing changed since run 1" }).waitFor();
  await window.page.close();
});

test("the panel shows the same run after it was hidden, and after a window reload", async () => {
  await using workshop = await withWorkshop();
  const window = await editor.open(workshop.folder);
  await window.command("Baton: Run Pipeline");
  const figure = window.metrics().locator(".figure").first();
  const before = await figure.textContent();
  await window.openFile("README.md");
  await window.command("Baton: Show Metrics");
  assert.equal(await window.metrics().locator(".figure").first().textContent(), before);
  await window.reload();
  assert.equal(await window.metrics().locator(".figure").first().textContent(), before);
  await window.page.close();
});

test("a changed parameter makes just its stage stale, and says which parameter", async () => {
  await using workshop = await withWorkshop();
  await rm(join(workshop.folder, ".vscode"), { recursive: true }); // it turns on run on save
  const window = await editor.open(workshop.folder);
  await window.showPipeline();
  await window.command("Baton: Run Pipeline");
  await window.stage("evaluate").filter({ hasText: "done" }).waitFor();
  await window.openFile("params.yaml");
  await window.replace("repeats: 8", "repeats: 9");
  await window.save();
  await window
    .stage("evaluate")
    .filter({ hasText: "stale: changed param evaluate.repeats: 8 -> 9" })
    .waitFor();
  await window.stage("train").filter({ hasText: "done" }).waitFor();
  await window.page.close();
});

test("in a workshop, saving a parameter runs just the stages that depend on it, and the panel follows", async () => {
  await using workshop = await withWorkshop();
  const window = await editor.open(workshop.folder);
  await window.showPipeline();
  await window.command("Baton: Run Pipeline");
  await window.metrics().getByRole("heading", { name: "Run 1" }).waitFor();
  await window.openFile("params.yaml");
  await window.replace("repeats: 8", "repeats: 9");
  await window.save();
  await window.metrics().getByRole("heading", { name: "Run 2" }).waitFor();
  await window.stage("evaluate").filter({ hasText: "done" }).waitFor();
  await window.stage("train").filter({ hasText: "cached" }).waitFor();
  await window.page.close();
});

test("the newest save wins: it ends the run under way", async () => {
  await using workshop = await withWorkshop();
  const file = join(workshop.folder, "pipeline", "train.ts");
  const good = await readFile(file, "utf8");
  await writeFile(file, `${good}\nfor (;;) {}\n`);
  const window = await editor.open(workshop.folder);
  await window.showPipeline();
  await window.openFile("params.yaml");
  await window.replace("repeats: 8", "repeats: 9");
  await window.save();
  await window.stage("train").filter({ hasText: "running" }).waitFor();
  await window.openFile("train.ts");
  await window.replace("for (;;) {}", "console.log(1);");
  await window.save();
  await window.stage("evaluate").filter({ hasText: "done" }).waitFor();
  await window.statusBar().filter({ hasText: "MAE" }).waitFor();
  await window.page.close();
});

test("Run Pipeline saves what is unsaved and runs once, not once more for the save", async () => {
  await using workshop = await withWorkshop();
  const window = await editor.open(workshop.folder);
  await window.command("Baton: Run Pipeline");
  await window.metrics().getByRole("heading", { name: "Run 1" }).waitFor();
  await window.openFile("params.yaml");
  await window.replace("repeats: 8", "repeats: 9");
  await window.command("Baton: Run Pipeline");
  await window.page.locator(".statusbar-item", { hasText: "run 2 done" }).waitFor();
  await window.command("Baton: Run Pipeline");
  await window.page.locator(".statusbar-item", { hasText: "nothing changed since run 2" }).waitFor();
  await window.page.close();
});

test("a run that another process made is shown once nothing is left to do", async () => {
  await using workshop = await withWorkshop();
  const window = await editor.open(workshop.folder);
  await window.command("Baton: Run Pipeline");
  await window.metrics().getByRole("heading", { name: "Run 1" }).waitFor();
  const params = join(workshop.folder, "params.yaml");
  await writeFile(params, (await readFile(params, "utf8")).replace("minSamplesLeaf: 1", "minSamplesLeaf: 5"));
  await promisify(execFile)(process.execPath, [resolve("dist/cli.js"), "run"], { cwd: workshop.folder });
  await window.command("Baton: Run Pipeline");
  await window.metrics().getByRole("heading", { name: "Run 2" }).waitFor();
  await window.page.close();
});
