/** Writing `dvc.yaml`: what the editor offers and explains there. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

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

  it("explains keys, parameters and stages", async () => {
    assert.match(await hovered(endOf("\n    dep")), /stage reads/);
    assert.match(await hovered(endOf("cach")), /kept in the cache/);
    assert.match(await hovered(endOf("\n  trai")), /train\\: (up to date|stale)/);
  });
});
