/** The pipeline's graph beside the file that it is drawn from, while a run is under way. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { webview } from "../../test/support/crew.ts";
import { Editor } from "../../test/support/editor.ts";
import type { Theme } from "./themes.ts";

const pipeline = `stages:
  clean:
    cmd: sort raw.csv > clean.csv
    deps: [raw.csv]
    outs: [clean.csv]

  features:
    cmd: cp clean.csv train.csv && cp clean.csv test.csv
    deps: [clean.csv]
    outs: [train.csv, test.csv]

  train:
    matrix:
      model: [forest, ridge]
      seed: [1, 2]
    cmd: until test -e \${item.model}; do sleep 0.1; done; wc train.csv > \${item.model}-\${item.seed}.json
    deps: [train.csv]
    outs:
      - \${item.model}-\${item.seed}.json

  compare:
    cmd: cat forest-1.json forest-2.json ridge-1.json ridge-2.json test.csv > comparison.json
    deps: [forest-1.json, forest-2.json, ridge-1.json, ridge-2.json, test.csv]
    outs: [comparison.json]

  report:
    cmd: cp comparison.json report.md
    deps: [comparison.json]
    outs: [report.md]
`;

export async function takeGraphPicture({ settings }: Theme, path: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "baton-picture-"));
  const folder = join(home, "grades");
  try {
    await mkdir(folder);
    // The forests may end, the ridges wait.
    const files = { "dvc.yaml": pipeline, "raw.csv": "b,2\na,1\n", forest: "" };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await using editor = await Editor.start({ settings: { ...settings, "baton.showMetricsOnRun": false } });
    const window = await editor.open(folder, { width: 1500, height: 1000 });
    await window.command("Notifications: Toggle Do Not Disturb Mode");
    await window.showPipeline();
    await window.openFile("dvc.yaml");
    await window.command("Baton: Show Pipeline Graph");
    const graph = await webview(window, "Pipeline Graph");
    await graph.locator(".stage", { hasText: "report" }).waitFor();
    await window.commandThatAsks("Baton: Run Pipeline");
    await graph.locator(".running", { hasText: "ridge-1" }).waitFor();
    await graph.locator('[data-key="stage train@ridge-1"]').focus();
    await graph.locator(".stage", { hasText: "ridge-1" }).getByText("running · 2 s").waitFor();
    await window.page.screenshot({ path, animations: "disabled" });
    await writeFile(join(folder, "ridge"), "");
    await graph.locator(".stage", { hasText: "report" }).getByText("done").waitFor();
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
