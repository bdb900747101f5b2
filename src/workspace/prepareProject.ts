/** What a project gets when it is opened, once the editor has come to rest: the toolkit's types, and a warm runner. */
import { join } from "node:path";
import type * as vscode from "vscode";
import type { Engine } from "#pipeline/engine.ts";
import { keepToolkitTypes } from "#scaffold/toolkitTypes.ts";
import type { ProjectFolder, ProjectFolderWatcher } from "./projectFolder.ts";

export function prepareProject(
  { extensionPath }: vscode.ExtensionContext,
  engine: Engine,
  watcher: ProjectFolderWatcher,
): vscode.Disposable {
  const prepare = async (project: ProjectFolder) => {
    if (project.type !== "ready") return;
    engine.warm();
    const declarations = join(extensionPath, "dist", "baton.d.ts");
    // A read-only folder does without types; a run there says what it means.
    await keepToolkitTypes(declarations, project.folder.uri.fsPath).catch(() => undefined);
  };
  return watcher.onDidChange((project) => void prepare(project));
}
