/** A workshop as the extension API sees it: activation, types of the toolkit, diagnostics. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { commandIds } from "#src/commands/commandIds.ts";

const extension = vscode.extensions.getExtension("baton-editor.baton");

function workshop(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the suite is started on a workshop");
  return folder.uri;
}

/** Waits for what an event tells, and looks once before the first. */
async function until<T>(event: vscode.Event<T>, seen: () => boolean): Promise<void> {
  if (seen()) return;
  await new Promise<void>((resolve) => {
    const listening = event(() => {
      if (!seen()) return;
      listening.dispose();
      resolve();
    });
  });
}

/** The language server says when it is ready by answering: asks until the answer holds what is expected. */
async function hoverText(file: vscode.Uri, at: vscode.Position, expected: RegExp): Promise<string> {
  for (;;) {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      file,
      at,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === "string" ? content : content.value))
      .join("\n");
    if (expected.test(text)) return text;
    await delay(100);
  }
}

describe("Baton in the extension host", () => {
  before(async () => {
    await extension?.activate();
  });

  it("registers every command", async () => {
    const registered = await vscode.commands.getCommands(true);
    for (const id of commandIds) assert.ok(registered.includes(id), id);
  });

  it("runs the pipeline and leaves its metrics", async () => {
    await vscode.commands.executeCommand("baton.runPipeline");
    const metrics = JSON.parse(
      await readFile(vscode.Uri.joinPath(workshop(), "metrics.json").fsPath, "utf8"),
    );
    assert.ok(metrics.mae < metrics.baseline.mae);
  });

  it("gives the editor the toolkit's types without an installation", async () => {
    const file = vscode.Uri.joinPath(workshop(), "pipeline", "train.ts");
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf("RandomForestRegressor"));
    const text = await hoverText(file, at, /RandomForestRegressor/);
    assert.match(text, /RandomForestRegressor/);
    assert.doesNotMatch(text, /\bany\b/);
  });

  it("marks the line of a syntax error in the team's file, and clears it when it is mended", async () => {
    const file = vscode.Uri.joinPath(workshop(), "pipeline", "evaluate.ts");
    const good = await readFile(file.fsPath, "utf8");
    const ours = () => vscode.languages.getDiagnostics(file).filter(({ source }) => source === "Baton");
    await writeFile(file.fsPath, `${good}\nconst broken = ;\n`);
    await vscode.commands.executeCommand("baton.runPipeline");
    await until(vscode.languages.onDidChangeDiagnostics, () => ours().length > 0);
    assert.equal(ours()[0]?.range.start.line, good.split("\n").length);
    await writeFile(file.fsPath, good);
    await vscode.commands.executeCommand("baton.runPipeline");
    await until(vscode.languages.onDidChangeDiagnostics, () => ours().length === 0);
  });
});
