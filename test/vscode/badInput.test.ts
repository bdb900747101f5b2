/** Bad input, as a person meets it: a clear sentence at the right place, and nothing lost. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Editor } from "#support/editor.ts";
import { withWorkshop } from "#support/workshop.ts";

let editor: Editor;

before(async () => {
  editor = await Editor.start();
});

after(() => editor[Symbol.asyncDispose]());

test("without a folder, Run Pipeline says so and offers a way on", async () => {
  const window = await editor.open(null);
  await window.command("Baton: Run Pipeline");
  const notice = window.notification("No folder is open");
  await notice.getByRole("button", { name: "New Workshop" }).waitFor();
  await window.page.close();
});

test("in a folder without dvc.yaml, Run Pipeline and the Pipeline view say so", async () => {
  const folder = await mkdtemp(join(tmpdir(), "baton-plain-"));
  await writeFile(join(folder, "notes.txt"), "nothing here\n");
  const window = await editor.open(folder);
  await window.showPipeline();
  await window.page.locator(".welcome-view", { hasText: "has no dvc.yaml" }).waitFor();
  await window.command("Baton: Run Pipeline");
  await window.notification("There is no dvc.yaml").waitFor();
  await window.page.close();
  await rm(folder, { recursive: true });
});

test("a dvc.yaml that does not parse stands in the Pipeline view and in Problems, at its line", async () => {
  await using workshop = await withWorkshop();
  const file = join(workshop.folder, "dvc.yaml");
  const good = await readFile(file, "utf8");
  await writeFile(file, good.replace("  train:\n", "  train: [\n"));
  const window = await editor.open(workshop.folder);
  await window.showPipeline();
  await window.page
    .locator(".pane-body .monaco-list-row", { hasText: /dvc\.yaml:\d+/ })
    .first()
    .waitFor();
  await (await window.problems()).filter({ hasText: "dvc.yaml" }).first().waitFor();
  await writeFile(file, good);
  await window.stage("train").filter({ hasText: "stale" }).waitFor();
  await window.page.close();
});

test("a syntax error in a stage file is marked at its line, and the notification opens the log", async () => {
  await using workshop = await withWorkshop();
  const file = join(workshop.folder, "pipeline", "train.ts");
  const good = await readFile(file, "utf8");
  await writeFile(file, `${good}\nconst broken = ;\n`);
  const window = await editor.open(workshop.folder);
  await window.showPipeline();
  await window.command("Baton: Run Pipeline");
  const notice = window.notification("pipeline/train.ts");
  await notice.waitFor();
  await window.stage("train").filter({ hasText: "failed" }).waitFor();
  await window.stage("preprocess").filter({ hasText: "done" }).waitFor();
  await notice.getByRole("button", { name: "Open Log" }).click();
  await window.page.locator(".output-view", { hasText: /\[train\].failed/ }).waitFor();
  const line = good.split("\n").length + 1;
  await (await window.problems()).filter({ hasText: `Ln ${line}` }).waitFor();
  await window.page.close();
});

test("the panel's way to a problem says so when the file is gone", async () => {
  await using workshop = await withWorkshop();
  const file = join(workshop.folder, "pipeline", "train.ts");
  await writeFile(file, "const broken = ;\n");
  const window = await editor.open(workshop.folder);
  await window.command("Baton: Run Pipeline");
  const problem = window.metrics().getByRole("button", { name: "pipeline/train.ts" });
  await problem.waitFor();
  await rm(file);
  await problem.click();
  await window.notification("pipeline/train.ts is not there any more").waitFor();
  await window.page.close();
});

test("without a folder, Run Stage says so in place of an empty list", async () => {
  const window = await editor.open(null);
  await window.command("Baton: Run Stage");
  await window.notification("No folder is open").waitFor();
  await window.page.close();
});

test("an endless stage is ended by Cancel, with every process it started", async () => {
  await using workshop = await withWorkshop();
  const started = join(workshop.folder, "started.txt");
  const endless = `import { writeFileSync } from "node:fs";\nwriteFileSync("started.txt", String(process.pid));\nfor (;;) {}\n`;
  await writeFile(join(workshop.folder, "pipeline", "train.ts"), endless);
  const window = await editor.open(workshop.folder);
  await window.showPipeline();
  await window.command("Baton: Run Pipeline");
  await window.stage("train").filter({ hasText: "running" }).waitFor();
  const notice = window.notification("running the pipeline");
  await notice.filter({ hasText: "train" }).getByRole("button", { name: "Cancel" }).click();
  await window.statusBar().filter({ hasText: "cancelled" }).waitFor();
  const pid = Number(await readFile(started, "utf8"));
  assert.throws(() => process.kill(pid, 0), /ESRCH/);
  await window.page.close();
});

test("in an untrusted workspace nothing runs or is written, and it says why", async () => {
  await using careful = await Editor.start({ untrusted: true });
  await using workshop = await withWorkshop();
  await rm(join(workshop.folder, ".baton"), { recursive: true });
  const before = await readdir(workshop.folder);
  const window = await careful.open(workshop.folder);
  await window.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  await window.showPipeline();
  await window.page.locator(".welcome-view", { hasText: "not trusted" }).waitFor();
  await window.command("Baton: Run Pipeline");
  await window.notification("This workspace is not trusted").waitFor();
  await window.command("Baton: Run Stage");
  await window.command("Baton: Show Metrics");
  await window.metrics().getByRole("button", { name: "Manage Workspace Trust" }).waitFor();
  assert.deepEqual(await readdir(workshop.folder), before);
  await window.page.close();
});
