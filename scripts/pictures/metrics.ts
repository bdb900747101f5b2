/** The metrics panel beside the code, after a few runs. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Editor } from "../../test/support/editor.ts";
import { withWorkshop } from "../../test/support/workshop.ts";
import type { Theme } from "./themes.ts";

/** A team's first tries, each a change of one parameter. */
const tries: [string, string][] = [
  ["trees: 100", "trees: 5"],
  ["trees: 5", "trees: 40"],
  ["maxFeatures: all", "maxFeatures: sqrt"],
  ["minSamplesLeaf: 1", "minSamplesLeaf: 12"],
  ["minSamplesLeaf: 12", "minSamplesLeaf: 3"],
];

function play(folder: string): void {
  const params = join(folder, "params.yaml");
  const run = () => execFileSync(process.execPath, [resolve("dist/cli.js"), "run"], { cwd: folder });
  execFileSync("git", ["config", "user.name", "Ana"], { cwd: folder });
  for (const [before, after] of tries) {
    writeFileSync(params, readFileSync(params, "utf8").replace(before, after));
    run();
  }
}

export async function takeMetricsPicture({ settings }: Theme, path: string): Promise<void> {
  await using workshop = await withWorkshop();
  play(workshop.folder);
  await using editor = await Editor.start({ settings });
  const window = await editor.open(workshop.folder, { width: 1500, height: 1000 });
  await window.showPipeline();
  await window.openFile("params.yaml");
  await window.replace("trees: 40", "trees: 200");
  await window.save();
  await window.statusBar().filter({ hasText: "MAE" }).waitFor();
  await window.command("Baton: Show Metrics");
  await window
    .metrics()
    .getByRole("heading", { name: `Run ${tries.length + 1}` })
    .waitFor();
  await window.page.screenshot({ path, animations: "disabled" });
}
