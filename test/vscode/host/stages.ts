/** What can be done with one stage: from its lens in `dvc.yaml`, the view and the palette alike. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { commandIds } from "#src/commands/commandIds.ts";
import { until } from "./until.ts";

const run = (command: (typeof commandIds)[number], argument?: unknown) =>
  vscode.commands.executeCommand(command, argument);

function uri(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the suite is started on a workshop");
  return vscode.Uri.joinPath(folder.uri, name);
}

const has = (name: string) => existsSync(uri(name).fsPath);

/** Each lens as its line and title. */
async function lenses(): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    uri("dvc.yaml"),
    100,
  );
  return found.map(({ range, command }) => `${range.start.line} ${command?.title}`);
}

const tells = (line: number, words: RegExp) => (all: readonly string[]) =>
  all.some((each) => each.startsWith(`${line} `) && words.test(each));

describe("A stage", () => {
  let document: vscode.TextDocument;
  let trainLine = 0;

  before(async () => {
    document = await vscode.workspace.openTextDocument(uri("dvc.yaml"));
    trainLine = document.getText().split("\n").indexOf("  train:");
    await run("baton.runPipeline");
  });

  it("has lenses that say how it is, and that follow an unsaved text", async () => {
    await until(lenses, tells(trainLine, /up to date/));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# a comment\n"));
    const moved = await until(lenses, tells(trainLine + 1, /up to date/));
    assert.ok(moved.includes(`${trainLine + 1} Reproduce From Here`));
    await vscode.commands.executeCommand("undo");
    await document.save();
  });

  it("loses its outputs only after a yes, and gets them back with all that reads from it", async () => {
    const made = ["models/forest.json", "metrics.json"];
    assert.deepEqual(made.filter(has), made);
    await run("baton.cleanOutputs", { stages: ["evaluate"] }); // its question cannot be answered here
    assert.deepEqual(made.filter(has), made);
    await run("baton.cleanOutputs", { sure: true });
    assert.deepEqual(made.filter(has), []);
    assert.ok(has("params.yaml") && has("dvc.lock") && has("pipeline/train.ts"));
    await until(lenses, tells(trainLine, /stale: missing out/));
    await run("baton.reproduceFrom", { stages: ["train"] });
    assert.deepEqual(made.filter(has), made);
    await until(lenses, tells(trainLine, /up to date/));
  });

  it("says why it is stale, and leads to the parameter that changed", async () => {
    const params = await readFile(uri("params.yaml").fsPath, "utf8");
    const changed = params.replace(/trees: \d+/, "trees: 33");
    await writeFile(uri("params.yaml").fsPath, changed);
    const explained = run("baton.explainStale", { stages: ["train"] });
    const place = await until(
      async () => {
        await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return vscode.window.activeTextEditor;
      },
      (editor) => editor?.document.uri.path.endsWith("/params.yaml") === true,
    );
    await explained;
    const line = changed.split("\n").findIndex((each) => each.includes("trees: 33"));
    assert.equal(place?.selection.start.line, line);
    await writeFile(uri("params.yaml").fsPath, params);
    await run("baton.runPipeline");
  });
});
