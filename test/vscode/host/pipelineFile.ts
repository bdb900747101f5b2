/** Writing `dvc.yaml`: what the editor offers and explains there. */
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { until } from "./until.ts";

describe("dvc.yaml", () => {
  let document: vscode.TextDocument;

  before(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, "the suite is started on a workshop");
    document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, "dvc.yaml"));
    await vscode.window.showTextDocument(document);
  });

  /** The end of the first line that has the words. */
  function endOf(words: string): vscode.Position {
    return document.positionAt(document.getText().indexOf(words) + words.length);
  }

  async function offered(at: vscode.Position): Promise<string[]> {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at,
    );
    return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
  }

  async function hovered(at: vscode.Position): Promise<string> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      at,
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === "string" ? content : content.value))
      .join("\n");
  }

  it("offers keys, paths of the workspace and parameters", async () => {
    assert.ok((await offered(endOf("\n    out"))).includes("always_changed"));
    assert.ok((await offered(endOf("- data/"))).includes("data/raw"));
    const parameters = await offered(endOf("params:\n      - "));
    assert.ok(parameters.includes("forest.trees") && parameters.includes("params.yaml"));
  });

  it("offers no key that is there already, and what other stages make before it is there", async () => {
    const keys = await offered(endOf("\n    out"));
    assert.ok(keys.includes("wdir") && !keys.includes("cmd") && !keys.includes("deps"));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(endOf("- models/forest.json"), "\n      - models/unmade.json"));
    const evaluate = document.getText().lastIndexOf("deps:\n      - ") + "deps:\n      - ".length;
    assert.ok((await offered(document.positionAt(evaluate))).includes("models/unmade.json"));
    await vscode.commands.executeCommand("undo");
  });

  it("explains keys, parameters and stages", async () => {
    assert.match(await hovered(endOf("\n    dep")), /stage reads/);
    assert.match(await hovered(endOf("cach")), /kept in the cache/);
    assert.match(await hovered(endOf("\n  trai")), /train\\: (up to date|stale)/);
  });

  it("is marked where it is wrong while it is written, and no more when that is mended; nothing is saved", async () => {
    const marks = () =>
      Promise.resolve(
        vscode.languages
          .getDiagnostics(document.uri)
          .map(
            ({ range, code }) => `${document.getText(document.getWordRangeAtPosition(range.start))} ${code}`,
          ),
      );
    const saved = await readFile(document.uri.fsPath, "utf8");
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(endOf("\n    dep"), "x"));
    await until(marks, (all) => all.includes("depxs invalid-project"));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# moved down\n"));
    await until(marks, (all) => all.includes("depxs invalid-project"));
    await vscode.commands.executeCommand("undo");
    await vscode.commands.executeCommand("undo");
    await until(marks, (all) => all.length === 0);
    assert.equal(await readFile(document.uri.fsPath, "utf8"), saved);
    await document.save();
  });

  it("warns where data is read through a link that leads out of the folder, and runs all the same", async () => {
    const data = join(dirname(document.uri.fsPath), "data", "raw");
    const elsewhere = await mkdtemp(join(tmpdir(), "baton-shared-"));
    const warned = () =>
      Promise.resolve(
        vscode.languages.getDiagnostics(document.uri).filter(({ code }) => code === "linked-outside"),
      );
    await cp(data, elsewhere, { recursive: true });
    await rm(data, { recursive: true });
    await symlink(elsewhere, data, "junction");
    await vscode.commands.executeCommand("baton.runPipeline");
    const line = endOf("- data/raw").line;
    const [mark] = await until(warned, (all) => all.some(({ range }) => range.start.line === line));
    assert.equal(mark?.severity, vscode.DiagnosticSeverity.Warning);
    await rm(data);
    await cp(elsewhere, data, { recursive: true });
    await vscode.commands.executeCommand("baton.runPipeline");
    await until(warned, (all) => all.length === 0);
    await rm(elsewhere, { recursive: true });
  });
});
