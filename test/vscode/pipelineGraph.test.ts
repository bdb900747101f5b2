/** The pipeline's graph in a real window: opened by its command, live while a run goes, and worked from the keyboard. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { webview } from "#support/crew.ts";
import { Editor } from "#support/editor.ts";
import { withWorkshop } from "#support/workshop.ts";

test("the graph shows each stage as it runs, opens its definition beside, and runs it from its menu", async () => {
  await using workshop = await withWorkshop();
  const train = join(workshop.folder, "pipeline", "train.ts");
  const waiting = `import { existsSync } from "node:fs";\nwhile (!existsSync("go"));\n`;
  await writeFile(train, waiting + (await readFile(train, "utf8")));
  await using editor = await Editor.start({ settings: { "baton.showMetricsOnRun": false } });
  const window = await editor.open(workshop.folder);

  await window.command("Baton: Show Pipeline Graph");
  const graph = await webview(window, "Pipeline Graph");
  const stage = (name: string, words: string) => graph.locator(".stage", { hasText: name }).getByText(words);
  for (const name of ["preprocess", "train", "evaluate"]) await stage(name, "stale: never ran").waitFor();
  await graph.locator('[data-key="stage preprocess"]:focus').waitFor();

  await window.commandThatAsks("Baton: Run Pipeline");
  await stage("preprocess", "done").waitFor();
  await stage("train", "running").waitFor();
  await stage("evaluate", "waiting").waitFor();
  await graph.getByRole("status").filter({ hasText: "train: running." }).waitFor({ state: "attached" });
  await writeFile(join(workshop.folder, "go"), "");
  await stage("train", "done").waitFor();
  await stage("evaluate", "done").waitFor();

  await graph.locator('[data-key="stage preprocess"]').focus();
  await window.page.keyboard.press("ArrowDown");
  await window.page.keyboard.press("Enter");
  await window.page.locator(".tab.active", { hasText: "dvc.yaml" }).waitFor();
  const line =
    (await readFile(join(workshop.folder, "dvc.yaml"), "utf8")).split("\n").indexOf("  train:") + 1;
  await window.page.locator(".statusbar-item", { hasText: `Ln ${line}, Col 1` }).waitFor();
  await stage("train", "done").waitFor();

  await graph.locator('[data-key="stage train"]').focus();
  await window.page.keyboard.press("Shift+F10");
  await window.page.locator(".context-view .action-label", { hasText: "Run Stage" }).click();
  await window.page.locator(".statusbar-item", { hasText: "run 2 done" }).waitFor();
});
